/** `checkForm`: the structural checks and ajv's own verdict. */
import { checkStructure, type FormProblem } from './check.ts';
import type { FormDocument } from './document.ts';
import { validatorOf } from './validate.ts';

/** All problems of a form document; an empty list means that it may be published. */
export function checkForm(doc: FormDocument): FormProblem[] {
  const problems = checkStructure(doc);
  if (problems.length > 0) return problems;
  try {
    validatorOf(doc);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ place: '/schema', message: `表单的 schema 不能使用，请检查后重试：${reason}` }];
  }
}
