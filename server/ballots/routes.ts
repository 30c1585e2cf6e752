/** Rounds for those who are signed in: electors cast, managers remind, close, hand out codes and type paper tallies. */
import { z } from 'zod';
import { type Actor, may } from '../auth/actor.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { mayRead } from '../cases/readers.ts';
import { seesResults } from '../cases/results.ts';
import { notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { MOST_CODES } from './codes.ts';
import type { Elector } from './collections.ts';
import {
  type BallotView,
  BallotViewSchema,
  CastBodySchema,
  CodesSchema,
  PaperSheetSchema,
  PaperStateSchema,
  ReceiptSchema,
  ReceiptsSchema,
  RecountSchema,
  VotersSchema,
} from './schemas.ts';
import type { BallotService } from './service.ts';
import { ballotView } from './view.ts';

export const paperOf = ({ answers, selected, weights }: z.output<typeof CastBodySchema>) => ({
  ...(answers ? { answers } : {}),
  ...(selected ? { selected } : {}),
  ...(weights ? { weights } : {}),
});

/** As many marks as 10,000 objects on one ballot have. */
export const CAST_LIMIT = 2 * 1024 * 1024;

export function ballotRoutes(deps: MatterDeps, ballots: BallotService): AnyRoute[] {
  const params = z.object({ id: z.string().max(100) });
  const shared = { tag: 'ballots', access: 'session', params } as const;
  const managed = { tag: 'ballots', access: { permission: 'ballots.manage' }, params } as const;
  async function seen(actor: Actor, id: string): Promise<BallotView> {
    const round = await ballots.round(id);
    const elector = await deps.store.get<Elector>('electors', `${id}:${actor.userId}`);
    const c = await deps.store.get<Case>('cases', round.caseId);
    const manage = may(actor, 'ballots.manage', round.orgPath);
    const allowed = elector || manage || (c && mayRead(actor, c));
    if (!allowed) throw notFound('测评');
    const results = await seesResults(deps, actor, round);
    return ballotView(round, await ballots.desk.cast(round), elector, { manage, results });
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
        Promise.all(
          (await ballots.mine(actor)).map(async ({ round, elector }) =>
            ballotView(round, await ballots.desk.cast(round), elector, { results: false }),
          ),
        ),
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
      quiet: true,
      bodyLimit: CAST_LIMIT,
      body: CastBodySchema,
      response: ReceiptSchema,
      handler: ({ params, body, actor }) => ballots.cast(actor, params.id, paperOf(body)),
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/close',
      summary: 'Closes a round by hand',
      response: BallotViewSchema,
      handler: async ({ params, actor }) => {
        await ballots.closeBy(actor, params.id);
        return seen(actor, params.id);
      },
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/remind',
      summary: 'Sends a notice to those who have not voted',
      response: z.object({ reminded: z.number() }),
      handler: async ({ params, actor }) => ({ reminded: await ballots.remindBy(actor, params.id) }),
    }),
    route({
      ...managed,
      method: 'put',
      path: '/api/ballots/:id/present',
      summary: 'Says how many people are present, by voter group where there are groups',
      body: z.object({
        present: z.union([
          z.int('应为整数').min(0).max(10_000_000),
          z.record(z.string().max(100), z.int('应为整数').min(0).max(10_000_000)),
        ]),
      }),
      response: BallotViewSchema,
      handler: async ({ params, body, actor }) => {
        await ballots.setPresent(actor, params.id, body.present);
        return seen(actor, params.id);
      },
    }),
    route({
      ...managed,
      method: 'get',
      path: '/api/ballots/:id/voters',
      summary: 'Who has voted and who has not, never what; of a roster',
      response: VotersSchema,
      handler: ({ params, actor }) => ballots.voters(actor, params.id),
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/recount',
      summary: 'Counts a closed round again and tells what differs from the count that was kept',
      response: RecountSchema,
      handler: ({ params, actor }) => ballots.recount(actor, params.id),
    }),
    route({
      ...shared,
      method: 'get',
      path: '/api/ballots/:id/receipts',
      summary: 'Receipts of all who voted, when the round is closed',
      response: ReceiptsSchema,
      handler: async ({ params, actor }) => {
        await seen(actor, params.id);
        return ballots.receipts(params.id);
      },
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/codes',
      summary: 'Makes a batch of one-time codes; they are in this answer and nowhere else',
      body: z.object({
        count: z.int('应为整数').min(1, '至少 1 个').max(MOST_CODES, `每批至多 ${MOST_CODES} 个`),
        group: z.string().max(100).optional(),
      }),
      response: CodesSchema,
      handler: ({ params, body, actor }) =>
        ballots.codes.make(actor, params.id, {
          count: body.count,
          ...(body.group === undefined ? {} : { group: body.group }),
        }),
    }),
    route({
      ...managed,
      params: z.object({ id: z.string().max(100), batch: z.coerce.number().int().min(1) }),
      method: 'delete',
      path: '/api/ballots/:id/codes/:batch',
      summary: 'Withdraws the unused codes of a batch',
      response: z.object({ withdrawn: z.number() }),
      handler: async ({ params, actor }) => ({
        withdrawn: await ballots.codes.withdraw(actor, params.id, params.batch),
      }),
    }),
    route({
      ...managed,
      method: 'get',
      path: '/api/ballots/:id/paper',
      summary: 'Paper tallies: how far they are entered, and where two entries differ',
      response: PaperStateSchema,
      handler: ({ params, actor }) => ballots.paper.state(actor, params.id),
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/paper',
      summary: 'Enters paper tallies: two people, and a third where they differ',
      body: PaperSheetSchema,
      response: PaperStateSchema,
      handler: ({ params, body, actor }) => {
        const { cast, valid, choices, votes } = body;
        const sheet = { cast, valid, ...(choices ? { choices } : {}), ...(votes ? { votes } : {}) };
        return ballots.paper.enter(actor, params.id, sheet);
      },
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/paper/issued',
      summary: 'An elector takes a paper ballot and cannot vote here any more',
      body: z.object({ userId: z.string().max(100) }),
      response: z.object({ issued: z.literal(true) }),
      handler: async ({ params, body, actor }) => {
        await ballots.paper.issue(actor, params.id, body.userId);
        return { issued: true as const };
      },
    }),
    route({
      ...managed,
      method: 'post',
      path: '/api/ballots/:id/paper/exchanged',
      summary: 'A one-time code is handed back for a paper ballot and is void from then on',
      body: z.object({ code: z.string().min(1, '请输入投票码').max(60) }),
      response: z.object({ issued: z.literal(true) }),
      handler: async ({ params, body, actor }) => {
        await ballots.paper.exchange(actor, params.id, body.code);
        return { issued: true as const };
      },
    }),
  ];
}
