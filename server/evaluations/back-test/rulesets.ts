/** A rule set in draft beside the one in force: whose outcome changes, with the trace of both. */

import { feelFormulas } from '../../../processes/formulas.ts';
import {
  compileRuleSet,
  type Facts,
  factsOfScore,
  parseScheme,
  type RuleSet,
  type RuleSetResult,
  type Scheme,
} from '../../../rules/index.ts';
import { mayRead } from '../../cases/readers.ts';
import type { Release } from '../../packages/release.ts';
import type { RuleSetRow, TrialOf } from '../back-test-schemas.ts';
import { gradeRulesFor, ruleSetFrom, schemeFor } from '../documents.ts';
import type { Ground, Tried } from './index.ts';

/** Traces given along: of the first that changed. The rest is told by outcome. */
const TRACED = 100;

interface Subject {
  id: string;
  title: string;
  facts: Facts;
  /** Whether its trace, which holds its facts, may be shown to the person. */
  shown: boolean;
}

export async function rerunRuleSet(ground: Ground): Promise<Tried> {
  const { before, after, rule } = ground;
  const [was, now] = [ruleSetFrom(before.rules.get(rule)), ruleSetFrom(after.rules.get(rule))];
  const scheme = gradedScheme(after, rule, ground.scope.path);
  const of = scheme ? 'objects' : 'cases';
  const subjects = scheme ? await bodies(ground, scheme) : await casesOf(ground);
  const [runOld, runNext] = [runner(was), runner(now)];
  const rows: RuleSetRow[] = [];
  let [changed, hidden, traced] = [0, 0, 0];
  for (const s of subjects) {
    const [old, next] = [runOld(s.facts), runNext(s.facts)];
    const differs = said(old) !== said(next);
    if (differs) changed++;
    if (!s.shown) {
      if (differs) hidden++;
      continue;
    }
    const trace = differs && traced++ < TRACED ? { trace: { before: old, after: next } } : {};
    rows.push({
      id: s.id,
      title: s.title,
      before: titles(old),
      after: titles(next),
      changed: differs,
      ...trace,
    });
  }
  rows.sort((a, b) => Number(b.changed) - Number(a.changed));
  return {
    summary: { tried: subjects.length, changed, ranks: 0, grades: scheme ? changed : 0, refused: 0 },
    // results of rules/ have read-only lists; the wire has none
    trial: { kind: 'ruleset', of, rows, hidden } as unknown as TrialOf<'ruleset'>,
    problems: [],
  };
}

const runner = (set: RuleSet) => {
  const compiled = compileRuleSet(set);
  const known = new Set(set.facts.map((f) => f.name));
  // facts outside the catalogue stay out of traces
  return (facts: Facts): RuleSetResult =>
    compiled.evaluate(Object.fromEntries(Object.entries(facts).filter(([name]) => known.has(name))));
};

const said = (r: RuleSetResult): string => JSON.stringify(r.outcomes.map((o) => [o.type, o.params]));
const titles = (r: RuleSetResult): string[] => r.outcomes.map((o) => o.title);

/** The scheme that the rule set grades; undefined: it is used for cases. */
function gradedScheme(release: Release, rule: string, path: string): Scheme | undefined {
  for (const document of release.rules.values()) {
    if (document.kind !== 'scheme') continue;
    const { value } = parseScheme(document, { formulas: feelFormulas });
    if (value && gradeRulesFor(release, value)?.id === rule)
      return schemeFor(release, value.id, { parameters: release.parameters(path) });
  }
  return undefined;
}

async function bodies({ service, scope, before, year }: Ground, scheme: Scheme): Promise<Subject[]> {
  const ground = await service.ground(before, { scheme: scheme.id, year, scope });
  const { scores } = await service.evaluate({ ...ground, scheme });
  return scores
    .filter((s) => s.total !== null && (scope.only?.has(s.id) ?? true))
    .map((s) => ({ id: s.id, title: s.title, facts: factsOfScore(s), shown: true }));
}

async function casesOf({ service, scope, actor, packageId, year }: Ground): Promise<Subject[]> {
  const cases = await service.casesOf(packageId, year, scope.path);
  return cases
    .filter((k) => !scope.only || (k.case.lead !== undefined && scope.only.has(k.case.lead)))
    .map((k) => ({
      ...{ id: k.id, title: `${k.case.number} ${k.case.title}`, facts: k.facts },
      shown: mayRead(actor, k.case),
    }));
}
