/** feelin's values compared and written. */
import { toJson } from '../feel/index.ts';

/** As Zeebe writes a value into a failure's text. */
export const show = (value: unknown): string => JSON.stringify(toJson(value));

export const sameValue = (a: unknown, b: unknown): boolean => show(a) === show(b);
