/** Scalars in the order that both databases use: null, then false and true and numbers, then strings by code point. */
import type { Scalar } from './port.ts';

function rank(v: Scalar): number {
  return v === null ? 0 : typeof v === 'string' ? 2 : 1;
}

/** Code units compared as if they were code points (UTF-8 order), which plain `<` on strings is not. */
function compareStrings(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x2000 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x2000 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

/** Negative, zero or positive: where `a` stands against `b` in an ascending sort. */
export function compareScalars(a: Scalar, b: Scalar): number {
  const byType = rank(a) - rank(b);
  if (byType !== 0 || a === null) return byType;
  if (typeof a === 'string') return compareStrings(a, b as string);
  return Number(a) - Number(b);
}

export function isScalar(v: unknown): v is Scalar {
  return v === null || typeof v === 'string' || typeof v === 'boolean' || typeof v === 'number';
}

/** The smallest string that is greater than every string starting with `prefix`; undefined when there is none. */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix);
  while (points.length > 0) {
    const last = points.pop()!.codePointAt(0)!;
    if (last === 0x10ffff) continue;
    const next = last + 1 >= 0xd800 && last + 1 <= 0xdfff ? 0xe000 : last + 1;
    return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

/** Lone surrogates have no UTF-8: they become U+FFFD, in stored keys and in what is compared with them. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
