import { error, type Problem, RulesError } from '../common/problem.ts';
import { countBallots, countTallies } from './count.ts';
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

/** Single ballots that the examples of a rule may be of together: they are counted with every change and at publish. */
const MOST_BALLOTS = 100_000;

/** What keeps a rule from being published: examples that do not come to what they expect, or that cannot be counted. */
export function checkExamples(rule: BallotRule): Problem[] {
  const examples = rule.examples ?? [];
  const ballots = examples.flatMap((e) => e.ballots ?? []).reduce((n, b) => n + b.times, 0);
  if (ballots > MOST_BALLOTS)
    return [error('too-many', '/examples', `各算例的选票合计不能超过 ${MOST_BALLOTS} 张，请减少张数。`)];
  return evaluateExamples(rule).flatMap(({ title, message }, i) =>
    message === undefined
      ? []
      : [error('example', `/examples/${i}`, `“${rule.title}”的算例“${title}”：${message}`)],
  );
}

/** Recalculates the worked examples (算例) of a rule, for the editor and for checks before publishing. */
export const evaluateExamples = (rule: BallotRule): BallotExampleReport[] =>
  (rule.examples ?? []).map((example) => evaluateExample(rule, example));

export function evaluateExample(rule: BallotRule, example: BallotExample): BallotExampleReport {
  const { title, expect } = example;
  let result: BallotResult;
  try {
    result = countExample(rule, example);
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
  for (const [key, wanted] of Object.entries(expect.scores ?? {})) {
    const actual = scoreOf(result, key);
    if (actual !== rounded(wanted)) {
      const title = rule.objects?.find((o) => o.id === key)?.title ?? placeTitle(rule, key);
      differences.push(
        `“${title}”预期 ${wanted} 分，实际${actual === undefined ? '没有得分' : ` ${actual} 分`}`,
      );
    }
  }
  const message = differences.length > 0 ? { message: `${differences.join('；')}。` } : {};
  return { title, result, passed: differences.length === 0, ...message };
}

/**
 * Of single ballots where the example gives them, else of its tallies. Nobody stands behind its votes: none is kept back
 * for being of few.
 */
function countExample(of: BallotRule, { sheet, ballots, electorates }: BallotExample): BallotResult {
  const rule = { ...of, minGroup: 0 };
  if (!ballots) return countTallies(rule, sheet);
  const all = ballots.flatMap(({ times, ...ballot }) => Array.from({ length: times }, () => ballot));
  const electorate = rule.groups
    ? Object.fromEntries(rule.groups.map((g) => [g.id, electorates?.[g.id] ?? 0]))
    : sheet.electorate;
  return countBallots(rule, electorate, all, rule.groups ? undefined : sheet.present);
}

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 100) / 100;

/** The score of an object, or the mean at a place. */
function scoreOf(result: BallotResult, key: string): number | undefined {
  const object = result.objects?.find((o) => o.object === key);
  return rounded((object?.score ?? result.places.find((p) => p.key === key)?.mean)?.value);
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
