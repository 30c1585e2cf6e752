/** Opaque cursors: the sort they belong to, and the sort values and id of the last document seen. */
import type { Key } from './compile.ts';
import { valueAt } from './paths.ts';
import type { Scalar } from './port.ts';
import { isScalar } from './scalar.ts';

/** A cursor that is damaged or belongs to another sort: comes from outside, so it is the caller's 400, not a bug. */
export class CursorError extends Error {
  constructor() {
    super('翻页标记无效或与当前排序不符，请从第一页重新开始。');
    this.name = 'CursorError';
  }
}

function signature(sort: Key[]): string {
  return sort.map((k) => (k.desc ? `-${k.path}` : k.path)).join(',');
}

/** The cursor of a document under a total sort (one that ends with `id`). */
export function cursorOf(sort: Key[], doc: { id: string; [field: string]: unknown }): string {
  return Buffer.from(JSON.stringify([signature(sort), sort.map((k) => valueAt(doc, k.path))])).toString(
    'base64url',
  );
}

/** The sort values behind a cursor, in the order of `sort`. */
export function readCursor(sort: Key[], cursor: string): Scalar[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorError();
  }
  if (!Array.isArray(parsed) || parsed.length !== 2 || parsed[0] !== signature(sort)) throw new CursorError();
  const values: unknown = parsed[1];
  if (!Array.isArray(values) || values.length !== sort.length || !values.every(isScalar))
    throw new CursorError();
  return values;
}
