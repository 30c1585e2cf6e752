/** Conditions on a column, as SQL. */
import type { Scalar } from '../port.ts';
import type { Range } from '../range.ts';
import { type Param, toParam } from './connection.ts';

export interface Sql {
  text: string;
  params: Param[];
}

/** Terms joined by AND. */
export type Terms = Sql[];

export function equal(column: string, value: Scalar): Sql {
  return value === null
    ? { text: `${column} IS NULL`, params: [] }
    : { text: `${column} = ?`, params: [toParam(value)] };
}

export function within(column: string, range: Range): Terms {
  const { type, lower, upper } = range;
  const terms: Terms = [];
  if (lower) terms.push({ text: `${column} ${lower.inclusive ? '>=' : '>'} ?`, params: [lower.value] });
  else if (type === 'string') terms.push({ text: `${column} >= ''`, params: [] });
  if (upper) terms.push({ text: `${column} ${upper.inclusive ? '<=' : '<'} ?`, params: [upper.value] });
  // Numbers come before texts: without this, a range of numbers would run on into them.
  else if (type === 'number') terms.push({ text: `${column} < ''`, params: [] });
  return terms;
}
