import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  checkRuleDocument,
  compileRuleSet,
  lintRuleSet,
  parseRuleSet,
  type RuleDefinition,
  type RuleSet,
} from '../../../rules/index.ts';
import { facts, someFacts, someRuleSet } from './random.ts';

const is = (fact: string, operator: string, value: unknown): Condition => ({ fact, operator, value });
const rule = (name: string, grade: string, parts: Condition[], priority?: number): RuleDefinition => ({
  name,
  title: name,
  conditions: { all: parts },
  event: { type: 'grade', params: { grade } },
  ...(priority ? { priority } : {}),
});
const set = (rules: RuleDefinition[], more: Partial<RuleSet> = {}): RuleSet => ({
  kind: 'ruleset',
  id: 'x',
  title: 'x',
  facts,
  combine: 'first',
  rules,
  ...more,
});
const codes = (s: RuleSet) => {
  expect(parseRuleSet(s).value).toBeDefined();
  return lintRuleSet(s).map((f) => `${f.code} ${f.pointer} ${f.rules.join('<')}`);
};
const otherwise = { type: 'grade', params: { grade: '中' } };

describe('lintRuleSet', () => {
  it.each<[string, RuleSet, string[]]>([
    [
      'contradicting comparisons of a number',
      set([rule('a', '优', [is('total', 'greaterThan', 90), is('total', 'lessThan', 80)])]),
      ['unreachable /rules/0 a'],
    ],
    [
      'the same bound from both sides, open',
      set([rule('a', '优', [is('total', 'greaterThan', 90), is('total', 'lessThanInclusive', 90)])]),
      ['unreachable /rules/0 a'],
    ],
    [
      'the same bound from both sides, closed: the value itself remains',
      set([rule('a', '优', [is('total', 'greaterThanInclusive', 90), is('total', 'lessThanInclusive', 90)])]),
      [],
    ],
    [
      'texts that cannot be both',
      set([rule('a', '优', [is('class', 'equal', 'A'), is('class', 'in', ['B', 'C'])])]),
      ['unreachable /rules/0 a'],
    ],
    [
      'dates in the wrong order',
      set([
        rule('a', '优', [
          is('repliedOn', 'lessThan', '2026-01-05'),
          is('repliedOn', 'greaterThan', '2026-03-01'),
        ]),
      ]),
      ['unreachable /rules/0 a'],
    ],
    [
      'through not and a shared condition',
      set([rule('a', '优', [{ condition: 'good' }, { not: { any: [is('total', 'greaterThan', 50)] } }])], {
        conditions: [{ name: 'good', conditions: { all: [is('total', 'greaterThanInclusive', 60)] } }],
      }),
      ['unreachable /rules/0 a'],
    ],
    [
      'neither open nor not: “not known” remains',
      set([rule('a', '优', [is('open', 'notEqual', true), is('open', 'notEqual', false)])]),
      [],
    ],
    [
      'hidden by a weaker one of higher priority',
      set([
        rule('strict', '优', [is('total', 'greaterThan', 90), is('class', 'equal', 'A')], 1),
        rule('weak', '良', [is('total', 'greaterThan', 60)], 2),
      ]),
      ['shadowed /rules/0 strict<weak'],
    ],
    [
      'hidden by two together',
      set([
        rule('high', '优', [is('total', 'greaterThanInclusive', 60)], 3),
        rule('low', '良', [is('total', 'lessThan', 60)], 2),
        rule('known', '中', [is('total', 'notEqual', null), is('class', 'equal', 'A')], 1),
      ]),
      ['shadowed /rules/2 known<high<low'],
    ],
    [
      'two together that leave one value',
      set([
        rule('high', '优', [is('total', 'greaterThan', 60)], 3),
        rule('low', '良', [is('total', 'lessThan', 60)], 2),
        rule('known', '中', [is('total', 'notEqual', null)], 1),
      ]),
      [],
    ],
    [
      'the special before the general',
      set([
        rule('a', '优', [is('total', 'greaterThan', 90)]),
        rule('b', '良', [is('total', 'greaterThan', 60)]),
      ]),
      [],
    ],
    [
      'equal priority, neither the more special',
      set([
        rule('a', '优', [is('total', 'greaterThan', 90)]),
        rule('b', '否决', [is('overdue', 'greaterThan', 3)]),
      ]),
      ['overlap /rules/1 b<a'],
    ],
    [
      'the same with different priorities',
      set([
        rule('a', '优', [is('total', 'greaterThan', 90)]),
        rule('b', '否决', [is('overdue', 'greaterThan', 3)], 9),
      ]),
      [],
    ],
    [
      'all speak, and differ',
      set(
        [
          rule('a', '优', [is('total', 'greaterThan', 90)], 5),
          rule('b', '良', [is('total', 'greaterThan', 60)]),
        ],
        {
          combine: 'all',
        },
      ),
      ['overlap /rules/1 b<a'],
    ],
    [
      'all speak, and agree',
      set([rule('a', '优', [is('total', 'greaterThan', 90)]), rule('b', '优', [is('open', 'equal', true)])], {
        combine: 'all',
      }),
      [],
    ],
    [
      'twice the same, differently written',
      set(
        [
          rule('a', '优', [is('total', 'greaterThan', 90)]),
          rule('b', '优', [
            { not: { any: [is('total', 'lessThanInclusive', 90), is('total', 'equal', null)] } },
          ]),
        ],
        { combine: 'all' },
      ),
      ['duplicate-rule /rules/1 b<a'],
    ],
    [
      'bands that leave a stretch',
      set([
        rule('a', '优', [is('total', 'greaterThanInclusive', 90)]),
        rule('b', '良', [is('total', 'lessThan', 80)]),
      ]),
      ['gap /rules/0 a<b'],
    ],
    [
      'a stretch that the default is for',
      set(
        [
          rule('a', '优', [is('total', 'greaterThanInclusive', 90)]),
          rule('b', '良', [is('total', 'lessThan', 80)]),
        ],
        { defaultOutcome: otherwise },
      ),
      [],
    ],
    [
      'between 59 and 60, also with a default',
      set(
        [
          rule('a', '优', [is('total', 'greaterThanInclusive', 60)]),
          rule('b', '良', [is('total', 'lessThanInclusive', 59)]),
        ],
        { defaultOutcome: otherwise },
      ),
      ['gap /rules/0 a<b'],
    ],
    [
      'a shared condition that nobody uses',
      set([rule('a', '优', [is('total', 'greaterThan', 1)])], {
        conditions: [{ name: 'good', title: '良好', conditions: { all: [is('total', 'greaterThan', 2)] } }],
      }),
      ['unused-condition /conditions/0 '],
    ],
    [
      'a rule that is off',
      set([
        { ...rule('a', '优', [is('total', 'greaterThan', 9), is('total', 'lessThan', 1)]), enabled: false },
      ]),
      [],
    ],
  ])('%s', (_title, ruleSet, found) => {
    expect(codes(ruleSet)).toEqual(found);
  });

  it('says why in Chinese, with an example, and only in the check of documents', () => {
    const s = set([
      rule('a', '优秀', [is('total', 'greaterThan', 90)]),
      rule('b', '不合格', [is('overdue', 'greaterThan', 3)]),
    ]);
    const message =
      '规则“a”与“b”优先级相同，可能同时成立（如总分为91分、逾期件数为4件），只会取在前的等次“优秀”。如果应取等次“不合格”，请调整优先级。';
    expect(lintRuleSet(s)[0]).toMatchObject({
      severity: 'warning',
      message,
      example: { total: 91, overdue: 4 },
    });
    expect(checkRuleDocument(s).map((p) => p.code)).toEqual(['no-default', 'overlap']);
    expect(parseRuleSet(s).problems.map((p) => p.code)).toEqual(['no-default']);
  });

  it('random rule sets: nothing that is claimed is false', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(someRuleSet, fc.array(someFacts, { minLength: 20, maxLength: 20 }), (ruleSet, tries) => {
        const found = lintRuleSet(ruleSet);
        for (const f of found) seen.set(f.code, (seen.get(f.code) ?? 0) + 1);
        const compiled = compileRuleSet(ruleSet);
        for (const f of found) {
          if (!f.example) continue;
          const { trace } = compiled.evaluate(f.example);
          for (const r of f.rules)
            expect(trace.find((t) => t.rule === r)?.matched).toBe(f.code === 'overlap');
        }
        for (const facts of tries) {
          const { trace } = compiled.evaluate(facts);
          const of = (name: string | undefined) => trace.find((t) => t.rule === name);
          for (const { code, rules } of found) {
            if (code === 'unreachable') expect(of(rules[0])?.matched).toBe(false);
            if (code === 'shadowed') expect(of(rules[0])?.selected).toBe(false);
            if (code === 'duplicate-rule') expect(of(rules[0])?.matched).toBe(of(rules[1])?.matched);
          }
        }
      }),
      { numRuns: 400 },
    );
    // otherwise the property would say nothing
    for (const code of ['unreachable', 'shadowed', 'overlap']) expect(seen.get(code) ?? 0).toBeGreaterThan(5);
  });

  it('does not judge a condition that falls into too many alternatives, and says so', () => {
    const wide: Condition = {
      all: Array.from({ length: 12 }, (_, i) => ({
        any: [is('total', 'notEqual', i), is('overdue', 'notEqual', i), is('class', 'notEqual', `${i}`)],
      })),
    };
    const s = set([rule('a', '优', [{ fact: 'open', operator: 'equal', value: true }, wide])]);
    const open = { ...s, facts: facts.map(({ options: _options, ...f }) => f) };
    expect(codes(open)).toEqual(['lint-limited /rules ']);
  });

  it('10,000 rules that all meet one another are looked at up to its bound', () => {
    const rules = Array.from({ length: 10_000 }, (_, i) =>
      rule(`r${i}`, `${i}`, [is('total', 'greaterThan', i), is('overdue', 'lessThan', 10_000 - i)]),
    );
    const found = lintRuleSet(set(rules));
    expect(found.length).toBeLessThanOrEqual(102);
    expect(found.at(-1)?.code).toBe('lint-limited');
  });
});
