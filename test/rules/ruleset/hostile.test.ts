import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRuleDocument,
  compileRuleSet,
  parseRuleSet,
  type RuleSet,
  type RuleSetResult,
  RulesError,
} from '../../../rules/index.ts';
import { facts, someRuleSet } from './random.ts';

const odd = fc.oneof(
  fc.anything({ withNullPrototype: true, maxDepth: 3 }),
  fc.constantFrom<unknown>(
    Number.NaN,
    1e308,
    -1e308,
    Infinity,
    '95',
    '',
    '1e3',
    null,
    undefined,
    [[]],
    Object.create(null),
  ),
  fc.constant(JSON.parse('{"__proto__":{"total":99},"constructor":{"prototype":{"x":1}}}')),
);
const NAMES = ['total', 'overdue', 'class', 'open', 'repliedOn', 'topics', 'body'];

/** Puts something else at a random place of a document. */
function damaged(document: unknown, way: readonly number[], put: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof document !== 'object' || document === null) return put;
  const keys = Object.keys(document);
  if (keys.length === 0) return put;
  const key = keys[step % keys.length] as string;
  const value = damaged((document as Record<string, unknown>)[key], rest, put);
  if (Array.isArray(document)) return document.map((v, i) => (String(i) === key ? value : v));
  return { ...document, [key]: value };
}

describe('a rule set that somebody damaged', () => {
  it('is told with places, or is one; never an exception', () => {
    fc.assert(
      fc.property(someRuleSet, fc.array(fc.nat(9), { maxLength: 8 }), odd, (ruleSet, way, put) => {
        const document = damaged(ruleSet, way, put);
        const { value, problems } = parseRuleSet(document);
        expect(value === undefined).toBe(problems.some((p) => p.severity === 'error'));
        for (const p of checkRuleDocument(document)) expect(p.pointer).toMatch(/^(\/.*)?$/s);
        // without an error it runs
        if (value) compileRuleSet(value);
      }),
      { numRuns: 500 },
    );
  });

  it('texts that say they are something else, and values nested 50,000 deep, are told', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const own = { toString: 1, valueOf: 1 };
    const parts = [deep, own].flatMap((x) => [
      { fact: x, operator: 'equal', value: 1 },
      { fact: 'total', operator: x, value: 1 },
      { fact: 'total', operator: 'equal', value: x },
      { fact: 'body', path: x, operator: 'equal', value: 1 },
      { condition: x },
    ]);
    const rules = [{ name: 'r', title: 'r', conditions: { all: parts }, event: { type: 'x' } }];
    const set = { kind: 'ruleset', id: 'x', title: 'x', facts, combine: 'all', rules };
    const pointers = parseRuleSet(set).problems.map((p) => p.pointer);
    for (const i of parts.keys())
      expect(pointers.some((p) => p.startsWith(`/rules/0/conditions/all/${i}/`))).toBe(true);
  });

  it('conditions nested 10,000 deep are refused at their place', () => {
    let conditions: unknown = { all: [] };
    for (let i = 0; i < 10_000; i++) conditions = { not: conditions };
    const set = { kind: 'ruleset', id: 'x', title: 'x', facts, combine: 'all' };
    const rules = [{ name: 'r', title: 'r', conditions, event: { type: 'x' } }];
    expect(checkRuleDocument({ ...set, rules })[0]).toMatchObject({
      code: 'condition-depth',
      pointer: expect.stringMatching(/^\/rules\/0\/conditions\/not/),
    });
  });
});

describe('facts that somebody damaged', () => {
  it('give the result of facts of the right types, or are refused with places', () => {
    fc.assert(
      fc.property(
        someRuleSet,
        fc.dictionary(fc.constantFrom(...NAMES, '__proto__', 'constructor'), odd),
        (ruleSet, given) => {
          const { evaluate } = compileRuleSet(ruleSet);
          let done: RuleSetResult;
          try {
            done = evaluate(given);
          } catch (e) {
            if (!(e instanceof RulesError)) throw e;
            expect(e.code).toBe('INVALID_FACTS');
            for (const p of e.problems) expect(NAMES).toContain(p.pointer.split('/')[1]);
            return;
          }
          // what the catalogue does not know, and what is inherited, changes nothing
          const own = Object.fromEntries(
            NAMES.flatMap((n) => (Object.hasOwn(given, n) ? [[n, given[n]]] : [])),
          );
          expect(done).toEqual(evaluate(own));
        },
      ),
      { numRuns: 300 },
    );
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('10,000 rules', () => {
  const rules = Array.from({ length: 10_000 }, (_, i) => ({
    name: `r${i}`,
    title: `r${i}`,
    conditions: { all: [{ fact: 'total', operator: 'equal', value: i }, { condition: 'some' }] },
    event: { type: 'grade', params: { grade: i } },
  }));
  const set: RuleSet = {
    kind: 'ruleset',
    id: 'x',
    title: 'x',
    facts,
    conditions: [
      { name: 'some', conditions: { any: [{ fact: 'overdue', operator: 'lessThan', value: 3 }] } },
    ],
    combine: 'first',
    rules,
    defaultOutcome: { type: 'grade', params: {} },
  };
  it('are parsed, compiled and run', () => {
    const { value } = parseRuleSet(set);
    const { outcomes, trace } = compileRuleSet(value as RuleSet).evaluate({ total: 9_999, overdue: 0 });
    expect(outcomes.map((o) => o.rule)).toEqual(['r9999']);
    expect(trace).toHaveLength(10_000);
  });
  it('with shared conditions that come to more comparisons than may be are refused', () => {
    const any = Array.from({ length: 30 }, (_, i) => ({ fact: 'overdue', operator: 'equal', value: i }));
    const { problems } = parseRuleSet({ ...set, conditions: [{ name: 'some', conditions: { any } }] });
    expect(problems).toMatchObject([{ severity: 'error', code: 'too-large', pointer: '/rules' }]);
  });
});
