/** An exact fraction; the denominator is positive and the two have no common divisor. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** A fraction as documents hold it, e.g. two thirds: `{ numerator: 2, denominator: 3 }`. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** A computed figure: exact as text (`"2/3"`, `"17"`), and the nearest double to show. */
export interface Exact {
  readonly exact: string;
  readonly value: number;
}

export const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** Throws RangeError on a zero denominator: callers check for an empty base first. */
export function ratio(n: bigint | number, d: bigint | number = 1n): Rational {
  let [p, q] = [BigInt(n), BigInt(d)];
  if (q === 0n) throw new RangeError('division by zero');
  if (q < 0n) [p, q] = [-p, -q];
  const g = gcd(p, q) || 1n;
  return { n: p / g, d: q / g };
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const add = (a: Rational, b: Rational): Rational => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n);
export const ofFraction = (f: Fraction): Rational => ratio(f.numerator, f.denominator);

/** Negative, 0 or positive as a is less than, equal to or greater than b. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Greatest whole number not above. */
export const floor = (a: Rational): bigint => (a.n >= 0n || a.n % a.d === 0n ? a.n / a.d : a.n / a.d - 1n);
export const ceil = (a: Rational): bigint => -floor({ n: -a.n, d: a.d });

/** The decimal that a number is written as, exactly: 0.1 is 1/10. Throws RangeError when not finite. */
export function ofDecimal(value: number): Rational {
  if (!Number.isFinite(value)) throw new RangeError(`not finite: ${value}`);
  const m = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = m ?? [];
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(sign + whole + fraction);
  return power >= 0 ? ratio(digits * 10n ** BigInt(power)) : ratio(digits, 10n ** BigInt(-power));
}

/** The nearest double, to 17 digits, also where numerator and denominator are beyond doubles. */
export function toNumber(a: Rational): number {
  const [n, d] = [Number(a.n), Number(a.d)];
  if (Math.abs(n) <= Number.MAX_SAFE_INTEGER && d <= Number.MAX_SAFE_INTEGER) return n / d;
  const scale = 10n ** 20n;
  return Number(`${(a.n * scale) / a.d}e-20`);
}

export const toExact = (a: Rational): Exact => ({
  exact: a.d === 1n ? String(a.n) : `${a.n}/${a.d}`,
  value: toNumber(a),
});
