/** Changes of a rule set's fact catalogue; what refers to a renamed fact follows it. */
import type { FactDefinition } from '../../../rules/conditions/types.ts';
import type { RuleSet } from '../../../rules/ruleset/types.ts';

type Json = unknown;

/** Rewrites every `{ fact, path }` below. */
function references(value: Json, change: (of: Record<string, Json>) => Record<string, Json>): Json {
  if (Array.isArray(value)) return value.map((v) => references(v, change));
  if (typeof value !== 'object' || value === null) return value;
  const next = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, references(v, change)]));
  return typeof next.fact === 'string' ? change(next) : next;
}

const renameKey = (of: Record<string, Json>, from: string, to: string): Record<string, Json> =>
  Object.fromEntries(Object.entries(of).map(([k, v]) => [k === from ? to : k, v]));

/** A fact by another name, in the catalogue, the conditions, the outcomes and the tests. */
export function renameFact(ruleSet: RuleSet, from: string, to: string): RuleSet {
  const follow = <T>(part: T): T =>
    references(part, (of) => (of.fact === from ? { ...of, fact: to } : of)) as T;
  return {
    ...follow(ruleSet),
    facts: ruleSet.facts.map((f) => (f.name === from ? { ...f, name: to } : f)),
    ...(ruleSet.tests
      ? { tests: ruleSet.tests.map((t) => ({ ...t, facts: renameKey(t.facts, from, to) })) }
      : {}),
  };
}

/** A part of an object fact by another name: paths `$.from` and `/from` follow. */
export function renamePart(ruleSet: RuleSet, fact: string, from: string, to: string): RuleSet {
  const path = (p: Json) => {
    if (typeof p !== 'string') return p;
    const found = /^(\$\.|\/)([^./]+)(.*)$/.exec(p);
    return found && found[2] === from ? `${found[1]}${to}${found[3]}` : p;
  };
  const follow = <T>(part: T): T =>
    references(part, (of) =>
      of.fact === fact && of.path !== undefined ? { ...of, path: path(of.path) } : of,
    ) as T;
  const rename = (f: FactDefinition): FactDefinition => ({
    ...f,
    properties: (f.properties ?? []).map((p) => (p.name === from ? { ...p, name: to } : p)),
  });
  const inTest = (facts: Readonly<Record<string, Json>>) => {
    const of = facts[fact];
    if (typeof of !== 'object' || of === null || Array.isArray(of)) return facts;
    return { ...facts, [fact]: renameKey(of as Record<string, Json>, from, to) };
  };
  return {
    ...follow(ruleSet),
    facts: ruleSet.facts.map((f) => (f.name === fact ? rename(f) : f)),
    ...(ruleSet.tests ? { tests: ruleSet.tests.map((t) => ({ ...t, facts: inTest(t.facts) })) } : {}),
  };
}

export function freeName(taken: readonly FactDefinition[]): string {
  let n = taken.length + 1;
  while (taken.some((f) => f.name === `fact${n}`)) n++;
  return `fact${n}`;
}

/** The catalogue with what `offered` has beyond it: whole facts, and parts of those that it has. */
export function withOffered(
  facts: readonly FactDefinition[],
  offered: readonly FactDefinition[],
): FactDefinition[] {
  const merged = facts.map((f) => {
    const more = offered.find((o) => o.name === f.name && o.type === 'object' && f.type === 'object');
    return more ? { ...f, properties: withOffered(f.properties ?? [], more.properties ?? []) } : f;
  });
  return [...merged, ...offered.filter((o) => !facts.some((f) => f.name === o.name))];
}
