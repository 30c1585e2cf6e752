import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf, meansOf, sumAll, sumTrimmed } from '../../../rules/ballot/columns.ts';
import { POINT_UNIT, placesOf } from '../../../rules/ballot/places.ts';
import { pointResult } from '../../../rules/ballot/points.ts';
import type { GroupTally } from '../../../rules/ballot/tally.ts';
import { toNumber } from '../../../rules/common/rational.ts';
import type { BallotRule } from '../../../rules/index.ts';
import { exactPointResult } from './exact-points.ts';

const share = fc.constantFrom({ numerator: 1, denominator: 10 }, { numerator: 1, denominator: 3 });
const optional = { nil: undefined };
const trimming = fc
  .record({
    by: fc.constantFrom<'place' | 'object' | undefined>('place', 'object', undefined),
    highest: fc.option(fc.nat(40), optional),
    lowest: fc.option(fc.nat(3), optional),
    highestShare: fc.option(share, optional),
    lowestShare: fc.option(share, optional),
  })
  .map(
    (t) => Object.fromEntries(Object.entries(t).filter(([, v]) => v !== undefined)) as BallotRule['trimming'],
  );
// few values make ties; 0.333… needs the fractions, and so do the largest points
const weight = fc.constantFrom(1, 2, 0.1, 12.5, 1 / 3);
const mark = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1_000, 60_000, 99_500, 100_000) },
  fc.constantFrom<number | null>(null),
  fc.integer({ min: -100_000_000, max: 100_000_000 }),
);
const onGrid = fc.oneof(
  { weight: 6, arbitrary: fc.nat(200).map((n): number | null => n * 500) },
  fc.constantFrom<number | null>(null),
);
const given = fc
  .record({
    questions: fc.array(weight, { minLength: 1, maxLength: 4 }),
    objects: fc.integer({ min: 1, max: 3 }),
    groups: fc.array(fc.tuple(weight, fc.nat(30)), { minLength: 1, maxLength: 3 }),
    trimming: fc.option(trimming, optional),
    full: fc.boolean(),
    // marks on a grid are counted, others sorted
    grid: fc.boolean(),
  })
  .chain((shape) => {
    const any = shape.grid ? onGrid : mark;
    const row = fc.array(shape.full ? any.map((m) => m ?? 0) : any, {
      minLength: shape.questions.length * shape.objects,
      maxLength: shape.questions.length * shape.objects,
    });
    return fc.record({
      shape: fc.constant(shape),
      rows: fc.tuple(...shape.groups.map(([, n]) => fc.array(row, { minLength: n, maxLength: n }))),
    });
  });

it('typed arrays give what fractions give, to the last digit, whatever is trimmed and left out', () => {
  fc.assert(
    fc.property(given, ({ shape, rows }) => {
      const rule = {
        kind: 'ballot',
        questions: shape.questions.map((w, i) => ({
          id: `q${i}`,
          title: 'q',
          weight: w,
          ...(shape.grid ? { points: { min: 0, max: 100, step: 0.5 } } : { choices: [] }),
        })),
        objects: Array.from({ length: shape.objects }, (_, i) => ({ id: `o${i}`, title: 'o' })),
        ...(shape.trimming ? { trimming: shape.trimming } : {}),
      } as unknown as BallotRule;
      const places = placesOf(rule);
      const groups = rows.map(
        (points, i) => ({ weight: shape.groups[i]?.[0], points }) as unknown as GroupTally,
      );
      const [ours, exact] = [pointResult(rule, places, groups), exactPointResult(rule, places, groups)];
      expect(ours.means).toEqual(exact.means);
      expect(ours.trimmedOfObject).toEqual(exact.trimmedOfObject);
      expect(ours.trimmedAtPlace).toEqual(exact.trimmedAtPlace);
    }),
    { numRuns: 1_000 },
  );
});

it('means as doubles are the nearest to the exact fractions', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(mark, { minLength: 3, maxLength: 3 }), { maxLength: 60 }),
      fc.nat(4),
      (rows, k) => {
        const columns = columnsOf(rows, 3);
        const rule = {
          questions: [0, 1, 2].map((i) => ({ id: `q${i}`, title: 'q', points: {} })),
          trimming: { by: 'place', highest: k, lowest: k },
        };
        const groups = [{ weight: 1, points: rows }] as unknown as GroupTally[];
        const exact = (r: object) => {
          const places = placesOf(r as BallotRule);
          return exactPointResult(r as BallotRule, places, groups).means.map((m) =>
            m ? toNumber(m) : Number.NaN,
          );
        };
        const drop = () => ({ low: k, high: k });
        expect([...meansOf(sumTrimmed(columns, drop), POINT_UNIT)]).toEqual(exact(rule));
        expect([...meansOf(sumAll(columns), POINT_UNIT)]).toEqual(exact({ questions: rule.questions }));
      },
    ),
    { numRuns: 300 },
  );
});
