/**
 * Forms: pure and browser-safe. `check-form.ts` and `validate.ts` bring ajv, which compiles code; a page under a strict
 * Content-Security-Policy imports the other files directly and validates by what `server/forms/compile.ts` made.
 */
export { checkStructure, type FormProblem } from './check.ts';
export { checkForm } from './check-form.ts';
export { describeDate, describeValue, type Names } from './describe.ts';
export type { FieldPolicy, FileReference, FormDocument, JianduWidget, ShowCondition } from './document.ts';
export { type FieldKind, type FieldRow, KINDS, newForm, newRow, rowsOf, withRows } from './edit.ts';
export { effectiveSchema } from './effective.ts';
export { FORMATS } from './formats.ts';
export { type ElementFacts, formFromElement } from './generate.ts';
export { type FieldError, fieldErrors, type RawError, titleAt } from './messages.ts';
export { type Choice, choicesOf, fieldNames, fieldSchema, fieldTitle, uiOf, widgetOf } from './schema.ts';
export { cleanSubmission, partyValues, publicValues, routedValues } from './submission.ts';
export { type SubmissionResult, validateSubmission } from './validate.ts';
export { conditionHolds, conditionsOf, findCycle, visibleFields } from './visibility.ts';
