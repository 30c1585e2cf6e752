/** Arithmetic and equality of FEEL on JSON, as Zeebe has them: decimal numbers, and no value equal to one of another type. */

/** What is larger cannot be told apart from its neighbours. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** Places after the point of a number as it is written; undefined for those written with an exponent. */
function places(n: number): number | undefined {
  if (Number.isInteger(n)) return 0;
  const text = String(n);
  return text.includes('e') ? undefined : text.length - text.indexOf('.') - 1;
}

/** Works on whole numbers where both can be written as such, so that 0.1 + 0.2 is 0.3; else on binary ones. */
function scaled(a: number, b: number, whole: (a: number, b: number) => number): number | undefined {
  const pa = places(a);
  const pb = places(b);
  if (pa === undefined || pb === undefined) return undefined;
  const factor = 10 ** Math.max(pa, pb);
  const result = whole(Math.round(a * factor), Math.round(b * factor));
  return Math.abs(a * factor) <= EXACT && Math.abs(b * factor) <= EXACT && Math.abs(result) <= EXACT
    ? result / factor
    : undefined;
}

export function add(a: number, b: number): number {
  if (Number.isInteger(a) && Number.isInteger(b)) return a + b;
  return scaled(a, b, (x, y) => x + y) ?? a + b;
}

export function subtract(a: number, b: number): number {
  if (Number.isInteger(a) && Number.isInteger(b)) return a - b;
  return scaled(a, b, (x, y) => x - y) ?? a - b;
}

export function multiply(a: number, b: number): number {
  if (Number.isInteger(a) && Number.isInteger(b)) return a * b;
  const pa = places(a);
  const pb = places(b);
  if (pa === undefined || pb === undefined || pa + pb > 22) return a * b;
  const whole = Math.round(a * 10 ** pa) * Math.round(b * 10 ** pb);
  return Math.abs(whole) <= EXACT ? whole / 10 ** (pa + pb) : a * b;
}

/** Null: of different types, which cannot be compared. Anything can be compared with null. */
export function equals(a: unknown, b: unknown): boolean | null {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? a === b : null;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return null;
    return a.length === b.length && a.every((v, i) => equals(v, b[i]) === true);
  }
  const x = a as Record<string, unknown>;
  const y = b as Record<string, unknown>;
  const names = Object.keys(x);
  return (
    names.length === Object.keys(y).length &&
    names.every((n) => Object.hasOwn(y, n) && equals(x[n], y[n]) === true)
  );
}
