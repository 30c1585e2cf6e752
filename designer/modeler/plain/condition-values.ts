/** Which comparisons a field offers, and what their value looks like; titles are Chinese texts for `t`. */
import type { FieldInfo } from '../context.ts';
import type { ConditionOp, ConditionRow } from './condition.ts';

export type ConditionField = Omit<FieldInfo, 'routes'>;

const TITLES: Record<ConditionOp, string> = {
  eq: '等于',
  ne: '不等于',
  lt: '小于',
  le: '不大于',
  gt: '大于',
  ge: '不小于',
  in: '属于',
  notIn: '不属于',
  empty: '为空',
  notEmpty: '不为空',
  has: '包含',
  hasNot: '不包含',
  contains: '含有文字',
  before: '早于',
  after: '晚于',
};

export const opTitle = (op: ConditionOp): string => TITLES[op];

/** Comparisons that make sense for the field; all of them when its type is unknown. */
export function opsFor(field: ConditionField | undefined): ConditionOp[] {
  if (field?.type === 'boolean') return ['eq', 'ne', 'empty', 'notEmpty'];
  if (field?.type === 'array') return ['has', 'hasNot', 'empty', 'notEmpty'];
  if (field?.type === 'number' || field?.type === 'integer')
    return ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'empty', 'notEmpty'];
  if (field?.type === 'date') return ['before', 'after', 'empty', 'notEmpty'];
  if (field?.options) return ['eq', 'ne', 'in', 'notIn', 'empty', 'notEmpty'];
  if (field) return ['eq', 'ne', 'in', 'notIn', 'contains', 'empty', 'notEmpty'];
  return Object.keys(TITLES) as ConditionOp[];
}

export type ValueKind = 'none' | 'yesNo' | 'number' | 'date' | 'choice' | 'choices' | 'text' | 'texts';

export function valueKind(field: ConditionField | undefined, op: ConditionOp): ValueKind {
  if (op === 'empty' || op === 'notEmpty') return 'none';
  if (op === 'before' || op === 'after') return 'date';
  const many = op === 'in' || op === 'notIn';
  if (field?.options) return many ? 'choices' : 'choice';
  if (many) return 'texts';
  if (field?.type === 'boolean') return 'yesNo';
  if (field?.type === 'number' || field?.type === 'integer') return 'number';
  return 'text';
}

/** The row after another field or comparison was chosen: a value that no longer fits is dropped. */
export function refit(row: ConditionRow, field: ConditionField | undefined): ConditionRow {
  const ops = opsFor(field);
  const op = ops.includes(row.op) ? row.op : (ops[0] ?? 'eq');
  const kind = valueKind(field, op);
  const { value } = row;
  const fits =
    (kind === 'choice' && field?.options?.some((option) => option.value === value)) ||
    ((kind === 'choices' || kind === 'texts') && Array.isArray(value)) ||
    (kind === 'yesNo' && typeof value === 'boolean') ||
    (kind === 'number' && (typeof value === 'number' || isRef(value))) ||
    ((kind === 'text' || kind === 'date') && (typeof value === 'string' || isRef(value)));
  return { field: row.field, op, ...(fits && value !== undefined && { value }) };
}

export function isRef(value: ConditionRow['value']): value is { ref: string } {
  return typeof value === 'object' && !Array.isArray(value);
}
