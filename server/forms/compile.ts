/**
 * Validators as code for the page: a strict Content-Security-Policy forbids the `new Function` by which ajv compiles, so
 * the code is made here at publish and served from the own origin. Self-contained: the two helpers that ajv's standalone
 * code would `require` are written into it, and formats are regular expressions.
 */
import equal from 'ajv/dist/runtime/equal.js';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { FormDocument } from '../../forms/document.ts';
import { effectiveSchema } from '../../forms/effective.ts';
import { formAjv } from '../../forms/validate.ts';

type Helper = (...args: never[]) => unknown;
/** CommonJS modules of TypeScript reach an ES module with their `default` inside. */
const inner = (module: unknown): Helper => {
  const candidate = (module as { default?: unknown }).default ?? module;
  return candidate as Helper;
};

const HELPERS: Record<string, Helper> = {
  'ajv/dist/runtime/equal': inner(equal),
  'ajv/dist/runtime/ucs2length': inner(ucs2length),
};

const makeCode = inner(standalone) as unknown as (ajv: unknown, refs: Record<string, string>) => string;

/**
 * One ES module: its default export is a function for each form id that takes cleaned form data, answers whether it is
 * valid and leaves ajv's errors in its `errors`. Each document must have passed `checkForm`. Throws when ajv's code asks
 * for a helper that is not known here.
 */
export function compileValidators(docs: readonly FormDocument[]): string {
  const ajv = formAjv({ code: { source: true, esm: true } });
  const refs: Record<string, string> = {};
  docs.forEach((doc, i) => {
    const key = `form-${i}`;
    ajv.addSchema({ ...effectiveSchema(doc), $id: key });
    refs[`form${i}`] = key;
  });
  const code = docs.length === 0 ? '' : makeCode(ajv, refs);
  const inlined = code.replace(/require\("([^"]+)"\)(\.default)?/g, (_, name: string) => {
    const helper = HELPERS[name];
    if (!helper) throw new Error(`compileValidators: unknown helper <${name}>`);
    return `(${helper.toString()})`;
  });
  const byId = docs.map((doc, i) => `${JSON.stringify(doc.id)}: form${i}`).join(', ');
  return `${inlined.replace(/"use strict";/g, '')}\nexport default { ${byId} };\n`;
}
