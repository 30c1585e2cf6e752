/**
 * The part of JSON Schema that forms use. Every keyword on the list can be drawn by the page, validated by compiled code
 * and explained to people; anything else is refused, so that no form works in one place and fails in another.
 */
import type { JsonSchema } from './document.ts';
import { FORMATS } from './formats.ts';
import { MATCHED_LENGTH, quickUpTo } from './pattern.ts';
import { isObject, own, propertiesOf } from './schema.ts';

export interface FormProblem {
  /** JSON pointer into the form document. */
  place: string;
  /** Chinese, with what to do. */
  message: string;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'];
const KEYWORDS = [
  ...['$schema', '$id', '$comment', 'type', 'title', 'description', 'default', 'examples', 'readOnly'],
  ...['enum', 'const', 'oneOf', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems', 'properties', 'required', 'additionalProperties'],
];
const MAX_DEPTH = 4;
const MAX_FIELDS = 200;
const MAX_PATTERN = 200;

function checkPattern(schema: JsonSchema, place: string): FormProblem[] {
  const pattern = own(schema, 'pattern');
  if (pattern === undefined) return [];
  const at = `${place}/pattern`;
  if (typeof pattern !== 'string' || pattern.length > MAX_PATTERN)
    return [{ place: at, message: `格式表达式应为不超过 ${MAX_PATTERN} 个字符的文字。` }];
  try {
    new RegExp(pattern, 'u');
  } catch {
    return [{ place: at, message: '格式表达式写错了，请检查括号是否成对。' }];
  }
  const longest = own(schema, 'maxLength');
  const quick = quickUpTo(pattern, typeof longest === 'number' ? longest : MATCHED_LENGTH);
  return quick === undefined ? [] : [{ place: at, message: slow(quick) }];
}

/** A pattern that is quick on short texts only is so with a limit to the text's length. */
function slow(quick: number): string {
  return quick < 10
    ? '格式表达式里有重复的重复（如 (a+)+），或重复和可选的部分过多，校验会非常慢，请改写。'
    : `格式表达式里重复的部分（如 +、*）过多，较长的文字校验会非常慢。请改写，或把字数上限（maxLength）设为不超过 ${quick}。`;
}

function checkChoices(schema: JsonSchema, place: string): FormProblem[] {
  const oneOf = own(schema, 'oneOf');
  const values = own(schema, 'enum');
  const problems: FormProblem[] = [];
  if (values !== undefined && (!Array.isArray(values) || values.length === 0))
    problems.push({ place: `${place}/enum`, message: '可选值至少要有一项。' });
  if (oneOf === undefined) return problems;
  const constants = Array.isArray(oneOf) ? oneOf.map((o) => own(o, 'const')) : [];
  if (constants.length === 0 || constants.some((c) => c === undefined || isObject(c) || Array.isArray(c)))
    return [
      ...problems,
      { place: `${place}/oneOf`, message: 'oneOf 只能列出选项，每项要有 const 和 title。' },
    ];
  if (new Set(constants).size !== constants.length)
    problems.push({ place: `${place}/oneOf`, message: '选项的值有重复，请改成互不相同。' });
  return problems;
}

/** Problems of a schema and all below it. */
export function checkSchema(schema: JsonSchema, place: string, depth: number): FormProblem[] {
  if (depth > MAX_DEPTH) return [{ place, message: `表单嵌套超过 ${MAX_DEPTH} 层，请拆成多个表单。` }];
  const problems: FormProblem[] = [];
  for (const keyword of Object.keys(schema))
    if (!KEYWORDS.includes(keyword))
      problems.push({
        place: `${place}/${keyword}`,
        message: `表单不支持“${keyword}”。${['if', 'then', 'else', 'allOf', 'dependentRequired', 'dependentSchemas'].includes(keyword) ? '按条件显示请用字段的“显示条件”。' : '请删去。'}`,
      });
  const type = own(schema, 'type');
  if (typeof type !== 'string' || !TYPES.includes(type))
    problems.push({
      place: `${place}/type`,
      message: `类型“${String(type)}”不支持，应为 ${TYPES.join('、')} 之一。`,
    });
  const format = own(schema, 'format');
  if (format !== undefined && !Object.hasOwn(FORMATS, String(format)))
    problems.push({
      place: `${place}/format`,
      message: `格式“${String(format)}”不支持，应为 ${Object.keys(FORMATS).join('、')} 之一。`,
    });
  problems.push(...checkPattern(schema, place), ...checkChoices(schema, place));
  if (type === 'array') {
    const items = own(schema, 'items');
    if (!isObject(items))
      problems.push({ place: `${place}/items`, message: '列表没有说明每一项是什么，请补上 items。' });
    else problems.push(...checkSchema(items, `${place}/items`, depth + 1));
  }
  if (type === 'object') {
    const entries = Object.entries(propertiesOf(schema));
    if (entries.length > MAX_FIELDS)
      problems.push({ place, message: `字段超过 ${MAX_FIELDS} 个，请拆成多个表单。` });
    for (const [name, s] of entries.slice(0, MAX_FIELDS)) {
      if (isObject(s)) problems.push(...checkSchema(s, `${place}/properties/${name}`, depth + 1));
      else problems.push({ place: `${place}/properties/${name}`, message: `字段“${name}”没有类型说明。` });
    }
  }
  return problems;
}
