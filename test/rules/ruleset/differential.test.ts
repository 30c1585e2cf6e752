import fc from 'fast-check';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { expect, it } from 'vitest';
import {
  type ConditionTrace,
  compileRuleSet,
  OPERATORS,
  type RuleSet,
  resolvePath,
} from '../../../rules/index.ts';
import { someFacts, someRuleSet } from './random.ts';

// biome-ignore lint/suspicious/noExplicitAny: json-rules-engine says nothing of what a run leaves on conditions
type Evaluated = any;

/** Each part has the result that json-rules-engine left there; null where it did not look. */
function agree(ours: ConditionTrace, theirs: Evaluated): void {
  expect(ours.result).toBe(theirs.result ?? null);
  partsAgree(ours, theirs);
}
function partsAgree(ours: ConditionTrace, theirs: Evaluated): void {
  const parts: Evaluated[] = theirs.all ?? theirs.any ?? (theirs.not ? [theirs.not] : []);
  // a reference that was not followed stands there as it is
  if (theirs.condition === undefined) expect(ours.children ?? []).toHaveLength(parts.length);
  for (const [i, part] of parts.entries()) agree(ours.children?.[i] as ConditionTrace, part);
}

async function plain(ruleSet: RuleSet, given: object) {
  const engine = new Engine([], {
    allowUndefinedFacts: true,
    pathResolver: (value, path) => resolvePath(value, path) ?? null,
    replaceFactsInEventParams: true,
  });
  for (const o of OPERATORS) engine.addOperator(o.name, o.test);
  for (const c of ruleSet.conditions ?? [])
    engine.setCondition(c.name, structuredClone(c.conditions) as TopLevelCondition);
  for (const { name, conditions, event, priority } of ruleSet.rules)
    engine.addRule(
      structuredClone({ name, conditions: conditions as TopLevelCondition, event, priority: priority ?? 1 }),
    );
  const known = Object.fromEntries(ruleSet.facts.map((f) => [f.name, (given as Evaluated)[f.name] ?? null]));
  const { results, failureResults } = await engine.run(known);
  return new Map([...results, ...failureResults].map((r) => [r.name, r]));
}

it('random rule sets: the same rules, values and parts looked at as in json-rules-engine', async () => {
  await fc.assert(
    fc.asyncProperty(someRuleSet, someFacts, async (ruleSet, given) => {
      const theirs = await plain(ruleSet, given);
      const ours = compileRuleSet({ ...ruleSet, combine: 'all' }).evaluate(given);
      for (const t of ours.trace) {
        const other = theirs.get(t.rule) as Evaluated;
        expect(t.matched).toBe(other.result);
        // json-rules-engine sets no result on the root
        partsAgree(t.conditions, other.conditions);
        const outcome = ours.outcomes.find((o) => o.rule === t.rule);
        if (t.matched) expect(outcome?.params).toEqual(other.event.params);
      }
      const priorities = ours.trace.map((t) => t.priority);
      expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    }),
    { numRuns: 500 },
  );
});
