/** Validation errors as people read them: in Chinese, by the field's title, with what to do. Shared by page and server. */
import type { FormDocument } from './document.ts';
import { FORMATS } from './formats.ts';
import { fieldTitle, isObject, own } from './schema.ts';

export interface FieldError {
  /** JSON pointer into the form data, such as `/rows/0/amount`; empty for the whole form. */
  field: string;
  message: string;
}

/** What is used of an ajv error. */
export interface RawError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

const escapePointer = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** Title of the value at a JSON pointer, rows counted from 1: `费用明细第 2 行的金额`. */
export function titleAt(doc: FormDocument, pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((p) => p.replace(/~1/g, '/').replace(/~0/g, '~'));
  const [first, ...rest] = parts;
  if (first === undefined) return '表单';
  let title = fieldTitle(doc, first);
  let schema: unknown = own(own(doc.schema, 'properties'), first);
  for (const part of rest) {
    if (/^\d+$/.test(part) && isObject(own(schema, 'items'))) {
      title += `第 ${Number(part) + 1} 行`;
      schema = own(schema, 'items');
    } else {
      schema = own(own(schema, 'properties'), part);
      title += `的${String(own(schema, 'title') ?? part)}`;
    }
  }
  return title;
}

/** Chinese sentence for one error. Knows every keyword that `checkForm` allows. */
function sentence(title: string, error: RawError): string {
  const { keyword, params } = error;
  const limit = String(params.limit ?? '');
  switch (keyword) {
    case 'required':
      return `请填写“${title}”。`;
    case 'additionalProperties':
      return `“${title}”不是本表单的字段，请删去。`;
    case 'enum':
    case 'const':
    case 'oneOf':
      return `“${title}”的值不在可选范围内，请重新选择。`;
    case 'minLength':
      return `“${title}”至少填写 ${limit} 个字。`;
    case 'maxLength':
      return `“${title}”最多 ${limit} 个字，请精简。`;
    case 'minItems':
      return `“${title}”至少要有 ${limit} 项。`;
    case 'maxItems':
      return `“${title}”最多 ${limit} 项。`;
    case 'uniqueItems':
      return `“${title}”中有重复的项，请去掉重复。`;
    case 'minimum':
      return `“${title}”不能小于 ${limit}。`;
    case 'maximum':
      return `“${title}”不能大于 ${limit}。`;
    case 'exclusiveMinimum':
      return `“${title}”必须大于 ${limit}。`;
    case 'exclusiveMaximum':
      return `“${title}”必须小于 ${limit}。`;
    case 'multipleOf':
      return `“${title}”必须是 ${String(params.multipleOf)} 的整数倍。`;
    case 'format':
      return `“${title}”应为${own(FORMATS, String(params.format)) ? FORMATS[String(params.format)]!.name : '规定的格式'}。`;
    case 'pattern':
      return `“${title}”的格式不对，请按说明填写。`;
    case 'type':
      return `“${title}”的内容类型不对，请重新填写。`;
    default:
      return `“${title}”填写不正确，请检查。`;
  }
}

/** One message per place, in the order of the errors; the branches of `if` and `oneOf` say nothing of their own. */
export function fieldErrors(doc: FormDocument, errors: readonly RawError[]): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const error of errors) {
    if (error.keyword === 'if' || error.keyword === 'anyOf') continue;
    const name = error.params.missingProperty ?? error.params.additionalProperty;
    const field =
      typeof name === 'string' ? `${error.instancePath}/${escapePointer(name)}` : error.instancePath;
    if (found.has(field)) continue;
    found.set(field, { field, message: sentence(titleAt(doc, field), error) });
  }
  return [...found.values()];
}
