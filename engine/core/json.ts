import type { Json } from '../engine.ts';

export class NotJson extends Error {}

const TOO_LARGE =
  'they are too large; a process holds what it decides by, forms and files belong in the store of the application';

/**
 * A copy of caller's data that nobody else holds, made in one pass with its checks: only JSON, no deeper than 100
 * levels, no `__proto__`, no more than `budget.left` characters. `undefined` properties are left out, as JSON does.
 */
export function copyJson(value: unknown, budget: { left: number }, depth = 0): Json {
  switch (typeof value) {
    case 'string':
      spend(budget, value.length + 2);
      return value;
    case 'boolean':
      spend(budget, 5);
      return value;
    case 'number':
      spend(budget, 8);
      if (!Number.isFinite(value)) throw new NotJson(`<${value}> is not a JSON number`);
      return value;
    case 'object':
      break;
    default:
      throw new NotJson(`a ${typeof value} is not JSON`);
  }
  if (value === null) return null;
  if (depth > 100) throw new NotJson('the data is nested deeper than 100 levels');
  spend(budget, 2);
  if (Array.isArray(value)) return value.map((v) => copyJson(v === undefined ? null : v, budget, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotJson('only plain objects, lists, texts, numbers, booleans and null are allowed');
  const out: { [name: string]: Json } = {};
  for (const name of Object.keys(value)) {
    if (name === '__proto__') throw new NotJson('<__proto__> is not allowed as a name');
    const v = (value as Record<string, unknown>)[name];
    if (v === undefined) continue;
    spend(budget, name.length + 4);
    out[name] = copyJson(v, budget, depth + 1);
  }
  return out;
}

function spend(budget: { left: number }, size: number): void {
  budget.left -= size;
  if (budget.left < 0) throw new NotJson(TOO_LARGE);
}

/** Characters of `value` as JSON, about; counts no further than `most`. Shared parts count as often as they are met. */
export function sizeOf(value: Json, most: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let size = 2;
  if (Array.isArray(value)) {
    for (const v of value) {
      size += sizeOf(v, most - size);
      if (size > most) break;
    }
    return size;
  }
  for (const name in value) {
    size += name.length + 4 + sizeOf(value[name]!, most - size);
    if (size > most) break;
  }
  return size;
}
