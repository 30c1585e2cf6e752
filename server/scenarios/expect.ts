/** Comparisons of expectations with what is there, as Chinese lines; none when they agree. */
import { isDeepStrictEqual } from 'node:util';

const show = (v: unknown) => JSON.stringify(v) ?? '无';

export function difference(what: string, wanted: unknown, found: unknown): string[] {
  return isDeepStrictEqual(wanted ?? null, found ?? null)
    ? []
    : [`${what}应为 ${show(wanted)}，实为 ${show(found)}`];
}

/** Each wanted entry is there; objects are compared by the wanted keys only. */
export function holdsAll(
  what: string,
  wanted: Record<string, unknown>,
  found: Record<string, unknown>,
): string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const actual = found[name];
    const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (nested && typeof actual === 'object' && actual !== null) {
      return holdsAll(
        `${what} ${name}.`,
        value as Record<string, unknown>,
        actual as Record<string, unknown>,
      );
    }
    return difference(`${what} ${name}`, value, actual);
  });
}
