import type { ValueView } from './api.ts';

/** At most one decimal, as a board shows it: 91.7, 100. */
export const short = (n: number): string => String(Math.round(n * 10) / 10);

/** A share in percent; undefined where there is none, which is not 0. */
export const percent = (v: ValueView | undefined): string | undefined =>
  v?.value === null || v === undefined ? undefined : `${short(v.value)}%`;

/** A value with its unit. */
export const withUnit = (v: ValueView | undefined, unit: string): string | undefined =>
  v?.value === null || v === undefined ? undefined : `${short(v.value)}${unit}`;
