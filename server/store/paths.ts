/** Reading dotted paths out of plain JSON: own properties only, arrays on the way are opened. */

import { type Scalar, StoreUsageError } from './port.ts';
import { isScalar, wellFormed } from './scalar.ts';

function collect(value: unknown, segments: string[], at: number, out: unknown[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, segments, at, out);
  } else if (at === segments.length) {
    out.push(value);
  } else if (value !== null && typeof value === 'object' && Object.hasOwn(value, segments[at]!)) {
    collect((value as Record<string, unknown>)[segments[at]!], segments, at + 1, out);
  }
}

function scalar(value: unknown, where: string): Scalar {
  if (value === undefined) return null;
  if (isScalar(value)) return typeof value === 'string' ? wellFormed(value) : value;
  throw new StoreUsageError(`index path <${where}> leads to an object or list where one plain value is due`);
}

/** The one value at a single-valued path; absent is null. */
export function valueAt(doc: unknown, path: string, where = path): Scalar {
  let value: unknown = doc;
  for (const segment of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, segment)) return null;
    value = (value as Record<string, unknown>)[segment];
  }
  return scalar(value, where);
}

/** The distinct values at a multi-valued path, in document order; none for an absent path or an empty list. */
export function valuesAt(doc: unknown, path: string, where = path): Scalar[] {
  const found: unknown[] = [];
  collect(doc, path.split('.'), 0, found);
  return [...new Set(found.map((v) => scalar(v, where)))];
}

/** All strings at a path, for the text search. */
export function textsAt(doc: unknown, path: string): string[] {
  const found: unknown[] = [];
  collect(doc, path.split('.'), 0, found);
  return found.filter((v): v is string => typeof v === 'string');
}
