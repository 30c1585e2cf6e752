/**
 * Voting without sign-in, by a one-time code or, in an open round, by anybody. A code comes in a body, never in an address:
 * addresses stand in logs, histories and referrers. An open round takes one vote from a browser (a signed cookie) and so
 * many an hour from an address; that is no proof of anything, and its result is told to be indicative.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Throttle } from '../auth/throttle.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { resultsShown } from '../cases/results.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { type BoxKey, signatureOf } from './box.ts';
import { AddressBuckets } from './buckets.ts';
import type { BallotRound } from './collections.ts';
import { CAST_LIMIT, paperOf } from './routes.ts';
import {
  CastBodySchema,
  type PublicBallot,
  PublicBallotSchema,
  ReceiptSchema,
  ReceiptsSchema,
} from './schemas.ts';
import type { BallotService } from './service.ts';
import { exchanged } from './voting.ts';

const COOKIE = 'jiandu_vote';
const PATH = '/api/public/ballots';
/** Votes of an open round from one address in an hour: a household and an office, not a script. */
const FROM_ADDRESS = 60;

const markOf = (box: BoxKey, req: Request): string | undefined => {
  const [mark, signature, ...more] = (parseCookie(req.headers.cookie ?? '')[COOKIE] ?? '').split('.');
  if (!mark || !signature || more.length > 0) return undefined;
  const wanted = Buffer.from(signatureOf(box, mark));
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? mark : undefined;
};

function giveMark(box: BoxKey, req: Request, res: Response): void {
  const mark = randomBytes(16).toString('base64url');
  const cookie = stringifySetCookie({
    name: COOKIE,
    value: `${mark}.${signatureOf(box, mark)}`,
    path: `${PATH}/${box.roundId}`,
    httpOnly: true,
    sameSite: 'strict',
    secure: req.secure,
    maxAge: 400 * 86_400,
  });
  res.append('Set-Cookie', cookie);
}

export function publicBallotRoutes(deps: MatterDeps, ballots: BallotService): AnyRoute[] {
  const { desk, voting } = ballots;
  const now = () => Date.parse(deps.clock.now());
  const guesses = new Throttle({ free: 20, firstSeconds: 5, atMostSeconds: 900 });
  const addresses = new AddressBuckets(FROM_ADDRESS, 3_600_000);
  const params = z.object({ id: z.string().max(100) });
  const code = z.string().min(1, '请输入投票码').max(60);
  const shared = { tag: 'ballots', access: 'public', csrf: 'none' } as const;

  const view = async (round: BallotRound, voted: boolean): Promise<PublicBallot> => {
    const open = round.electorate === 'open';
    const over = open && round.state === 'closed';
    const shown = over && (await resultsShown(deps, round));
    return {
      id: round.id,
      title: round.title,
      caseTitle: round.caseTitle,
      electorate: open ? 'open' : 'codes',
      state: round.state,
      ...(round.closesAt && round.state === 'open' ? { closesAt: round.closesAt } : {}),
      ...(open ? { cast: await desk.cast(round) } : {}),
      rule: round.rule,
      voted,
      resultsLater: over && !shown,
      ...(shown && round.count ? { count: round.count } : {}),
    };
  };

  /** Wrong codes slow the address down; right ones do not. */
  async function guarded<T>(req: Request, deed: () => Promise<T>): Promise<T> {
    const key = req.ip ?? '';
    const waits = guesses.waits(key, now());
    if (waits > 0) {
      const problem = new HttpProblem('too-many-requests', `投票码多次输入有误，请在 ${waits} 秒后再试。`);
      problem.retryAfter = waits;
      throw problem;
    }
    try {
      return await deed();
    } catch (error) {
      if (error instanceof HttpProblem && error.code === 'not-found') guesses.failed(key, now());
      throw error;
    }
  }

  async function openRound(id: string): Promise<BallotRound> {
    const round = await ballots.round(id);
    if (round.electorate !== 'open') throw notFound('投票');
    return round;
  }

  return [
    route({
      ...shared,
      method: 'post',
      path: `${PATH}/code`,
      summary: 'The ballot that a one-time code is for',
      quiet: true,
      body: z.object({ code }),
      response: PublicBallotSchema,
      handler: ({ body, req }) =>
        guarded(req, async () => {
          const token = await voting.codeOf(body.code);
          if (token.paper) throw exchanged();
          return view(await ballots.round(token.roundId), token.used);
        }),
    }),
    route({
      ...shared,
      method: 'post',
      path: `${PATH}/code/cast`,
      summary: 'Casts a vote with a one-time code',
      quiet: true,
      bodyLimit: CAST_LIMIT,
      body: CastBodySchema.extend({ code }),
      response: ReceiptSchema,
      handler: ({ body, req }) => guarded(req, () => voting.byCode(body.code, paperOf(body))),
    }),
    route({
      ...shared,
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'An open ballot, in which anybody may vote once from a browser; its tally when closed',
      quiet: true,
      params,
      rateLimit: 120,
      response: PublicBallotSchema,
      handler: async ({ params, req, res }) => {
        const round = await openRound(params.id);
        if (round.state === 'closed') return view(round, false);
        const { box } = await desk.open(round.id);
        const mark = markOf(box!, req);
        if (mark === undefined) giveMark(box!, req, res);
        return view(round, mark !== undefined && (await voting.hasVoted(round.id, mark)));
      },
    }),
    route({
      ...shared,
      method: 'get',
      path: `${PATH}/:id/receipts`,
      summary: 'Receipts of a closed round in which people voted without sign-in',
      quiet: true,
      params,
      rateLimit: 30,
      response: ReceiptsSchema,
      handler: async ({ params }) => {
        const round = await ballots.round(params.id);
        if ((round.electorate ?? 'roster') === 'roster') throw notFound('投票');
        return ballots.receipts(round.id);
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: `${PATH}/:id/cast`,
      summary: 'Casts a vote in an open ballot',
      quiet: true,
      bodyLimit: CAST_LIMIT,
      params,
      body: CastBodySchema,
      response: ReceiptSchema,
      handler: async ({ params, body, req }) => {
        const round = await openRound(params.id);
        const { box } = await desk.open(round.id);
        const mark = markOf(box!, req);
        if (mark === undefined)
          throw new HttpProblem(
            'forbidden',
            '浏览器没有保存本页的标记。请允许使用 Cookie，刷新页面后再投票。',
          );
        const place = `${round.id} ${addresses.placeOf(req.ip ?? '')}`;
        if (!addresses.take(place, now())) {
          const problem = new HttpProblem(
            'too-many-requests',
            '从您所在的网络投票过于频繁，请过一小时再试。',
          );
          problem.retryAfter = 3600;
          throw problem;
        }
        return voting.byBrowser(round.id, mark, paperOf(body));
      },
    }),
  ];
}
