/**
 * Checks a form document before it is published: everything that could make a form fail in use is found here, with its
 * place. Pure and without ajv, so that the form builder shows the same list while editing; `checkForm` adds ajv's verdict.
 */

import { checkSchema, type FormProblem } from './check-schema.ts';
import type { FormDocument, ShowCondition } from './document.ts';
import {
  choicesOf,
  fieldNames,
  fieldSchema,
  fieldTitle,
  isObject,
  own,
  propertiesOf,
  requiredOf,
  uiOf,
  widgetOf,
} from './schema.ts';
import { conditionsOf, findCycle } from './visibility.ts';

export type { FormProblem } from './check-schema.ts';

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const FORM_ID = /^[a-z][a-z0-9-]{0,63}$/;
const OPS = ['eq', 'ne', 'in', 'notIn', 'filled', 'empty'];
/** Names that mean something to every JavaScript object, or to every case (see docs/packages.md). */
const RESERVED = [
  ...['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString'],
  ...['caseId', 'orgId', 'params', 'release', 'actor', 'initiator', 'year'],
];
const SINGLE = [
  'body',
  'user',
  'deputy',
  'group',
  'textarea',
  'radio',
  'date',
  'text',
  'password',
  'email',
  'hidden',
];
const LISTS = ['bodies', 'users', 'deputies', 'checkboxes', 'files'];
const EITHER = ['select', 'money', 'updown', 'checkbox', 'range'];

/** Types that a widget can show; undefined for a widget that is not known. */
function widgetFits(widget: string, type: unknown): boolean | undefined {
  if (LISTS.includes(widget)) return type === 'array';
  if (widget === 'money' || widget === 'updown') return type === 'number' || type === 'integer';
  if (widget === 'radio') return type !== 'array' && type !== 'object';
  if (SINGLE.includes(widget)) return type === 'string';
  return EITHER.includes(widget) ? true : undefined;
}

/** What is wrong with a show condition of the field called `name`; undefined when nothing is. */
function conditionProblem(doc: FormDocument, condition: ShowCondition, name: string): string | undefined {
  const other = fieldSchema(doc, condition.field);
  if (!other) return `${name}的显示条件引用了不存在的字段“${condition.field}”，请改选。`;
  if (!OPS.includes(condition.op)) return `${name}的显示条件用了不认识的比较“${condition.op}”。`;
  if (['in', 'notIn'].includes(condition.op) && !Array.isArray(condition.value))
    return `${name}的显示条件应给出一组值。`;
  if (['filled', 'empty'].includes(condition.op)) return undefined;
  const choices = choicesOf(other, uiOf(doc, condition.field))?.map((c) => c.value);
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const strange = choices && values.find((v) => !choices.includes(v));
  if (strange === undefined) return undefined;
  return `${name}的显示条件用了“${fieldTitle(doc, condition.field)}”没有的选项“${String(strange)}”。`;
}

function checkField(doc: FormDocument, field: string): FormProblem[] {
  const place = `/schema/properties/${field}`;
  const name = `字段“${fieldTitle(doc, field)}”(${field})`;
  const schema = fieldSchema(doc, field);
  const problems: FormProblem[] = [];
  const add = (at: string, message: string) => problems.push({ place: at, message });
  if (!FIELD_NAME.test(field))
    add(place, `字段名“${field}”只能用字母、数字和下划线，以字母开头，不超过 64 个字符。`);
  if (RESERVED.includes(field)) add(place, `字段名“${field}”是系统保留的名称，请换一个。`);
  if (!schema) return [...problems, { place, message: `${name}没有类型说明，请在表单设计中重新添加。` }];
  if (!isObject(own(doc.fields, field)))
    add(`/fields/${field}`, `${name}没有说明是否公开，请设为“公开”或“内部”。`);
  else if (!['public', 'internal'].includes(String(own(own(doc.fields, field), 'visibility'))))
    add(`/fields/${field}/visibility`, `${name}的公开范围应为“公开”或“内部”。`);
  const widget = widgetOf(uiOf(doc, field));
  if (widget !== undefined) {
    const fits = widgetFits(widget, own(schema, 'type'));
    if (fits === undefined) add(`/uiSchema/${field}`, `${name}用了不认识的控件“${widget}”，请从列表中选择。`);
    if (fits === false) add(`/uiSchema/${field}`, `${name}的控件“${widget}”与它的类型不符，请换控件或类型。`);
  }
  for (const [i, condition] of conditionsOf(doc, field).entries()) {
    const message = conditionProblem(doc, condition, name);
    if (message) add(`/fields/${field}/showWhen/${i}`, message);
  }
  return problems;
}

/** All problems that can be seen without compiling. */
export function checkStructure(doc: FormDocument): FormProblem[] {
  if (!isObject(doc)) return [{ place: '', message: '表单文件不是一个对象，请重新生成。' }];
  const problems: FormProblem[] = [];
  if (!FORM_ID.test(String(doc.id)))
    problems.push({
      place: '/id',
      message: `表单编号“${String(doc.id)}”只能用小写字母、数字和连字符，以字母开头。`,
    });
  if (typeof doc.title !== 'string' || doc.title.trim() === '')
    problems.push({ place: '/title', message: '请填写表单名称。' });
  for (const part of ['schema', 'uiSchema', 'fields'] as const)
    if (!isObject(doc[part]))
      problems.push({ place: `/${part}`, message: `表单缺少 ${part} 部分，请重新生成。` });
  if (problems.some((p) => ['/schema', '/uiSchema', '/fields'].includes(p.place))) return problems;
  if (own(doc.schema, 'type') !== 'object' || !isObject(own(doc.schema, 'properties')))
    return [
      ...problems,
      { place: '/schema', message: '表单的 schema 必须是 type 为 object、有 properties 的对象。' },
    ];
  problems.push(...checkSchema(doc.schema, '/schema', 0));
  const known = propertiesOf(doc.schema);
  for (const field of fieldNames(doc)) problems.push(...checkField(doc, field));
  const unknown = (names: string[], place: string, what: string) => {
    for (const n of names)
      if (!Object.hasOwn(known, n))
        problems.push({
          place: `${place}/${n}`,
          message: `${what}里有不存在的字段“${n}”，请删去或补上该字段。`,
        });
  };
  unknown(Object.keys(doc.fields), '/fields', '字段设置');
  unknown(requiredOf(doc.schema), '/schema/required', '必填列表');
  unknown(
    Object.keys(doc.uiSchema).filter((k) => !k.startsWith('ui:')),
    '/uiSchema',
    '界面设置',
  );
  const cycle = findCycle(doc);
  if (cycle)
    problems.push({
      place: `/fields/${cycle[0]}/showWhen`,
      message: `显示条件互相引用成了环：${cycle.map((n) => fieldTitle(doc, n)).join(' → ')}，请去掉其中一个条件。`,
    });
  return problems;
}
