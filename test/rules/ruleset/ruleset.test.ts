import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleSet } from '../../../rules/index.ts';
import {
  compileRuleSet,
  evaluateRuleSet,
  parseRuleSet,
  RulesError,
  runRuleSetTests,
} from '../../../rules/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: drafts are broken on purpose
type Draft = any;

/** 等次: grades from the total with a veto, as a rule editor would keep them. */
const grades: RuleSet = {
  kind: 'ruleset',
  id: 'grades',
  title: '办理工作等次',
  facts: [
    { name: 'total', type: 'number', title: '总分', unit: '分' },
    { name: 'overdueCount', type: 'number', title: '逾期件数', unit: '件' },
    {
      name: 'body',
      type: 'object',
      title: '承办单位',
      properties: [{ name: 'level', type: 'string', title: '层级' }],
    },
  ],
  conditions: [
    {
      name: 'vetoed',
      title: '一票否决',
      conditions: { any: [{ fact: 'overdueCount', operator: 'greaterThan', value: 3 }] },
    },
  ],
  rules: [
    {
      name: 'good',
      title: '良好',
      priority: 10,
      conditions: { all: [{ fact: 'total', operator: 'greaterThanInclusive', value: 80 }] },
      event: { type: 'grade', params: { grade: '良好' } },
    },
    {
      name: 'excellent',
      title: '优秀',
      priority: 20,
      conditions: {
        all: [
          { fact: 'total', operator: 'greaterThanInclusive', value: 90 },
          { not: { condition: 'vetoed' } },
        ],
      },
      event: { type: 'grade', params: { grade: '优秀', at: { fact: 'total' } } },
    },
    {
      name: 'veto',
      title: '一票否决',
      priority: 100,
      conditions: { condition: 'vetoed' },
      event: { type: 'grade', params: { grade: '不合格' } },
    },
  ],
  combine: 'first',
  defaultOutcome: { type: 'grade', params: { grade: '一般' } },
  tests: [
    {
      title: '九十五分优秀',
      facts: { total: 95, overdueCount: 0 },
      expect: { outcomes: [{ type: 'grade', params: { grade: '优秀' } }] },
    },
    {
      title: '否决',
      facts: { total: 95, overdueCount: 4 },
      expect: { outcomes: [{ type: 'grade', params: { grade: '良好' } }] },
    },
    { title: '输入有误', facts: { total: 85 }, expect: { outcomes: [] } },
  ],
};

const gradeOf = (facts: Record<string, unknown>) => evaluateRuleSet(grades, facts).outcomes[0]?.params.grade;

/** What it throws; undefined when it does not. */
const failureOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (e) {
    return e;
  }
};

describe('evaluateRuleSet', () => {
  it.each([
    [{ total: 95, overdueCount: 0 }, '优秀'],
    [{ total: 90, overdueCount: 3 }, '优秀'],
    [{ total: 89.99, overdueCount: 0 }, '良好'],
    [{ total: 95, overdueCount: 4 }, '不合格'],
    [{ total: 12, overdueCount: 0 }, '一般'],
    [{}, '一般'],
  ])('%j: %s', (facts, grade) => {
    expect(gradeOf(facts)).toBe(grade);
  });

  it('traces every condition in order of priority, with the name of the shared one', () => {
    const result = evaluateRuleSet(grades, { total: 95, overdueCount: 0 });
    expect(result.outcomes).toEqual([
      { type: 'grade', params: { grade: '优秀', at: 95 }, rule: 'excellent', title: '优秀' },
    ]);
    expect(result.missingFacts).toEqual(['body']);
    expect(result.trace.map((t) => [t.rule, t.matched, t.selected])).toEqual([
      ['veto', false, false],
      ['excellent', true, true],
      ['good', true, false],
    ]);
    expect(result.trace[1]?.conditions).toEqual({
      kind: 'all',
      result: true,
      children: [
        {
          kind: 'fact',
          result: true,
          fact: 'total',
          operator: 'greaterThanInclusive',
          expected: 90,
          actual: 95,
        },
        {
          kind: 'not',
          result: true,
          children: [
            {
              kind: 'any',
              name: 'vetoed',
              result: false,
              children: [
                {
                  kind: 'fact',
                  result: false,
                  fact: 'overdueCount',
                  operator: 'greaterThan',
                  expected: 3,
                  actual: 0,
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('gives all outcomes when so combined, equal priorities in the order of the document', () => {
    const rule = (name: string, depth: number) => ({
      name,
      title: name,
      // deeper conditions settle later: the engine itself would report them last
      conditions: Array.from({ length: depth }).reduce<RuleSet['rules'][number]['conditions']>(
        (c) => ({ not: { not: c } }),
        {
          all: [{ fact: 'total', operator: 'greaterThan', value: 0 }],
        },
      ),
      event: { type: name },
    });
    const set: RuleSet = {
      ...grades,
      combine: 'all',
      rules: [rule('slow', 8), rule('middle', 3), rule('quick', 0)],
    };
    const result = evaluateRuleSet(set, { total: 1 });
    expect(result.outcomes.map((o) => o.type)).toEqual(['slow', 'middle', 'quick']);
  });

  it('keeps runs of one compiled set apart', () => {
    const compiled = compileRuleSet(grades);
    const totals = Array.from({ length: 50 }, (_, i) => i * 2);
    const results = totals.map((total) => compiled.evaluate({ total, overdueCount: 0 }));
    expect(results.map((r) => r.outcomes[0]?.params.grade)).toEqual(
      totals.map((t) => (t >= 90 ? '优秀' : t >= 80 ? '良好' : '一般')),
    );
    expect(results.every((r) => r.trace.length === 3)).toBe(true);
  });

  it('leaves the document and the facts as they were, also frozen', () => {
    const freeze = <T>(v: T): T => {
      if (typeof v === 'object' && v !== null) Object.values(Object.freeze(v)).forEach(freeze);
      return v;
    };
    const set = freeze(
      structuredClone({
        ...grades,
        rules: grades.rules.map((r) => ({ ...r, conditions: { all: [{ ...r.conditions, priority: 2 }] } })),
      }),
    );
    const facts = freeze({ total: 91, overdueCount: 0, body: { level: '区' } });
    expect(evaluateRuleSet(set, facts).outcomes[0]?.params.grade).toBe('优秀');
  });

  it('marks what priorities let the engine leave out', () => {
    const conditions = {
      all: [
        { fact: 'total', operator: 'greaterThan', value: 0, priority: 1 },
        { fact: 'overdueCount', operator: 'equal', value: 9, priority: 5 },
      ],
    };
    const set: RuleSet = { ...grades, rules: [{ name: 'p', title: 'p', conditions, event: { type: 'x' } }] };
    const trace = evaluateRuleSet(set, { total: 1, overdueCount: 0 }).trace[0]?.conditions;
    expect(trace?.children?.map((c) => c.result)).toEqual([null, false]);
  });

  it.each([
    [{ total: '95' }, '/total', '文字不会当作数值'],
    [{ total: Number.NaN }, '/total', '应为数值'],
    [{ body: 'x' }, '/body', '应为组合'],
  ])('refuses %j', (facts, pointer, message) => {
    const failure = failureOf(() => evaluateRuleSet(grades, facts));
    expect(failure).toBeInstanceOf(RulesError);
    expect((failure as RulesError).problems[0]).toMatchObject({
      pointer,
      message: expect.stringContaining(message),
    });
  });

  it('cannot be reached through prototypes', () => {
    const facts = JSON.parse('{"__proto__":{"total":99},"constructor":{"x":1},"overdueCount":0}');
    expect(gradeOf(facts)).toBe('一般');
    expect(gradeOf(Object.create({ total: 99 }))).toBe('一般');
  });

  it('gives the same result for any order of facts', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(5), (total, overdueCount) => {
        const a = evaluateRuleSet(grades, { total, overdueCount });
        expect(evaluateRuleSet(grades, { overdueCount, total })).toEqual(a);
      }),
      { numRuns: 50 },
    );
  });
});

describe('runRuleSetTests', () => {
  it('reports each test, with what was expected and what came', () => {
    const reports = runRuleSetTests(grades);
    expect(reports.map((r) => [r.title, r.passed])).toEqual([
      ['九十五分优秀', true],
      ['否决', false],
      ['输入有误', false],
    ]);
    expect(reports[1]?.message).toBe('预期等次“良好”，实际等次“不合格”。');
  });
});

describe('parseRuleSet', () => {
  it('takes the document', () => {
    expect(parseRuleSet(JSON.parse(JSON.stringify(grades)))).toEqual({ value: grades, problems: [] });
  });

  const edit = (change: (d: Draft) => void) => {
    const draft = JSON.parse(JSON.stringify(grades));
    change(draft);
    return parseRuleSet(draft);
  };
  it.each<[string, (d: Draft) => void, string, string]>([
    ['unknown key', (d) => (d.code = 'x'), '', '不认识的内容“code”'],
    ['no title', (d) => delete d.rules[0].title, '/rules/0/title', '必填'],
    ['priority 0', (d) => (d.rules[0].priority = 0), '/rules/0/priority', '至少为 1'],
    ['same rule twice', (d) => (d.rules[1].name = 'good'), '/rules/1/name', '重复'],
    [
      'bare comparison at the root',
      (d) => (d.rules[0].conditions = d.rules[0].conditions.all[0]),
      '/rules/0/conditions',
      '最外层',
    ],
    [
      'operator',
      (d) => (d.rules[0].conditions.all[0].operator = 'regex'),
      '/rules/0/conditions/all/0/operator',
      '未知的比较方式',
    ],
    [
      'circle',
      (d) => (d.conditions[0].conditions = { any: [{ condition: 'vetoed' }] }),
      '/conditions/0/conditions',
      '绕回',
    ],
    [
      'fact in an event',
      (d) => (d.rules[0].event.params.at = { fact: 'nobody' }),
      '/rules/0/event/params/at/fact',
      '没有“nobody”',
    ],
    ['wrong fact in a test', (d) => (d.tests[0].facts.total = 'x'), '/tests/0/facts/total', '应为数值'],
    ['reserved id', (d) => (d.id = 'constructor'), '/id', '保留字'],
    [
      'own __proto__',
      (d) => Object.defineProperty(d, '__proto__', { value: {}, enumerable: true }),
      '',
      '__proto__',
    ],
  ])('%s', (_title, change, pointer, message) => {
    const { value, problems } = edit(change);
    expect(value).toBeUndefined();
    expect(problems[0]).toMatchObject({ pointer, message: expect.stringContaining(message) });
  });

  it.each([null, 1, 'x', [], {}, Number.NaN])('takes no %j for a rule set', (document) => {
    expect(parseRuleSet(document).problems.length).toBeGreaterThan(0);
  });

  it('does not overflow on values nested 50,000 deep', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const defaultOutcome = { type: 'x', params: { deep } };
    expect(parseRuleSet({ ...grades, defaultOutcome }).problems.map((p) => p.code)).toEqual(['too-deep']);
  });

  it('refuses shared conditions that would blow up when written out', () => {
    const conditions = Array.from({ length: 19 }, (_, i) => ({
      name: `c${i}`,
      conditions:
        i === 18
          ? { all: [{ fact: 'total', operator: 'equal', value: 1 }] }
          : { all: [{ condition: `c${i + 1}` }, { condition: `c${i + 1}` }] },
    }));
    const rules = [{ name: 'r', title: 'r', conditions: { condition: 'c0' }, event: { type: 'x' } }];
    expect(parseRuleSet({ ...grades, conditions, rules, tests: [] }).problems.map((p) => p.code)).toContain(
      'too-large',
    );
  });

  it('checks 10,000 rules', () => {
    const rules = Array.from({ length: 10_000 }, (_, i) => ({ ...grades.rules[0], name: `r${i}` }));
    expect(parseRuleSet({ ...grades, rules }).problems).toEqual([]);
    expect(parseRuleSet({ ...grades, rules: [...rules, grades.rules[1]] }).problems[0]?.message).toContain(
      '规则过多',
    );
  });
});
