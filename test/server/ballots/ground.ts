/** Rounds of any rule over the real engine, store and HTTP application, on a manual clock. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { BallotRule } from '../../../rules/index.ts';
import type { OpenRoundInput } from '../../../server/ballots/opening.ts';
import type { Case } from '../../../server/cases/collections.ts';
import { createApp } from '../../../server/http/app.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import { openMatter, people } from '../matter/harness.ts';

export { people };

export const SATISFACTION: BallotRule = {
  kind: 'ballot',
  id: 'vote',
  title: '满意度',
  secret: true,
  minGroup: 1,
  denominator: 'valid',
  questions: [
    {
      id: 'overall',
      title: '总体评价',
      choices: [
        { id: 'satisfied', title: '满意', score: 100 },
        { id: 'basic', title: '基本满意', score: 60 },
        { id: 'unsatisfied', title: '不满意', score: 0 },
      ],
    },
  ],
  outcomes: [
    {
      id: 'satisfied',
      title: '满意',
      when: { sumOf: ['satisfied'], moreThan: { numerator: 1, denominator: 2 } },
    },
  ],
  defaultOutcome: { id: 'unsatisfied', title: '不满意' },
};

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests
  body: any;
  cookie: string | undefined;
}

export async function openGround(o: { folder?: string; now?: string } = {}) {
  const rules = new Map<string, { kind: string; id: string; title: string }>();
  const m = await openMatter({ ...o, rules });
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const byName: Record<string, (typeof people)['clerk']> = { ...people };
  const metrics = createMetrics();
  const app = createApp({
    routes: m.features.flatMap((f) => f.routes),
    authenticate: async (req) => {
      const actor = byName[String(req.headers['x-user'] ?? '')];
      return actor && { actor, csrf: 'token', mustChangePassword: false };
    },
    logger,
    metrics,
    https: false,
    proxies: 1,
  });
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { id: caseId } = await m.cases.start(people.dep1, { packageId: 'demo', data: { title: '评议' } });
  await m.settle();
  let opened = 0;

  return {
    ...m,
    url,
    log,
    metrics,
    caseId,
    /** Opens a round of the rule and gives its id. */
    async open(
      rule: BallotRule,
      electorate: OpenRoundInput['electorate'],
      more: Partial<OpenRoundInput> = {},
    ): Promise<string> {
      opened++;
      const id = `round${opened}`;
      rules.set(rule.id, rule);
      const c = (await m.store.get<Case>('cases', caseId))!;
      const ballot = `b${opened}`;
      const given = { jobKey: id, ballot, rule: rule.id, title: `第 ${opened} 项测评`, electorate };
      await m.store.commit(await m.ballots.openOps(c, { ...given, closeWhenAllVoted: false, ...more }));
      return id;
    },
    async call(
      method: string,
      path: string,
      body?: unknown,
      who: { user?: string; cookie?: string; ip?: string; headers?: Record<string, string> } = {},
    ): Promise<Answer> {
      const res = await fetch(url + path, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(who.user ? { 'x-user': who.user, 'x-csrf-token': 'token' } : {}),
          ...(who.cookie ? { cookie: who.cookie } : {}),
          ...(who.ip ? { 'x-forwarded-for': who.ip } : {}),
          ...who.headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await res.text();
      return {
        status: res.status,
        body: text ? JSON.parse(text) : undefined,
        cookie: res.headers.getSetCookie()[0]?.split(';')[0],
      };
    },
    async shut(keep = false) {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await m.close(keep);
    },
  };
}

export type Ground = Awaited<ReturnType<typeof openGround>>;
export const roster = (...ids: string[]) => ids.map((userId) => ({ userId }));
export const marked = (choice: string) => ({ answers: { overall: choice } });
