/** Closed weighting rounds (赋权轮次) of a package: what rule editors take into a scheme, and whether a scheme's claim is true. */

import { feelFormulas } from '../../processes/formulas.ts';
import {
  type CountedRound,
  combineRound,
  parseScheme,
  type Scheme,
  type WeightingResult,
} from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import type { BallotRound } from '../ballots/collections.ts';
import type { PinnedWeighting } from '../ballots/kinds.ts';
import type { Place } from '../http/problem.ts';
import { findAll } from '../store/all.ts';
import type { Store } from '../store/port.ts';

/** A closed round that was counted; undefined: another kind of round, still open, or its count could not be made. */
export function weightingOf(round: BallotRound | undefined): (CountedRound & { scheme: string }) | undefined {
  if (round?.state !== 'closed' || round.rule.kind !== 'weighting' || !round.count || !round.closedAt)
    return undefined;
  const rule = round.rule as unknown as PinnedWeighting;
  const result = round.count as unknown as WeightingResult;
  const { id, title, closedAt } = round;
  return { id, title, closedAt, scheme: rule.scheme, sheet: rule.sheet, result };
}

/** Rounds over the scheme in the congresses where the person edits rules, newest first. */
export async function weightingsOf(store: Store, actor: Actor, packageId: string, scheme: string) {
  const closed = await findAll<BallotRound>(store, 'ballots', { packageId, closedAt: { gt: '' } });
  return closed
    .filter((r) => may(actor, 'rules.edit', r.orgPath))
    .flatMap((r) => {
      const found = weightingOf(r);
      return found?.scheme === scheme ? [{ ...found, orgId: r.orgId, caseTitle: r.caseTitle }] : [];
    })
    .sort((a, b) => (a.closedAt < b.closedAt ? 1 : -1));
}

/** Whether a round has anything to be taken: papers that count, and enough of them to be told. */
export const isUsable = (round: CountedRound): boolean => round.result.groups.some((g) => g.voters !== null);

/**
 * Why a rule file that is published or imported may not say that its weights are of a round: it was not closed here, was over another scheme,
 * or came to other weights. What the release in force says already is not asked again: it may be of another place.
 */
export async function falseClaims(
  store: Store,
  packageId: string,
  files: Readonly<Record<string, string>>,
  released: Readonly<Record<string, string>>,
): Promise<Place[]> {
  const wrong = await Promise.all(
    Object.entries(files).map(async ([place, text]): Promise<Place[]> => {
      if (!isRule(place) || text === released[place]) return [];
      const scheme = schemeIn(text);
      const claim = scheme?.weightsFrom;
      if (!claim || JSON.stringify(claim) === JSON.stringify(schemeIn(released[place])?.weightsFrom))
        return [];
      const message = await lie(store, packageId, scheme);
      return message ? [{ place, message }] : [];
    }),
  );
  return wrong.flat();
}

export const isRule = (path: string): boolean => /^rules\/.+\.json$/.test(path);

/** A scheme that says whose weights it has. */
function schemeIn(text: string | undefined): Scheme | undefined {
  try {
    const document = JSON.parse(text ?? '') as { weightsFrom?: unknown };
    if (document.weightsFrom === undefined) return undefined;
    return parseScheme(document, { formulas: feelFormulas }).value;
  } catch {
    return undefined;
  }
}

async function lie(store: Store, packageId: string, scheme: Scheme): Promise<string | undefined> {
  const claim = scheme.weightsFrom!;
  const doc = await store.get<BallotRound>('ballots', claim.round);
  const round = weightingOf(doc);
  const again = '请在指标体系编辑页重新“采用赋权结果”，或去掉这一说明（weightsFrom）。';
  if (!doc || !round || doc.packageId !== packageId || round.scheme !== scheme.id || !isUsable(round))
    return `写明采用“${claim.title}”的赋权结果，但本指标体系没有这一轮已结束的赋权。${again}`;
  const given = combineRound(round.sheet, round.result, claim.share);
  const same =
    claim.title === round.title &&
    claim.closedAt === round.closedAt &&
    claim.cast === round.result.cast &&
    Object.keys(given).length === Object.keys(claim.weights).length &&
    Object.entries(given).every(([id, w]) => claim.weights[id] === w);
  return same ? undefined : `写明的赋权结果与“${round.title}”实际的结果不一致。${again}`;
}
