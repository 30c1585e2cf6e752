/** The ready rules: valid documents, right to their examples, and what holds of them whatever is voted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Ballot,
  type BallotRule,
  countBallots,
  countMixed,
  countTallies,
  evaluateExamples,
  isChoiceQuestion,
  parseBallotRule,
  placesOf,
  READY_BALLOTS,
  validateChoice,
  withObjects,
} from '../../../rules/index.ts';

const ready = (id: string) => READY_BALLOTS.find((r) => r.id === id) as BallotRule;
const rules = READY_BALLOTS.map((rule) => [rule.title, rule] as const);

/** Any ballot that the rule may get, sensible or not. */
function ballotsOf(rule: BallotRule): fc.Arbitrary<Ballot> {
  const places = placesOf(rule);
  const mark = (i: number): fc.Arbitrary<string | number> => {
    const { question } = places[i]!;
    return isChoiceQuestion(question)
      ? fc.constantFrom(...question.choices.map((c) => c.id))
      : fc.integer({ min: question.points.min, max: question.points.max });
  };
  const answers = fc
    .tuple(...places.map((_, i) => fc.option(mark(i), { freq: 8, nil: undefined })))
    .map((marks) =>
      Object.fromEntries(marks.flatMap((m, i) => (m === undefined ? [] : [[places[i]!.key, m]]))),
    );
  const ids = (rule.objects ?? []).map((o) => o.id);
  const selected = rule.selection ? fc.subarray(ids) : fc.constant([]);
  return fc
    .tuple(answers, selected)
    .map(([a, s]) => (rule.selection ? { answers: a, selected: s } : { answers: a }));
}

describe.each(rules)('%s', (_title, rule) => {
  it('is a valid document whose examples come out as they say', () => {
    const { value, problems } = parseBallotRule(JSON.parse(JSON.stringify(rule)));
    expect(problems).toEqual([]);
    expect(value).toEqual(rule);
    expect(rule.description?.length).toBeGreaterThan(20);
    const reports = evaluateExamples(rule);
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.filter((r) => r.message !== undefined)).toEqual([]);
  });
  it('counts the same in any order of ballots, and again', () => {
    fc.assert(
      fc.property(
        fc
          .array(ballotsOf(rule), { maxLength: 40 })
          .chain((b) => fc.tuple(fc.constant(b), fc.shuffledSubarray(b, { minLength: b.length }))),
        ([ballots, shuffled]) => {
          const first = JSON.stringify(countBallots(rule, 60, ballots, 50));
          expect(JSON.stringify(countBallots(rule, 60, shuffled, 50))).toBe(first);
          expect(JSON.stringify(countBallots(rule, 60, ballots, 50))).toBe(first);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('has an order of objects that is theirs, not the list’s', () => {
    const objects = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id }));
    const with_ = withObjects(rule, objects);
    fc.assert(
      fc.property(
        fc.array(ballotsOf(with_), { maxLength: 25 }),
        fc.shuffledSubarray(objects, { minLength: 4 }),
        (ballots, order) => {
          const figures = (r: BallotRule) =>
            new Map(
              (countBallots(r, 60, ballots, 50).objects ?? []).map((o) => [
                o.object,
                [o.rank, o.score?.exact, o.votes, o.state],
              ]),
            );
          const [one, other] = [figures(with_), figures(withObjects(rule, order))];
          for (const { id } of objects) expect(other.get(id)).toEqual(one.get(id));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe.each(
  ['year-end-satisfaction', 'special-report-satisfaction', 'duty-appraisal']
    .map(ready)
    .map((r) => [r.title, r] as const),
)('%s, one more satisfied vote', (_title, rule) => {
  const order = [...(rule.outcomes ?? []).map((o) => o.id), rule.defaultOutcome!.id].reverse();
  const level = (s: number, b: number, u: number, electorate: number) => {
    const ballots = [
      ...Array<string>(s).fill('satisfied'),
      ...Array<string>(b).fill('basic'),
      ...Array<string>(u).fill('unsatisfied'),
    ].map((overall): Ballot => ({ answers: { overall } }));
    return order.indexOf(countBallots(rule, electorate, ballots, electorate).places[0]?.outcome?.id ?? '');
  };
  it('never lowers the outcome', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(10), (s, b, u, absent) => {
        fc.pre(s + b + u > 0);
        const electorate = s + b + u + 1 + absent;
        expect(level(s + 1, b, u, electorate)).toBeGreaterThanOrEqual(level(s, b, u, electorate));
      }),
    );
  });
});

describe('paper and electronic ballots', () => {
  const rule: BallotRule = { ...ready('special-report-satisfaction'), paper: 'merged', minGroup: 0 };
  const cast = (s: number, b: number, u: number): Ballot[] => [
    ...Array.from({ length: s }, () => ({ answers: { overall: 'satisfied' } })),
    ...Array.from({ length: b }, () => ({ answers: { overall: 'basic' } })),
    ...Array.from({ length: u }, () => ({ answers: { overall: 'unsatisfied' } })),
  ];
  const three = fc.tuple(fc.nat(15), fc.nat(15), fc.nat(15));
  it('merged are what all of them as single ballots would be', () => {
    fc.assert(
      fc.property(three, three, ([a, b, c], [x, y, z]) => {
        const sheet = {
          electorate: 0,
          cast: x + y + z,
          valid: x + y + z,
          choices: { overall: { satisfied: x, basic: y, unsatisfied: z } },
        };
        const mixed = countMixed(rule, 200, cast(a, b, c), sheet);
        expect(mixed).toEqual(countBallots(rule, 200, [...cast(a, b, c), ...cast(x, y, z)]));
        expect(countMixed(rule, 200, [], { ...sheet })).toEqual(
          countTallies(rule, { ...sheet, electorate: 200 }),
        );
      }),
    );
  });
  it('are not for rules that ask about single ballots', () => {
    const points = parseBallotRule({ ...ready('appraisal-points'), paper: 'merged' });
    expect(points.problems.map((p) => p.pointer)).toContain('/paper');
  });
});

describe('bad ballots', () => {
  const junk = fc.oneof(
    fc.jsonValue().map((v) => v as Ballot),
    fc.dictionary(fc.string(), fc.anything()).map((answers) => ({ answers }) as Ballot),
    fc.constantFrom<unknown>(
      { answers: { overall: Number.NaN } },
      { answers: { overall: 1e308 } },
      JSON.parse('{"answers":{"__proto__":"satisfied"}}'),
      { answers: { constructor: 'satisfied' } },
      { selected: ['__proto__'] },
    ) as fc.Arbitrary<Ballot>,
  );
  it.each(rules)('%s: are invalid, never an exception, and never change the others', (_t, ready) => {
    const rule = { ...ready, minGroup: 0 };
    fc.assert(
      fc.property(
        fc.array(ballotsOf(rule), { maxLength: 10 }),
        fc.array(junk, { maxLength: 5 }),
        (good, bad) => {
          const found = bad.filter((b) => countBallots(rule, 99, [b], 50).valid === 0);
          const clean = countBallots(rule, 99, good, 50);
          const dirty = countBallots(rule, 99, [...good, ...found], 50);
          expect(dirty.cast).toBe(clean.cast + found.length);
          expect(dirty.valid).toBe(clean.valid);
          if (good.length > 0) expect(dirty.places).toEqual(clean.places);
          for (const b of found) {
            if (typeof b === 'object' && b !== null && !Array.isArray(b))
              expect(() => validateChoice(rule, b)).not.toThrow();
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
