import type { Scale } from './types.ts';

/** A measured value as people read it: the level of a rubric that it is the points of, else the number with its unit. */
export function amountInWords(of: { scale?: Scale; unit?: string } | undefined, value: number): string {
  const levels = of?.scale?.kind === 'rubric' ? of.scale.levels.filter((l) => l.score === value) : [];
  // a mean of many marks, or points that two levels share, name no level
  return levels.length === 1 && levels[0]
    ? levels[0].title
    : `${Math.round(value * 100) / 100}${of?.unit ?? ''}`;
}
