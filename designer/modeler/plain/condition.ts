/**
 * Conditions on arrows as an administrator reads them: rows of field, comparison and value, joined by 并且 or 或者.
 * `writeCondition` gives the FEEL, `readCondition` gives the rows back, or undefined when the expression says more.
 */
import type { Feel } from './feel.ts';
import { isPlainName, parseFeel, quote } from './feel.ts';

export type Scalar = string | number | boolean;

export type ConditionOp =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'in'
  | 'notIn'
  | 'empty'
  | 'notEmpty'
  | 'has'
  | 'hasNot'
  | 'contains'
  | 'before'
  | 'after';

export interface ConditionRow {
  /** Variable or path, such as `replyClass` or `params.limit`. */
  field: string;
  op: ConditionOp;
  /** A value; a list for in/notIn; another variable; none for empty/notEmpty. Dates (before/after) are `YYYY-MM-DD`. */
  value?: Scalar | Scalar[] | { ref: string };
}

export interface Condition {
  join: 'and' | 'or';
  rows: ConditionRow[];
}

const COMPARE: Partial<Record<ConditionOp, string>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};
const OF_SIGN = new Map(Object.entries(COMPARE).map(([op, sign]) => [sign as string, op as ConditionOp]));

/** Whether nothing is left to fill in. */
export function isComplete(row: ConditionRow): boolean {
  if (!isPlainName(row.field)) return false;
  if (row.op === 'empty' || row.op === 'notEmpty') return true;
  if (row.value === undefined || row.value === '') return false;
  if (Array.isArray(row.value)) return row.value.length > 0;
  if (typeof row.value === 'object') return isPlainName(row.value.ref);
  return true;
}

/** The FEEL expression with its leading `=`; incomplete rows are left out; undefined when nothing is complete. */
export function writeCondition(condition: Condition): string | undefined {
  const rows = condition.rows.filter(isComplete).map(writeRow);
  return rows.length ? `=${rows.join(` ${condition.join} `)}` : undefined;
}

function literal(value: Scalar): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function operand(value: ConditionRow['value']): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'object' ? value.ref : literal(value);
}

function writeRow({ field, op, value }: ConditionRow): string {
  switch (op) {
    case 'empty':
      return `${field} = null`;
    case 'notEmpty':
      return `${field} != null`;
    case 'in':
    case 'notIn': {
      const values = Array.isArray(value) ? value : typeof value === 'object' ? [] : [value ?? ''];
      const test = `list contains([${values.map(literal).join(', ')}], ${field})`;
      return op === 'in' ? test : `not(${test})`;
    }
    case 'has':
      return `list contains(${field}, ${operand(value)})`;
    case 'hasNot':
      return `not(list contains(${field}, ${operand(value)}))`;
    case 'contains':
      return `contains(${field}, ${operand(value)})`;
    case 'before':
    case 'after':
      return `date(${field}) ${op === 'before' ? '<' : '>'} date(${operand(value)})`;
    default:
      return `${field} ${COMPARE[op]} ${operand(value)}`;
  }
}

/** Reads an expression (with or without `=`) back into rows. */
export function readCondition(expression: string | undefined): Condition | undefined {
  const source = (expression ?? '').trim().replace(/^=/, '').trim();
  if (!source) return { join: 'and', rows: [] };
  const feel = parseFeel(source);
  if (!feel) return undefined;
  const join = feel.kind === 'binary' && feel.op === 'or' ? 'or' : 'and';
  const rows = flatten(feel, join).map(readRow);
  return rows.every((row) => row !== undefined) ? { join, rows } : undefined;
}

function flatten(feel: Feel, join: 'and' | 'or'): Feel[] {
  if (feel.kind === 'binary' && feel.op === join)
    return [...flatten(feel.left, join), ...flatten(feel.right, join)];
  return [feel];
}

function scalarOf(feel: Feel): Scalar | undefined {
  return feel.kind === 'string' || feel.kind === 'number' || feel.kind === 'boolean' ? feel.value : undefined;
}

function readValue(feel: Feel | undefined): Scalar | { ref: string } | undefined {
  if (!feel) return undefined;
  return feel.kind === 'name' ? { ref: feel.name } : scalarOf(feel);
}

function scalars(items: Feel[]): Scalar[] | undefined {
  const values = items.map(scalarOf);
  return values.length && values.every((value) => value !== undefined) ? values : undefined;
}

function readRow(feel: Feel): ConditionRow | undefined {
  if (feel.kind === 'call' && feel.name === 'not' && feel.args.length === 1 && feel.args[0]) {
    const inner = readRow(feel.args[0]);
    const negated: Partial<Record<ConditionOp, ConditionOp>> = { in: 'notIn', has: 'hasNot' };
    const op = inner && negated[inner.op];
    return inner && op ? { ...inner, op } : undefined;
  }
  if (feel.kind === 'name') return { field: feel.name, op: 'eq', value: true };
  if (feel.kind === 'in' && feel.left.kind === 'name') {
    const only = feel.tests.length === 1 ? feel.tests[0] : undefined;
    const values = scalars(only?.kind === 'list' ? only.items : feel.tests);
    return values && { field: feel.left.name, op: 'in', value: values };
  }
  if (feel.kind === 'call') return readCall(feel.name, feel.args);
  if (feel.kind === 'binary') return readComparison(feel.op, feel.left, feel.right);
  return undefined;
}

function readCall(name: string, args: Feel[]): ConditionRow | undefined {
  const [first, second] = args;
  if (args.length !== 2 || !first || !second) return undefined;
  if (name === 'list contains' && first.kind === 'list' && second.kind === 'name') {
    const values = scalars(first.items);
    return values && { field: second.name, op: 'in', value: values };
  }
  const value = readValue(second);
  if (first.kind !== 'name' || value === undefined) return undefined;
  if (name === 'list contains') return { field: first.name, op: 'has', value };
  if (name === 'contains') return { field: first.name, op: 'contains', value };
  return undefined;
}

function readComparison(sign: string, left: Feel, right: Feel): ConditionRow | undefined {
  if (left.kind === 'call' && right.kind === 'call' && left.name === 'date' && right.name === 'date') {
    const [field] = left.args;
    const value = readValue(right.args[0]);
    if (field?.kind !== 'name' || value === undefined || left.args.length !== 1 || right.args.length !== 1)
      return undefined;
    if (sign === '<') return { field: field.name, op: 'before', value };
    return sign === '>' ? { field: field.name, op: 'after', value } : undefined;
  }
  const op = OF_SIGN.get(sign);
  if (left.kind !== 'name' || !op) return undefined;
  if (right.kind === 'null') {
    if (op === 'eq') return { field: left.name, op: 'empty' };
    return op === 'ne' ? { field: left.name, op: 'notEmpty' } : undefined;
  }
  const value = readValue(right);
  return value === undefined ? undefined : { field: left.name, op, value };
}
