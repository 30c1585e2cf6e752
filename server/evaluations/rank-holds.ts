/**
 * How often each body holds its rank over the deputies' own weights. The sets stay here: only ranks are counted out, and of a
 * secret round over the scheme in force alone. Scales, bonuses or other groups' weights made up for the purpose would turn
 * counted ranks into single voters' weights.
 */
import {
  changedGroups,
  flatten,
  rankHolds,
  type Scheme,
  voterSets,
  type WeightingPaper,
  withWeights,
} from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import type { BallotRound } from '../ballots/collections.ts';
import { isSealed, papersOf } from '../ballots/papers.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { SEALED } from './back-test/rounds.ts';
import type { HoldsBody, HoldsView } from './back-test-schemas.ts';
import { schemeFor } from './documents.ts';
import { scopeOf } from './scope.ts';
import type { EvaluationService } from './service.ts';
import { weightingOf } from './weightings.ts';

export async function holdsOf(
  service: EvaluationService,
  actor: Actor,
  packageId: string,
  body: HoldsBody,
): Promise<HoldsView> {
  const { store, directory } = service.deps;
  const scope = scopeOf(directory, actor, body.org);
  const doc = await store.get<BallotRound>('ballots', body.round);
  const round = weightingOf(doc);
  if (!doc || !round || doc.packageId !== packageId || !may(actor, 'rules.read', doc.orgPath))
    throw notFound('这一轮赋权');
  const release = await service.releaseOf(packageId);
  const parameters = release.parameters(scope.path);
  const draft = schemeFor(release, round.scheme, { draft: body.document, parameters });
  const scheme = doc.rule.secret
    ? withAsked(schemeFor(release, round.scheme, { parameters }), draft, round.sheet)
    : draft;
  const [changed] = [draft, scheme].flatMap((s) => changedGroups(s, round.sheet));
  if (changed)
    throw new HttpProblem(
      'unprocessable',
      `“${changed.title}”下的指标在“${round.title}”之后有增减，不能按代表各自的权重推演。请另选一轮。`,
    );
  if (isSealed(doc)) throw new HttpProblem('unprocessable', SEALED);
  const { papers } = await papersOf(store, doc, undefined);
  const sets = round.result.hidden ? null : voterSets(round.sheet, papers as unknown as WeightingPaper[]);
  const { number } = release;
  const inForce = doc.rule.secret ? { inForce: number } : {};
  if (!sets) return { sets: null, ...inForce, objects: [] };
  const ground = await service.ground(release, { scheme: scheme.id, year: body.year, scope });
  const { measured } = await service.evaluate({ ...ground, scheme });
  const holds = rankHolds(scheme, { objects: measured }, sets);
  return {
    sets: sets.length,
    ...inForce,
    objects: holds
      .filter((h) => scope.only?.has(h.object) ?? true)
      .map((h) => ({ ...h, ranks: { ...h.ranks } })),
  };
}

/** The scheme in force with the draft's weights of what was asked about: the voters' sets take the place of just these. */
function withAsked(
  inForce: Scheme,
  draft: Scheme,
  sheet: { groups: readonly { criteria: readonly { id: string }[] }[] },
) {
  const asked = new Set(sheet.groups.flatMap((g) => g.criteria.map((c) => c.id)));
  const weights = flatten(draft).nodes.filter(({ node }) => asked.has(node.id));
  return withWeights(inForce, new Map(weights.map(({ node }) => [node.id, node.weight])));
}
