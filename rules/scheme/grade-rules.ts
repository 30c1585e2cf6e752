import type { FactDefinition, Facts } from '../conditions/index.ts';
import { compileRuleSet, outcomeTitle, type RuleSet, type RuleSetResult } from '../ruleset/index.ts';
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
  const { nodes, leaves } = flatten(scheme);
  return [
    { name: 'total', type: 'number', title: '总分', unit: '分' },
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
      properties: leaves.map(({ node }) => ({ name: node.id, type: 'number', title: node.title })),
    },
  ];
}

/** The facts that a score gives to a rule set, see gradeFacts. */
export const factsOfScore = (score: ObjectScore): Facts => ({
  total: score.total,
  rank: score.rank,
  scores: Object.fromEntries(score.nodes.map((n) => [n.id, n.normalised])),
  values: Object.fromEntries(score.nodes.filter((n) => n.leaf).map((n) => [n.id, n.raw ?? null])),
});

/**
 * Grades (等次) by a rule set over total, rank, scores and values, with `extra` facts per object id (a veto's count).
 * The first outcome whose params hold `grade` gives it. Once per result, never per frame of a drag.
 */
export async function gradeByRuleSet(
  scores: readonly ObjectScore[],
  ruleSet: RuleSet,
  extra: ReadonlyMap<string, Facts> = new Map(),
): Promise<RuleGrade[]> {
  const compiled = compileRuleSet(ruleSet);
  return Promise.all(
    scores.map(async (score): Promise<RuleGrade> => {
      const result = await compiled.evaluate({ ...extra.get(score.id), ...factsOfScore(score) });
      const outcome = result.outcomes.find((o) => typeof o.params.grade === 'string');
      if (!outcome) return { object: score.id, result };
      const id = outcome.params.grade as string;
      const title = outcomeTitle(ruleSet, {
        type: outcome.type,
        params: { ...titled(outcome.params), grade: id },
      });
      return { object: score.id, grade: { id, title }, result };
    }),
  );
}

const titled = (params: Readonly<Record<string, unknown>>) =>
  typeof params.title === 'string' ? { title: params.title } : {};
