/** Ranges over one type: bounds of a number never meet strings, bounds of a string never meet numbers; null is in none. */
import { type Condition, type Scalar, StoreUsageError } from './port.ts';
import { afterPrefix, compareScalars } from './scalar.ts';

export interface Bound {
  value: string | number;
  inclusive: boolean;
}

export interface Range {
  type: 'string' | 'number';
  lower?: Bound;
  upper?: Bound;
}

type RangeCondition = Exclude<Condition, Scalar | { in: Scalar[] }>;

function bound(where: string, value: Scalar | undefined, inclusive: boolean): Bound | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return { value, inclusive };
  throw new StoreUsageError(`a range on <${where}> needs texts or numbers, not <${String(value)}>`);
}

/** A range from its condition; StoreUsageError for one without bounds or with bounds of two types. */
export function rangeOf(collection: string, path: string, condition: RangeCondition): Range {
  const where = `${collection}.${path}`;
  if ('prefix' in condition) {
    const upper = afterPrefix(condition.prefix);
    return {
      type: 'string',
      lower: { value: condition.prefix, inclusive: true },
      ...(upper === undefined ? {} : { upper: { value: upper, inclusive: false } }),
    };
  }
  const lower = bound(where, condition.gt, false) ?? bound(where, condition.gte, true);
  const upper = bound(where, condition.lt, false) ?? bound(where, condition.lte, true);
  const types = new Set([lower, upper].flatMap((b) => (b ? [typeof b.value] : [])));
  if (types.size !== 1) throw new StoreUsageError(`a range on <${where}> needs bounds of one type`);
  return { type: [...types][0] as Range['type'], ...(lower ? { lower } : {}), ...(upper ? { upper } : {}) };
}

/** Whether a value lies in a range. */
export function inRange(range: Range, value: Scalar): boolean {
  if (typeof value !== range.type) return false;
  const low = range.lower ? compareScalars(value, range.lower.value) : 1;
  const high = range.upper ? compareScalars(value, range.upper.value) : -1;
  return (
    (low > 0 || (low === 0 && range.lower!.inclusive)) && (high < 0 || (high === 0 && range.upper!.inclusive))
  );
}
