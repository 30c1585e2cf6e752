import { compare, type Rational, toExact } from '../common/rational.ts';
import { baseOf, reaches, shareOf } from './decide.ts';
import type { Place } from './places.ts';
import { type PointResult, weightedMean } from './points.ts';
import type { GroupTally } from './tally.ts';
import type { BallotObject, BallotRule, ObjectResult } from './types.ts';

interface Entry {
  readonly object: BallotObject;
  readonly index: number;
  /** What is ranked: the share of votes, or the score. */
  readonly key: Rational | undefined;
}

/** Objects by votes (选择 n of m) or by score, best first. Ineffective: listed, without ranks and states. */
export function rankObjects(
  rule: BallotRule,
  groups: readonly GroupTally[],
  places: readonly Place[],
  points: PointResult,
  ineffective: boolean,
): ObjectResult[] {
  const votes = (id: string) => (g: GroupTally) => g.votes.get(id) ?? 0;
  const parts = new Map<string, { mean: Rational | undefined; weight: number }[]>();
  places.forEach(({ object, question }, i) => {
    if (!object) return;
    const own = parts.get(object.id) ?? [];
    own.push({ mean: points.means[i], weight: question.weight ?? 1 });
    parts.set(object.id, own);
  });
  const entries = (rule.objects ?? []).map((object, index): Entry => {
    const own = parts.get(object.id) ?? [];
    const key = rule.selection
      ? shareOf(groups, votes(object.id), (g) => baseOf(rule.denominator, g))
      : weightedMean(own);
    return { object, index, key };
  });
  const sorted = [...entries].sort((a, b) => better(a, b) || a.index - b.index);
  const states = rule.selection && !ineffective ? selectionStates(rule, sorted) : undefined;
  let first = 0;
  return sorted.map((entry, i) => {
    const { object, key } = entry;
    if (i > 0 && better(sorted[i - 1] as Entry, entry) !== 0) first = i;
    const rank = rule.ties === 'list-order' ? i + 1 : first + 1;
    const trimmed = points.trimmedOfObject.get(object.id);
    const state = states?.get(object.id);
    return {
      object: object.id,
      title: object.title,
      ...(key && !ineffective ? { rank } : {}),
      ...(key
        ? rule.selection
          ? selectionFigures(groups, votes(object.id), key)
          : { score: toExact(key) }
        : {}),
      ...(state ? { state } : {}),
      ...(trimmed ? { trimmed } : {}),
    };
  });
}

const selectionFigures = (
  groups: readonly GroupTally[],
  votes: (g: GroupTally) => number,
  share: Rational,
) => ({
  votes: groups.reduce((n, g) => n + votes(g), 0),
  share: toExact(share),
});

/** Negative when a comes before b. Without a key: last. */
function better(a: Entry, b: Entry): number {
  if (a.key && b.key) return -compare(a.key, b.key);
  return a.key ? -1 : b.key ? 1 : 0;
}

/**
 * Who wins a place: the best that reach the threshold. Where equal votes go over the last place, all of these are
 * tied and vote again (《选举法》第四十五条: 如遇票数相等不能确定当选人时，应当就票数相等的候选人再次投票), unless the
 * rule takes the list's order. Nobody wins without a vote.
 */
function selectionStates(rule: BallotRule, sorted: readonly Entry[]): Map<string, ObjectResult['state']> {
  const { places = 0, ...limit } = rule.selection ?? {};
  const able = sorted.filter((e) => e.key && e.key.n > 0n && reaches(e.key, limit));
  const [last, next] = [able[places - 1], able[places]];
  const boundary = rule.ties !== 'list-order' && last && next && better(last, next) === 0 ? last : undefined;
  const order = new Map(able.map((entry, at) => [entry, at]));
  return new Map(
    sorted.map((entry) => {
      const at = order.get(entry);
      if (at === undefined) return [entry.object.id, 'not-selected'];
      if (boundary && better(entry, boundary) === 0) return [entry.object.id, 'tied'];
      return [entry.object.id, at < places ? 'selected' : 'not-selected'];
    }),
  );
}
