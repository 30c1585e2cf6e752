/** How often each body holds its rank over the deputies' own weights. The sets stay here: only ranks are counted out. */
import { changedGroups, rankHolds, voterSets, type WeightingPaper } from '../../rules/index.ts';
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
  const scheme = schemeFor(release, round.scheme, {
    draft: body.document,
    parameters: release.parameters(scope.path),
  });
  const [changed] = changedGroups(scheme, round.sheet);
  if (changed)
    throw new HttpProblem(
      'unprocessable',
      `“${changed.title}”下的指标在“${round.title}”之后有增减，不能按代表各自的权重推演。请另选一轮。`,
    );
  if (isSealed(doc)) throw new HttpProblem('unprocessable', SEALED);
  const { papers } = await papersOf(store, doc, undefined);
  const sets = round.result.hidden ? null : voterSets(round.sheet, papers as unknown as WeightingPaper[]);
  if (!sets) return { sets: null, objects: [] };
  const ground = await service.ground(release, { scheme: scheme.id, year: body.year, scope });
  const { measured } = await service.evaluate({ ...ground, scheme });
  const holds = rankHolds(scheme, { objects: measured }, sets);
  return {
    sets: sets.length,
    objects: holds
      .filter((h) => scope.only?.has(h.object) ?? true)
      .map((h) => ({ ...h, ranks: { ...h.ranks } })),
  };
}
