/**
 * rjsf's port to a validator. The page's Content-Security-Policy forbids ajv in the browser, so forms are validated outside
 * of rjsf by code compiled at publish (`precompiled.ts`) and by the server; rjsf only draws, and its documents have no
 * alternatives that it would have to test (see `checkForm`).
 */
import type { ErrorSchema, RJSFSchema, ValidatorType } from '@rjsf/utils';
import type { FieldError } from '../../forms/messages.ts';
import { sameValue } from '../../forms/schema.ts';

export const drawOnly: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid: (schema: RJSFSchema, data: unknown) =>
    schema.const === undefined ? true : sameValue(schema.const, data),
};

/** Errors by place, as rjsf shows them. */
export function toErrorSchema(errors: FieldError[]): ErrorSchema {
  const root: Record<string, unknown> = {};
  for (const { field, message } of errors) {
    let at = root;
    for (const part of field.split('/').slice(1)) {
      const next = (Object.hasOwn(at, part) ? at[part] : undefined) ?? {};
      at[part] = next;
      at = next as Record<string, unknown>;
    }
    at.__errors = [...((at.__errors as string[] | undefined) ?? []), message];
  }
  return root as ErrorSchema;
}

/** Id of the input at a JSON pointer, as rjsf names them. */
export const inputId = (pointer: string): string => ['root', ...pointer.split('/').slice(1)].join('_');
