import { z } from 'zod';
import { type Actor, may } from '../auth/actor.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { mayRead } from '../cases/readers.ts';
import { notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import type { BallotRound, Elector } from './collections.ts';
import { type BallotView, BallotViewSchema, CastBodySchema, ReceiptSchema } from './schemas.ts';
import type { BallotService } from './service.ts';

export function ballotView(round: BallotRound, elector: Pick<Elector, 'voted'> | undefined): BallotView {
  const { id, caseId, caseTitle, packageId, ballot, title, secret, state, openedAt, electors, cast } = round;
  return {
    ...{ id, caseId, caseTitle, packageId, ballot, title, secret, state, openedAt, electors, cast },
    round: round.round,
    rule: round.rule,
    elector: elector !== undefined,
    voted: elector?.voted ?? false,
    ...(round.nextAt ? { closesAt: round.nextAt } : {}),
    ...(round.closedAt ? { closedAt: round.closedAt } : {}),
    ...(round.state === 'closed' && round.result ? { result: round.result } : {}),
    ...(round.state === 'closed' && round.count ? { count: round.count } : {}),
  };
}

export function ballotRoutes(deps: MatterDeps, ballots: BallotService): AnyRoute[] {
  const params = z.object({ id: z.string().max(100) });
  const shared = { tag: 'ballots', access: 'session', params } as const;
  async function seen(actor: Actor, id: string): Promise<BallotView> {
    const round = await ballots.round(id);
    const elector = await deps.store.get<Elector>('electors', `${id}:${actor.userId}`);
    const c = await deps.store.get<Case>('cases', round.caseId);
    const allowed = elector || may(actor, 'ballots.manage', round.orgPath) || (c && mayRead(actor, c));
    if (!allowed) throw notFound('测评');
    return ballotView(round, elector);
  }
  return [
    route({
      method: 'get',
      path: '/api/ballots/mine',
      summary: 'Open ballots in which one may vote',
      tag: 'ballots',
      access: 'session',
      response: z.array(BallotViewSchema),
      handler: async ({ actor }) =>
        (await ballots.mine(actor)).map(({ round, voted }) => ballotView(round, { voted })),
    }),
    route({
      ...shared,
      method: 'get',
      path: '/api/ballots/:id',
      summary: 'A ballot round; its tally only when closed',
      response: BallotViewSchema,
      handler: ({ params, actor }) => seen(actor, params.id),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/ballots/:id/cast',
      summary: 'Casts the one ballot of an elector',
      body: CastBodySchema,
      response: ReceiptSchema,
      handler: ({ params, body: { answers, selected, weights }, actor }) =>
        ballots.cast(actor, params.id, {
          ...(answers ? { answers } : {}),
          ...(selected ? { selected } : {}),
          ...(weights ? { weights } : {}),
        }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/ballots/:id/close',
      summary: 'Closes a round by hand',
      response: BallotViewSchema,
      handler: async ({ params, actor }) => ballotView(await ballots.closeBy(actor, params.id), undefined),
    }),
  ];
}
