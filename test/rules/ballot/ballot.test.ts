import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ballot, BallotRule } from '../../../rules/index.ts';
import {
  canonicalBallot,
  checkRuleDocument,
  countBallots,
  countTallies,
  evaluateExamples,
  parseBallotRule,
  RulesError,
  turnoutReaches,
  validateChoice,
  votesNeeded,
  withObjects,
} from '../../../rules/index.ts';
import { double, gongshu, selection, twoThirds, zhenhai } from './figures.ts';

// biome-ignore lint/suspicious/noExplicitAny: drafts are broken on purpose
type Draft = any;

const votes = (place: string, satisfied: number, basically: number, unsatisfied: number): Ballot[] =>
  Object.entries({ satisfied, basically, unsatisfied }).flatMap(([choice, n]) =>
    Array.from({ length: n }, () => ({ answers: { [place]: choice } })),
  );
const outcome = (rule: BallotRule, electorate: number, ballots: Ballot[], present?: number) =>
  countBallots(rule, electorate, ballots, present).places[0]?.outcome?.id;
const points = (...p: number[]): Ballot => ({
  answers: Object.fromEntries(p.map((x, i) => [`part${i + 1}`, x])),
});

describe('镇海：half of all members', () => {
  it.each([
    [15, 0, 0, 30, 'satisfied'],
    [14, 1, 15, 30, 'basically'],
    [14, 0, 16, 30, 'unsatisfied'],
    [15, 0, 0, 31, 'unsatisfied'], // 15 of 31 is less than half; nobody else voted
    [16, 0, 0, 31, 'satisfied'],
    [0, 16, 0, 31, 'basically'],
  ])('%i/%i/%i of %i members: %s', (s, b, u, all, expected) => {
    expect(outcome(zhenhai, all, votes('project', s, b, u))).toBe(expected);
  });
  it('shows how many votes are needed', () => {
    const [first, second] = countBallots(zhenhai, 31, votes('project', 15, 2, 0)).places[0]?.checks ?? [];
    expect(first).toMatchObject({
      outcome: 'satisfied',
      votes: 15,
      needed: 16,
      met: false,
      share: { exact: '15/31' },
    });
    expect(second).toMatchObject({ outcome: 'basically', votes: 17, needed: 16, met: true });
  });
  it('recalculates its worked examples', () => {
    expect(evaluateExamples(zhenhai).map((e) => e.passed)).toEqual([true, true, true]);
    const stricter = { ...zhenhai, denominator: 'valid' } as const;
    expect(evaluateExamples(stricter).map((e) => e.message ?? '')).toEqual([
      '',
      '“项目完成情况”预期为“基本满意”，实际为“满意”。',
      '“项目完成情况”预期为“不满意”，实际为“满意”。',
    ]);
  });
  it('is refused with examples that it does not come to, or too many ballots in them', () => {
    expect(checkRuleDocument(zhenhai)).not.toContainEqual(expect.objectContaining({ severity: 'error' }));
    const errors = (rule: object) => checkRuleDocument(rule).filter((p) => p.severity === 'error');
    const stricter = { ...zhenhai, denominator: 'valid' };
    expect(errors(stricter).map((p) => p.pointer)).toEqual(['/examples/1', '/examples/2']);
    expect(errors(stricter)[0]!.message).toContain('预期为“基本满意”，实际为“满意”');
    // whoever counts a round by it is not kept from it
    expect(parseBallotRule(stricter).value).toBeDefined();
    const ballots = Array.from({ length: 11 }, () => ({ times: 10_000, answers: {} }));
    const sheet = { electorate: 200_000, cast: 110_000, valid: 0 };
    expect(errors({ ...zhenhai, examples: [{ title: '一', sheet, ballots }] })).toMatchObject([
      { pointer: '/examples', message: expect.stringContaining('100000 张') },
    ]);
  });
  it('shows in examples what secrecy would keep back', () => {
    const rule = { ...gongshu, secret: true, minGroup: 100 };
    const example = {
      ...{ title: '一', sheet: { electorate: 30, cast: 20, valid: 20 } },
      ballots: [{ times: 20, ...points(90, 85, 80, 88) }],
      expect: { scores: { part1: 90 } },
    };
    expect(evaluateExamples({ ...rule, examples: [example] })).toMatchObject([{ passed: true }]);
  });
});

describe('more than two thirds', () => {
  it.each([
    [6, 0, 3, 9, 'failed'],
    [6, 1, 2, 9, 'passed'],
    [66, 0, 34, 100, 'failed'],
    [60, 7, 33, 100, 'passed'],
    [199_999, 1, 100_000, 300_000, 'failed'], // exactly two thirds
    [200_000, 1, 99_999, 300_000, 'passed'],
  ])('%i+%i against %i of %i: %s', (s, b, u, present, expected) => {
    const sheet = {
      electorate: present,
      present,
      cast: present,
      valid: present,
      choices: { duty: { satisfied: s, basically: b, unsatisfied: u } },
    };
    expect(countTallies(twoThirds, sheet).places[0]?.outcome?.id).toBe(expected);
  });
  it('counts those present who did not cast', () => {
    expect(outcome(twoThirds, 12, votes('duty', 7, 0, 0), 10)).toBe('passed');
    expect(outcome(twoThirds, 12, votes('duty', 7, 0, 0), 11)).toBe('failed');
  });
  it('agrees with votesNeeded for every size', () => {
    const limits = [
      { moreThan: { numerator: 2, denominator: 3 } },
      { atLeast: { numerator: 1, denominator: 2 } },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(...limits), (n, limit) => {
        const needed = votesNeeded(n, limit);
        const reached = (v: number) => ('moreThan' in limit ? v * 3 > n * 2 : v * 2 >= n);
        expect([reached(needed), reached(needed - 1)]).toEqual([true, false]);
      }),
    );
  });
});

describe('拱墅：points, invalid patterns, trimming', () => {
  // twelve ballots with totals 301 … 312 by a rising last part
  const twelve = Array.from({ length: 12 }, (_, i) => points(70, 75, 80, 76 + i));
  it('drops the five highest and five lowest ballots', () => {
    const rule = withObjects(gongshu, [{ id: 'judge', title: '某法官' }]);
    const ballots = twelve.map((b) => ({
      answers: Object.fromEntries(Object.entries(b.answers ?? {}).map(([k, v]) => [`judge/${k}`, v])),
    }));
    const [judge] = countBallots(rule, 20, ballots).objects ?? [];
    // 306 and 307 stay: mean 306.5 over four parts
    expect(judge?.score).toEqual({ exact: '613/8', value: 76.625 });
    expect(judge?.trimmed).toEqual({ highest: [312, 311, 310, 309, 308], lowest: [301, 302, 303, 304, 305] });
  });
  it('refuses all full marks and all alike, with the reason', () => {
    const result = countBallots(gongshu, 20, [
      ...twelve,
      points(100, 100, 100, 100),
      points(80, 80, 80, 80),
      points(90, 80, 70),
    ]);
    expect([result.cast, result.valid]).toEqual([15, 12]);
    expect(result.invalid).toEqual([
      { reason: 'all-alike', title: '全部相同', count: 1 },
      { reason: 'all-full-marks', title: '全部满分', count: 1 },
      { reason: 'incomplete', title: '漏填', count: 1 },
    ]);
  });
  it('has no mean when trimming leaves nobody', () => {
    const places = countBallots(gongshu, 20, twelve.slice(0, 10)).places;
    expect(places.every((p) => p.mean === undefined)).toBe(true);
    expect(countBallots(gongshu, 20, twelve.slice(0, 11)).places[3]?.mean?.value).toBe(81);
  });
  it('trims by place or by a share when the rule says so', () => {
    const rule = {
      ...gongshu,
      trimming: {
        highestShare: { numerator: 1, denominator: 10 },
        lowestShare: { numerator: 1, denominator: 10 },
        by: 'place',
      },
    } as const;
    const place = countBallots(rule, 20, twelve).places[3];
    expect(place).toMatchObject({ mean: { exact: '163/2' }, trimmed: { highest: [87], lowest: [76] } });
  });
});

describe('双测评', () => {
  const cast = (process: string, result: string): Ballot => ({ answers: { process, result } });
  it('keeps process and result apart', () => {
    const result = countBallots(double, 3, [
      cast('satisfied', 'unsatisfied'),
      cast('satisfied', 'unsatisfied'),
      cast('basically', 'satisfied'),
    ]);
    expect(result.places.map((p) => p.outcome?.id)).toEqual(['satisfied', 'unsatisfied']);
    expect(result.places[0]?.mean?.exact).toBe('260/3');
  });
  it('refuses half a ballot', () => {
    expect(countBallots(double, 1, [{ answers: { process: 'satisfied' } }])).toMatchObject({
      valid: 0,
      effective: true,
      invalid: [{ reason: 'incomplete' }],
    });
    expect(validateChoice(double, { answers: { process: 'satisfied' } })).toEqual([
      {
        severity: 'error',
        code: 'incomplete',
        pointer: '/answers/result',
        message: '“办理结果”尚未填写，漏填的选票无效。',
      },
    ]);
  });
});

describe('choosing n of m', () => {
  const choose = (...selected: string[]): Ballot => ({ selected });
  it('takes the best over the threshold', () => {
    const ballots = [choose('a', 'b'), choose('a', 'b'), choose('a', 'c'), choose('a'), choose('b', 'd')];
    const result = countBallots(selection, 6, ballots);
    expect(result.objects?.map((o) => [o.object, o.rank, o.votes, o.state])).toEqual([
      ['a', 1, 4, 'selected'],
      ['b', 2, 3, 'selected'],
      ['c', 3, 1, 'not-selected'],
      ['d', 3, 1, 'not-selected'],
    ]);
    expect(countBallots(selection, 6, ballots, 6).objects?.[1]).toMatchObject({
      object: 'b',
      state: 'not-selected',
    }); // 3 of 6 is not more than half
  });
  it('lets equal votes over the last place vote again, or follows the list', () => {
    const rule = { ...selection, selection: { places: 2 } };
    const ballots = [choose('a', 'c'), choose('a', 'b'), choose('a', 'd')];
    const states = (r: BallotRule) =>
      Object.fromEntries(countBallots(r, 3, ballots).objects?.map((o) => [o.object, o.state]) ?? []);
    expect(states(rule)).toEqual({ a: 'selected', b: 'tied', c: 'tied', d: 'tied' });
    expect(states({ ...rule, ties: 'list-order' })).toEqual({
      a: 'selected',
      b: 'selected',
      c: 'not-selected',
      d: 'not-selected',
    });
  });
  it('refuses too many, the same twice, strangers, and too few where exactly n are asked', () => {
    const exact = { ...selection, selection: { places: 2, exactly: true } };
    const result = countBallots(exact, 9, [
      choose('a', 'b', 'c'),
      choose('a', 'a'),
      choose('z'),
      choose('a'),
      choose(),
    ]);
    expect(result.invalid.map((i) => [i.reason, i.count])).toEqual([
      ['blank', 1],
      ['malformed', 2],
      ['too-few', 1],
      ['too-many', 1],
    ]);
    expect(validateChoice(exact, choose('a'))[0]).toMatchObject({
      code: 'too-few',
      pointer: '/selected',
      message: expect.stringContaining('应选 2 名'),
    });
  });
});

describe('groups, turnout, secrecy', () => {
  const rule: BallotRule = {
    ...double,
    questions: double.questions?.slice(0, 1) as never,
    invalid: {},
    groups: [
      { id: 'deputies', title: '代表', weight: 60 },
      { id: 'residents', title: '居民', weight: 40 },
    ],
  };
  const of = (group: string, choice: string, n: number): Ballot[] =>
    Array.from({ length: n }, () => ({ group, answers: { process: choice } }));
  const electorate = { deputies: 10, residents: 1000 };

  it('weighs the groups, not the heads', () => {
    const result = countBallots(rule, electorate, [
      ...of('deputies', 'satisfied', 10),
      ...of('residents', 'unsatisfied', 900),
    ]);
    expect(result.places[0]).toMatchObject({ mean: { exact: '60' }, outcome: { id: 'satisfied' } });
    expect(result.places[0]?.tallies?.[0]).toMatchObject({ votes: 10, share: { exact: '3/5' } });
    expect(result.groups?.[1]).toMatchObject({ cast: 900, tallies: { process: { unsatisfied: 900 } } });
  });
  it('leaves a group out where nobody voted, and says so', () => {
    const result = countBallots(rule, electorate, of('deputies', 'basically', 4));
    expect(result).toMatchObject({
      emptyGroups: ['residents'],
      places: [{ mean: { exact: '60' }, outcome: { id: 'basically' } }],
    });
  });
  it('counts ballots of strangers as invalid and asks for numbers by group', () => {
    expect(countBallots(rule, electorate, of('x', 'satisfied', 1))).toMatchObject({
      cast: 1,
      valid: 0,
      invalid: [{ reason: 'unknown-group' }],
    });
    expect(() => countBallots(rule, 10, [])).toThrow(RulesError);
    expect(() => countBallots(double, { deputies: 3 }, [])).toThrow(/应参加投票人数/);
    expect(() => countBallots(double, Number.NaN, [])).toThrow(RulesError);
  });
  it('has no outcome below the turnout, without ballots, or with more ballots than voters', () => {
    const quorum = { ...zhenhai, turnout: { numerator: 2, denominator: 3 } };
    const below = countBallots(quorum, 9, votes('project', 5, 0, 0));
    expect(below).toMatchObject({ effective: false, ineffective: 'turnout' });
    expect(below.places[0]).not.toHaveProperty('outcome');
    expect(countBallots(quorum, 9, votes('project', 6, 0, 0)).places[0]?.outcome?.id).toBe('satisfied');
    expect(countBallots(zhenhai, 0, [])).toMatchObject({ effective: false, ineffective: 'no-ballots' });
    expect(countBallots(zhenhai, 3, votes('project', 4, 0, 0))).toMatchObject({
      effective: false,
      ineffective: 'more-ballots-than-voters',
    });
  });
  it('keeps tallies of a few voters back, never the outcome', () => {
    const few = countBallots(zhenhai, 4, votes('project', 3, 1, 0));
    expect(few).toMatchObject({ hidden: 'all', places: [{ outcome: { id: 'satisfied' } }] });
    expect(few.places[0]).not.toHaveProperty('tallies');
    expect(few.places[0]).not.toHaveProperty('checks');
    const grouped = countBallots({ ...rule, secret: true, minGroup: 5 }, electorate, [
      ...of('deputies', 'satisfied', 3),
      ...of('residents', 'satisfied', 50),
    ]);
    expect(grouped.hidden).toBe('groups');
    expect(grouped.groups?.every((g) => g.tallies === undefined)).toBe(true);
    // joint votes and weighted shares would give those of the small group
    for (const kept of ['tallies', 'checks']) expect(grouped.places[0]).not.toHaveProperty(kept);
    expect(grouped.places[0]?.outcome?.id).toBe('satisfied');
  });
  it('keeps the mean where one group is small, and none of its marks', () => {
    const pointsOf = (group: string, marks: number[]) => marks.map((q) => ({ group, answers: { q } }));
    const scored: BallotRule = {
      ...{ kind: 'ballot', id: 'r', title: 'r', secret: true, minGroup: 5, denominator: 'valid' },
      questions: [{ id: 'q', title: 'q', points: { min: 0, max: 100, step: 1 } }],
      groups: [
        { id: 'a', title: 'A', weight: 0.5 },
        { id: 'b', title: 'B', weight: 0.5 },
      ],
      trimming: { highest: 1, lowest: 1, by: 'place' },
    };
    const ballots = [...pointsOf('a', [80, 81, 82, 83, 84, 85]), ...pointsOf('b', [7, 50, 60])];
    const { hidden, places } = countBallots(scored, { a: 6, b: 3 }, ballots);
    expect([hidden, places[0]?.mean?.value]).toEqual(['groups', 66.25]);
    expect(places[0]).not.toHaveProperty('trimmed');
    const open = countBallots({ ...scored, minGroup: 3 }, { a: 6, b: 3 }, ballots);
    expect(open.places[0]?.trimmed).toEqual({ highest: [85, 60], lowest: [80, 7] });
  });
});

describe('canonicalBallot', () => {
  const places: BallotRule = {
    ...{ kind: 'ballot', id: 'r', title: 'r', secret: true, denominator: 'valid' },
    questions: [
      {
        id: 'q',
        title: 'q',
        choices: [
          { id: 'yes', title: 'y' },
          { id: 'no', title: 'n' },
        ],
      },
      { id: 'p', title: 'p', points: { min: 0, max: 10, step: 1 } },
    ],
    objects: [
      { id: 'a', title: 'A' },
      { id: 'b', title: 'B' },
    ],
  };
  it('keeps marks in the order of the paper, each once, and nothing else', () => {
    const given = {
      answers: { 'b/p': 5, 'a/q': ['no', 'no', 'no'], 'b/q': '', 'a/p': [] },
    } as unknown as Ballot;
    const kept = canonicalBallot(places, given);
    expect(JSON.stringify(kept)).toBe('{"answers":{"a/q":"no","b/p":5}}');
    expect(countBallots(places, 1, [kept])).toEqual(countBallots(places, 1, [given]));
  });
  it('keeps chosen objects in the order of the list', () => {
    const { questions: _, ...rest } = places;
    const choose: BallotRule = { ...rest, selection: { places: 2 } };
    expect(JSON.stringify(canonicalBallot(choose, { selected: ['b', 'a'] }))).toBe('{"selected":["a","b"]}');
  });
});

describe('turnoutReaches', () => {
  it('is exact', () => {
    expect(turnoutReaches(55, 100, 0.55)).toBe(true);
    expect(turnoutReaches(54, 100, 0.55)).toBe(false);
    expect(turnoutReaches(15_000, 30_001, 0.5)).toBe(false);
    expect(turnoutReaches(0, 0, 0)).toBe(false);
  });
});

describe('properties', () => {
  const mark = fc.constantFrom('satisfied', 'basically', 'unsatisfied');
  const junk = fc.constantFrom<unknown>(
    null,
    1,
    'x',
    {},
    { answers: { part1: 'many' } },
    { answers: { nobody: 1 } },
    { answers: 3 },
    { selected: 5 },
    JSON.parse('{"answers":{"__proto__":{"part1":5}}}'),
    points(Number.NaN, 1, 2, 3),
    points(1e308, 1, 2, 3),
    points(50.5, 1, 2, 3),
  );
  const scored = fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 100 })))
          .map((p) => points(...p)),
      },
      { weight: 1, arbitrary: junk as fc.Arbitrary<Ballot> },
    ),
    { maxLength: 40 },
  );

  it('does not depend on the order of ballots, and a recount is the same', () => {
    for (const by of ['object', 'place'] as const) {
      const rule: BallotRule = {
        ...gongshu,
        invalid: { allAlike: true },
        trimming: { highest: 2, lowest: 1, by },
        questions: gongshu.questions?.map((q, i) => ({ ...q, weight: i + 0.5 })) as never,
      };
      fc.assert(
        fc.property(
          scored.chain((b) => fc.tuple(fc.constant(b), fc.shuffledSubarray(b, { minLength: b.length }))),
          ([ballots, shuffled]) => {
            const first = JSON.stringify(countBallots(rule, 50, ballots));
            expect(JSON.stringify(countBallots(rule, 50, shuffled))).toBe(first);
            expect(JSON.stringify(countBallots(rule, 50, ballots))).toBe(first);
          },
        ),
        { numRuns: 100 },
      );
    }
  });
  it('agrees between ballots and their tallies', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(20), (s, b, u, absent) => {
        const n = s + b + u;
        const sheet = {
          electorate: n + absent,
          cast: n,
          valid: n,
          choices: { project: { satisfied: s, basically: b, unsatisfied: u } },
        };
        expect(countTallies(zhenhai, sheet)).toEqual(
          countBallots(zhenhai, n + absent, votes('project', s, b, u)),
        );
      }),
    );
  });
  it('never gets worse when one voter is more satisfied', () => {
    const order = ['unsatisfied', 'basically', 'satisfied'];
    fc.assert(
      fc.property(
        fc.array(mark, { minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.nat(10),
        (marks, pick, absent) => {
          const at = pick % marks.length;
          const raised = marks.map((m, i) =>
            i === at ? (order[Math.min(2, order.indexOf(m) + 1)] as string) : m,
          );
          const value = (ms: string[]) =>
            order.indexOf(
              outcome(
                zhenhai,
                ms.length + absent,
                ms.map((m) => ({ answers: { project: m } })),
              ) as string,
            );
          expect(value(raised)).toBeGreaterThanOrEqual(value(marks));
        },
      ),
    );
  });
  it('gives the same shares when everything is multiplied', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), fc.integer({ min: 2, max: 50 }), (s, b, u, k) => {
        const figures = (f: number) => {
          const n = (s + b + u) * f;
          const sheet = {
            electorate: n + f,
            cast: n,
            valid: n,
            choices: { duty: { satisfied: s * f, basically: b * f, unsatisfied: u * f } },
          };
          const place = countTallies({ ...twoThirds, minGroup: 0 }, sheet).places[0];
          return [place?.outcome, place?.tallies?.map((t) => t.share), place?.mean];
        };
        expect(figures(k)).toEqual(figures(1));
      }),
    );
  });
  it('validateChoice lets through exactly what is valid without a spoiled place', () => {
    fc.assert(
      fc.property(scored, (ballots) => {
        for (const b of ballots) {
          expect(validateChoice(gongshu, b).length === 0).toBe(countBallots(gongshu, 1, [b]).valid === 1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('marks', () => {
  const several: Ballot = { answers: { process: ['satisfied', 'basically'], result: 'satisfied' } };
  it('spoil a place or the ballot', () => {
    const rule = { ...double, invalid: {} };
    const result = countBallots(rule, 2, [several, { answers: { process: 'unsatisfied' } }]);
    expect(result).toMatchObject({
      valid: 2,
      places: [
        { answered: 1, spoiled: 1, abstained: 0, outcome: { id: 'unsatisfied' } },
        { answered: 1, abstained: 1, spoiled: 0 },
      ],
    });
    // the spoiled place is out of the base: 1 of 1; the abstention is in: 1 of 2
    expect(result.places.map((p) => p.tallies?.map((t) => t.share.exact))).toEqual([
      ['0', '0', '1'],
      ['1/2', '0', '0'],
    ]);
    expect(countBallots({ ...double, invalid: { several: 'ballot' } }, 2, [several])).toMatchObject({
      valid: 0,
      invalid: [{ reason: 'several' }],
    });
  });
  it('a single mark in a list is one mark; blank may count as abstaining', () => {
    expect(
      countBallots({ ...zhenhai, invalid: { blank: false } }, 9, [
        { answers: { project: ['satisfied'] } },
        {},
      ]),
    ).toMatchObject({ valid: 2 });
    expect(countBallots(zhenhai, 9, [{ answers: {} }])).toMatchObject({
      valid: 0,
      invalid: [{ reason: 'blank' }],
    });
  });
});

describe('parseBallotRule', () => {
  it.each([zhenhai, twoThirds, gongshu, double, selection])('takes $title', (rule) => {
    const { value, problems } = parseBallotRule(JSON.parse(JSON.stringify(rule)));
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
    expect(value).toEqual(rule);
  });

  const edited = (rule: BallotRule, change: (d: Draft) => void) => {
    const draft = JSON.parse(JSON.stringify(rule));
    change(draft);
    return parseBallotRule(draft).problems.map((p) => [p.pointer, p.message]);
  };
  it.each<[string, BallotRule, (d: Draft) => void, string, RegExp]>([
    [
      'unknown choice',
      zhenhai,
      (d) => d.outcomes[0].when.sumOf.push('great'),
      '/outcomes/0/when/sumOf/1',
      /不是“项目完成情况”的选项/,
    ],
    [
      'both limits',
      zhenhai,
      (d) => (d.outcomes[0].when.moreThan = { numerator: 1, denominator: 3 }),
      '/outcomes/0/when',
      /之一/,
    ],
    [
      'more than all',
      zhenhai,
      (d) => (d.outcomes[0].when.atLeast = { numerator: 3, denominator: 2 }),
      '/outcomes/0/when/atLeast',
      /不能超过 1/,
    ],
    [
      'zero denominator',
      zhenhai,
      (d) => (d.outcomes[0].when.atLeast = { numerator: 0, denominator: 0 }),
      '/outcomes/0/when/atLeast/denominator',
      /分母/,
    ],
    ['unreachable', zhenhai, (d) => d.outcomes.reverse(), '/outcomes/1', /永远轮不到/],
    ['same id', double, (d) => (d.questions[1].id = 'process'), '/questions/1/id', /重复/],
    ['a slash in an id', double, (d) => (d.questions[1].id = 'a/b'), '/questions/1/id', /编号应以字母/],
    ['step', gongshu, (d) => (d.questions[0].points.step = 7), '/questions/0/points/step', /不能整除/],
    ['ends', gongshu, (d) => (d.questions[0].points.max = 0), '/questions/0/points/max', /大于最低分/],
    ['trimming without points', selection, (d) => (d.trimming = { highest: 1 }), '/trimming', /没有打分/],
    ['places', selection, (d) => (d.selection.places = 5), '/objects', /少于应选名额/],
    ['not differential', selection, (d) => (d.selection.places = 4), '/objects', /不是差额/],
    ['nothing to vote on', selection, (d) => delete d.selection, '/questions', /至少设一个/],
    [
      'weight',
      double,
      (d) => (d.groups = [{ id: 'a', title: 'a', weight: 0 }]),
      '/groups/0/weight',
      /大于 0/,
    ],
  ])('%s', (_title, rule, change, pointer, message) => {
    expect(edited(rule, change)).toContainEqual([pointer, expect.stringMatching(message)]);
  });
});
