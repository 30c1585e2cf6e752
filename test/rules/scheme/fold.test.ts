import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Indicator } from '../../../rules/index.ts';
import { foldAll, foldNodes, refold, weightsOf } from '../../../rules/scheme/fold.ts';
import { roundTo } from '../../../rules/scheme/rank.ts';
import { flatten } from '../../../rules/scheme/tree.ts';

const weight = fc.double({ min: 0, max: 100, noNaN: true });
const { nodes } = fc.letrec<{ node: Indicator; nodes: Indicator[] }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({ weight }),
    fc.record({ weight, children: tie('nodes') }),
  ) as unknown as fc.Arbitrary<Indicator>,
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
}));
const ROWS = 3;

it('a moved weight reckoned from what stands above it gives the whole roll-up again, to the last digit', () => {
  fc.assert(
    fc.property(
      nodes,
      fc.infiniteStream(fc.double({ min: 0, max: 100, noNaN: true })),
      fc.infiniteStream(fc.nat(7)),
      (indicators, values, picks) => {
        const tree = flatten({ indicators });
        const scores = Float64Array.from({ length: ROWS * tree.leaves.length }, () =>
          // some left out
          (picks.next().value as number) === 0 ? Number.NaN : (values.next().value as number),
        );
        const matrix = { rows: ROWS, columns: tree.leaves.length, scores };
        const weights = weightsOf(tree);
        let folded = foldNodes(tree, weights, matrix);
        expect(folded.totals).toEqual(foldAll(tree, weights, matrix));
        for (let move = 0; move < 3; move++) {
          const node = ((picks.next().value as number) * 31 + move) % tree.nodes.length;
          for (const s of tree.nodes[node]?.siblings ?? []) weights[s] = values.next().value as number;
          folded = refold(tree, weights, folded, node);
          expect(folded).toEqual(foldNodes(tree, weights, matrix));
          expect(folded.totals).toEqual(foldAll(tree, weights, matrix));
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('rounding by arithmetic gives what rounding of the written digits gives', () => {
  const written = (x: number, decimals: number): number => {
    const shifted = Number(`${x}e${decimals}`);
    if (Number.isNaN(shifted)) return Math.abs(x) < 1 ? 0 : x;
    return Number(`${Math.sign(shifted) * Math.round(Math.abs(shifted))}e-${decimals}`);
  };
  const halves = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(9)).map(([n, d]) => n / 10 ** d);
  const any = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ noNaN: true }), halves);
  fc.assert(
    fc.property(any, fc.nat(9), (x, decimals) => {
      // written with an exponent, it was taken for 0
      fc.pre(x === 0 || Math.abs(x) >= 1e-6);
      // zero has no sign that anybody sees
      expect(roundTo(x, decimals) + 0).toBe(written(x, decimals) + 0);
    }),
    { numRuns: 5_000 },
  );
  expect(roundTo(1.005, 2)).toBe(1.01);
});
