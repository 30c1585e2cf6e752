/**
 * 300 deputies × 60 indicators × 100 objects, 1.8 million marks: from marks to totals and ranks, against a bare loop that
 * sums the same typed array; and what a weight moved by hand costs of it. In alternation, so that noise falls on both.
 */
import { columnsOf, meansOf, type PlaceSums, sumAll, sumTrimmed } from '../../../rules/ballot/columns.ts';
import { POINT_UNIT } from '../../../rules/ballot/places.ts';
import { sumByObject } from '../../../rules/ballot/points.ts';
import { createWhatIf, type Indicator, parseScheme, type Scheme } from '../../../rules/index.ts';
import { foldAll, scoresOf, weightsOf } from '../../../rules/scheme/fold.ts';
import { rankTotals, shownTotal } from '../../../rules/scheme/rank.ts';
import { flatten } from '../../../rules/scheme/tree.ts';

const [DEPUTIES, INDICATORS, OBJECTS, GROUPS] = [300, 60, 100, 6];
const ROUNDS = 200;
const MOVED = 'one weight moved: totals, ranks, changes';

function schemeOf(): Scheme {
  const each = INDICATORS / GROUPS;
  const indicators = Array.from(
    { length: GROUPS },
    (_, g): Indicator => ({
      id: `g${g}`,
      title: `g${g}`,
      weight: g === 0 ? 100 - 16 * (GROUPS - 1) : 16,
      children: Array.from({ length: each }, (_, k) => ({
        id: `i${g * each + k}`,
        title: 'x',
        weight: 100 / each,
        direction: 'higher' as const,
        unit: '分',
        scale: { kind: 'linear' as const, min: 0, max: 100 },
        source: { kind: 'given' as const },
        missing: 'exclude' as const,
      })),
    }),
  );
  const { value, problems } = parseScheme({
    kind: 'scheme',
    id: 's',
    title: 's',
    objectKind: 'x',
    facts: [],
    indicators,
  });
  if (!value) throw new Error(JSON.stringify(problems));
  return value;
}

/** A fixed sequence, so that every run has the same marks (0 to 100, in half points). */
function marks(): number[][] {
  let seed = 42;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  return Array.from({ length: DEPUTIES }, () =>
    Array.from({ length: INDICATORS * OBJECTS }, () => Math.floor(next() * 201) * (POINT_UNIT / 2)),
  );
}

export default function rollUp(): void {
  const scheme = schemeOf();
  const tree = flatten(scheme);
  // place = object × indicator, as the questions stand on a ballot
  const columns = columnsOf(marks(), INDICATORS * OBJECTS);
  const places = Array.from({ length: INDICATORS * OBJECTS }, (_, i) => ({
    key: `${i}`,
    question: { id: `i${i % INDICATORS}`, title: 'x', points: { min: 0, max: 100, step: 0.5 } },
    object: { id: `o${Math.floor(i / INDICATORS)}`, title: 'x' },
  }));
  const objectsOf = (sums: PlaceSums) => {
    const means = meansOf(sums, POINT_UNIT);
    return Array.from({ length: OBJECTS }, (_, o) => ({
      id: `o${o}`,
      title: `o${o}`,
      values: Object.fromEntries(
        tree.leaves.map((l, c) => [l.node.id, { value: means[o * INDICATORS + c] as number, evidence: [] }]),
      ),
    }));
  };
  const full = (sums: () => PlaceSums) => {
    const raw = { rows: OBJECTS, columns: INDICATORS, scores: meansOf(sums(), POINT_UNIT) };
    const totals = foldAll(tree, weightsOf(tree), scoresOf(tree, raw));
    return rankTotals(Array.from(totals, (t) => shownTotal(t, 2)));
  };
  const bare = () => {
    let sum = 0;
    for (let i = 0; i < columns.units.length; i++) sum += columns.units[i] as number;
    return sum;
  };
  const grid = { first: 0, step: POINT_UNIT / 2, count: 201 };
  const five = () => ({ low: 5, high: 5 });
  const tenth = (n: number) => ({ low: Math.floor(n / 10), high: Math.floor(n / 10) });
  const whatIf = createWhatIf(scheme, { objects: objectsOf(sumAll(columns)) as never });
  let moved = 20;
  const ways: Record<string, () => unknown> = {
    'bare loop': bare,
    'all marks': () => full(() => sumAll(columns)),
    'trimmed by 5 each end, by question': () => full(() => sumTrimmed(columns, five, () => grid)),
    'trimmed by a tenth, by question': () => full(() => sumTrimmed(columns, tenth, () => grid)),
    'trimmed by 5, by total of the ballot': () => full(() => sumByObject(columns, places, five)),
    // a hundred at once: one alone is below what the clock tells
    [MOVED]: () => {
      for (let i = 0; i < 100; i++) {
        moved = 10 + ((moved * 7) % 40);
        whatIf.withWeight('g0', moved).totals;
      }
    },
  };
  const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, run] of Object.entries(ways)) {
      const at = performance.now();
      run();
      times.get(name)?.push((performance.now() - at) / (name === MOVED ? 100 : 1));
    }
  // the machine is shared: the least of many rounds is what the work takes
  const of = (name: string) => Math.min(...(times.get(name) as number[]));
  const [loop, all] = [of('bare loop'), of('all marks')];
  for (const name of times.keys())
    console.log(
      `${name.padEnd(44)} ${of(name).toFixed(3).padStart(9)} ms  ${(of(name) / loop).toFixed(2).padStart(7)} x the loop`,
    );
  console.log(`one weight moved, of the full roll-up:       1/${(all / of(MOVED)).toFixed(0)}`);
}
