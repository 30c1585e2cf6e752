import { RulesError } from '../common/problem.ts';
import { countTallies } from './count.ts';
import { isChoiceQuestion, outcomesOf, placesOf } from './places.ts';
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
    if (actual?.id === wanted) return [];
    return [
      `“${placeTitle(rule, key)}”预期为“${outcomeTitle(rule, wanted)}”，实际为“${actual?.title ?? '无结果'}”`,
    ];
  });
  const named = (ids: readonly string[]) =>
    ids.map((id) => rule.objects?.find((o) => o.id === id)?.title ?? id).join('、') || '无';
  const chosen = (result.objects ?? []).filter((o) => o.state === 'selected').map((o) => o.object);
  if (expect.selected && [...expect.selected].sort().join() !== [...chosen].sort().join()) {
    differences.push(`预期当选 ${named(expect.selected)}，实际当选 ${named(chosen)}`);
  }
  const message = differences.length > 0 ? { message: `${differences.join('；')}。` } : {};
  return { title, result, passed: differences.length === 0, ...message };
}

function placeTitle(rule: BallotRule, key: string): string {
  const place = placesOf(rule).find((p) => p.key === key);
  if (!place) return key;
  const { object, question } = place;
  return object ? `${object.title} · ${question.title}` : question.title;
}

/** The title of an outcome of the rule, or of one of its questions. */
function outcomeTitle(rule: BallotRule, id: string): string {
  const own = (rule.questions ?? []).flatMap((q) => (isChoiceQuestion(q) ? outcomesOf(rule, q) : []));
  const all = [...(rule.outcomes ?? []), ...own, ...(rule.defaultOutcome ? [rule.defaultOutcome] : [])];
  return all.find((o) => o.id === id)?.title ?? id;
}
