import { RulesError } from '../common/problem.ts';
import { countTallies } from './count.ts';
import type { BallotExample, BallotResult, BallotRule } from './types.ts';

export interface BallotExampleReport {
  readonly title: string;
  readonly result?: BallotResult;
  /** Whether all that was expected came; absent when nothing is expected. */
  readonly passed?: boolean;
  /** What differs, or why it cannot be computed, in Chinese. */
  readonly message?: string;
}

/** Recalculates the worked examples (算例) of a rule, for the editor and for checks before publishing. */
export const evaluateExamples = (rule: BallotRule): BallotExampleReport[] =>
  (rule.examples ?? []).map((example) => evaluateExample(rule, example));

export function evaluateExample(rule: BallotRule, example: BallotExample): BallotExampleReport {
  const { title, expect } = example;
  let result: BallotResult;
  try {
    result = countTallies(rule, example.sheet);
  } catch (e) {
    if (!(e instanceof RulesError)) throw e;
    return { title, passed: false, message: e.message };
  }
  if (!expect) return { title, result };
  const differences = Object.entries(expect.outcomes ?? {}).flatMap(([key, wanted]) => {
    const actual = result.places.find((p) => p.key === key)?.outcome;
    return actual?.id === wanted ? [] : [`“${key}”预期为“${wanted}”，实际为“${actual?.title ?? '无结果'}”`];
  });
  const chosen = (result.objects ?? []).filter((o) => o.state === 'selected').map((o) => o.object);
  if (expect.selected && [...expect.selected].sort().join() !== [...chosen].sort().join()) {
    differences.push(`预期当选 ${expect.selected.join('、')}，实际当选 ${chosen.join('、') || '无'}`);
  }
  const message = differences.length > 0 ? { message: `${differences.join('；')}。` } : {};
  return { title, result, passed: differences.length === 0, ...message };
}
