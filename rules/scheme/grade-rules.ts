import type { FactDefinition, Facts } from '../conditions/index.ts';
import { compileRuleSet, outcomeTitle, type RuleSet, type RuleSetResult } from '../ruleset/index.ts';
import { objectFacts } from './sources.ts';
import { flatten } from './tree.ts';
import type { ObjectScore, Scheme } from './types.ts';

export interface RuleGrade {
  readonly object: string;
  /** Outcome event with params `grade` and, if its name differs, `title`; absent when no rule spoke. */
  readonly grade?: { readonly id: string; readonly title: string };
  readonly result: RuleSetResult;
}

/** Facts that a rule set for grades and vetoes may ask about; the editor offers them for its catalogue. */
export function gradeFacts(scheme: Scheme): FactDefinition[] {
  const { nodes } = flatten(scheme);
  return [
    { name: 'total', type: 'number', title: '总分', unit: '分' },
    { name: 'base', type: 'number', title: '加减分前的得分', unit: '分' },
    { name: 'bonus', type: 'number', title: '加分合计', unit: '分' },
    { name: 'deduction', type: 'number', title: '扣分合计', unit: '分' },
    { name: 'vetoed', type: 'boolean', title: '被一票否决' },
    { name: 'rank', type: 'number', title: '名次' },
    {
      name: 'scores',
      type: 'object',
      title: '指标得分',
      properties: nodes.map(({ node }) => ({ name: node.id, type: 'number', title: node.title, unit: '分' })),
    },
    {
      name: 'values',
      type: 'object',
      title: '指标值',
      properties: objectFacts(scheme),
    },
  ];
}

/** The facts that a score gives to a rule set, see gradeFacts. */
export const factsOfScore = (score: ObjectScore): Facts => ({
  total: score.total,
  base: score.base,
  bonus: sum(score.adjustments.map((a) => Math.max(0, a.points))),
  deduction: sum(score.adjustments.map((a) => Math.max(0, -a.points))),
  vetoed: score.veto !== undefined,
  rank: score.rank,
  scores: Object.fromEntries(score.nodes.map((n) => [n.id, n.normalised])),
  values: Object.fromEntries(score.nodes.filter((n) => n.leaf).map((n) => [n.id, n.raw ?? null])),
});

const sum = (points: readonly number[]): number => points.reduce((n, p) => n + p, 0);

/**
 * Grades (等次) by a rule set over total, rank, scores and values, with `extra` facts per object id (a veto's count).
 * The first outcome whose params hold `grade` gives it, unless a veto of the scheme sets the grade. Once per result, never per frame of a drag.
 */
export function gradeByRuleSet(
  scores: readonly ObjectScore[],
  ruleSet: RuleSet,
  extra: ReadonlyMap<string, Facts> = new Map(),
): RuleGrade[] {
  const compiled = compileRuleSet(ruleSet);
  return scores.map((score): RuleGrade => {
    const result = compiled.evaluate({ ...extra.get(score.id), ...factsOfScore(score) });
    const vetoed = score.vetoes?.find((v) => v.grade !== undefined)?.grade;
    if (vetoed !== undefined)
      return { object: score.id, grade: { id: vetoed, title: gradeTitle(ruleSet, vetoed) }, result };
    const outcome = result.outcomes.find((o) => typeof o.params.grade === 'string');
    if (!outcome) return { object: score.id, result };
    const id = outcome.params.grade as string;
    const title = outcomeTitle(ruleSet, {
      type: outcome.type,
      params: { ...titled(outcome.params), grade: id },
    });
    return { object: score.id, grade: { id, title }, result };
  });
}

/** The grade as the rule set calls it where it gives it. */
function gradeTitle(ruleSet: RuleSet, grade: string): string {
  const events = [...ruleSet.rules.map((r) => r.event), ruleSet.defaultOutcome];
  const event = events.find((e) => e?.params?.grade === grade);
  return event ? outcomeTitle(ruleSet, { type: event.type, params: event.params ?? {} }) : grade;
}

const titled = (params: Readonly<Record<string, unknown>>) =>
  typeof params.title === 'string' ? { title: params.title } : {};
