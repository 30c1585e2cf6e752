/**
 * Back-test (回测): a draft of a rule beside the one in force, on the real data of a year, before it is published. Nothing
 * is written. Who may, and of whom, is as for any evaluation: `rules.read`, and the congresses of `board.read`.
 */
import type { Actor } from '../../auth/actor.ts';
import type { Case } from '../../cases/collections.ts';
import { HttpProblem, notFound } from '../../http/problem.ts';
import type { Release } from '../../packages/release.ts';
import { findAll } from '../../store/all.ts';
import type { BackTestBody, BackTestView, Trial } from '../back-test-schemas.ts';
import { type Scope, scopeOf } from '../scope.ts';
import type { EvaluationService } from '../service.ts';
import { recountBallots } from './ballots.ts';
import { rerunRuleSet } from './rulesets.ts';
import { rescore } from './schemes.ts';
import { recountWeightings } from './weightings.ts';

export interface Ground {
  service: EvaluationService;
  actor: Actor;
  scope: Scope;
  year: number;
  packageId: string;
  rule: string;
  /** Rules in force, and with the drafts in their place. */
  before: Release;
  after: Release;
  /** Cases of the year in the congress, without their facts. */
  cases(): Promise<Case[]>;
}

export type Tried = Pick<BackTestView, 'problems' | 'summary'> & { trial: Trial };

const KINDS: Record<string, (ground: Ground) => Promise<Tried>> = {
  scheme: rescore,
  ballot: recountBallots,
  weighting: recountWeightings,
  ruleset: rerunRuleSet,
};

export async function backTest(
  service: EvaluationService,
  actor: Actor,
  packageId: string,
  body: BackTestBody,
): Promise<BackTestView> {
  const scope = scopeOf(service.deps.directory, actor, body.org);
  const before = await service.releaseOf(packageId);
  const after = withDrafts(before, body.documents);
  const draft = after.rules.get(body.rule);
  const known = before.rules.get(body.rule);
  if (!draft) throw notFound(`规则“${body.rule}”`);
  if (!known)
    throw new HttpProblem(
      'unprocessable',
      '这份规则还没有发布过，没有可以对照的版本。发布之后再修改时可以回测。',
    );
  const run = KINDS[draft.kind];
  if (!run || known.kind !== draft.kind)
    throw new HttpProblem('unprocessable', `“${known.title}”与生效的版本不是同一类规则，不能回测。`);
  const tried = await run({
    ...{ service, actor, scope, packageId, before, after },
    year: body.year,
    rule: body.rule,
    cases: () =>
      findAll<Case>(service.deps.store, 'cases', {
        packageId,
        year: body.year,
        orgPath: { prefix: scope.path },
      }),
  });
  return { org: scope.org.id, year: body.year, releaseNumber: before.number, ...tried };
}

function withDrafts(release: Release, documents: BackTestBody['documents']): Release {
  const rules = new Map(release.rules);
  for (const [id, document] of Object.entries(documents))
    rules.set(id, { ...document, id } as unknown as { kind: string; id: string; title: string });
  return { ...release, rules };
}
