/** How deep JSON may nest: what walks it recursively must never run out of stack. Browser-safe. */

/** Levels of lists and objects in what people send or configure. Real documents have about a dozen. */
export const MOST_LEVELS = 64;

/** Whether a JSON value nests lists and objects more than `levels` deep. Walks without recursion, level by level. */
export function deeperThan(value: unknown, levels: number): boolean {
  const inside = (v: unknown): object[] =>
    Object.values(v as object).filter((x): x is object => typeof x === 'object' && x !== null);
  let level = inside([value]);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= levels) return true;
    level = level.flatMap(inside);
  }
  return false;
}
