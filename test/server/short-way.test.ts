/** A request that goes past express is answered as one that does not. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../server/auth/actor.ts';
import { createApp } from '../../server/http/app.ts';
import { type Listening, listen } from '../../server/http/listen.ts';
import { createLogger } from '../../server/http/logging.ts';
import { createMetrics, type Metrics } from '../../server/http/metrics.ts';
import { conflict } from '../../server/http/problem.ts';
import { type AnyRoute, route } from '../../server/http/route.ts';

const body = z.object({ code: z.string().min(2, '请输入投票码') });
const deed: AnyRoute['handler'] = async ({ body, params, req, actor }) => {
  if (body.code === 'used') throw conflict('已经用过');
  if (body.code === 'bug') throw new TypeError('a bug');
  return { params, ip: req.ip, actor: actor?.userId ?? null, express: req.app !== undefined };
};
const shared = { tag: 't', summary: '', quiet: true, method: 'post', body, bodyLimit: 1000 } as const;
const answer = z.object({
  params: z.record(z.string(), z.unknown()),
  ip: z.string(),
  actor: z.string().nullable(),
  express: z.boolean(),
});
const params = z.object({ id: z.string().max(20) });
const routes = [
  route({ ...shared, path: '/api/code', access: 'public', csrf: 'none', response: answer, handler: deed }),
  route({ ...shared, path: '/api/:id/cast', access: 'session', params, response: answer, handler: deed }),
];

const servers: Listening[] = [];
let metrics: Metrics;
async function serve(proxies: number): Promise<Listening> {
  metrics = createMetrics();
  const handler = createApp({
    routes,
    authenticate: async (req) =>
      req.headers.cookie === 'good'
        ? { actor: { userId: 'liming' } as Actor, csrf: 'token', mustChangePassword: false }
        : undefined,
    logger: createLogger('silent'),
    metrics,
    https: true,
    proxies,
  });
  const listening = await listen(handler, { port: 0, host: '127.0.0.1', graceMs: 100 });
  servers.push(listening);
  return listening;
}

let url: string;
beforeAll(async () => {
  ({ url } = await serve(0));
});
afterAll(() => Promise.all(servers.map((s) => s.close())));

async function send(to: string, path: string, text: string, headers: Record<string, string>) {
  const res = await fetch(to + path, { method: 'POST', body: text, headers });
  const said = [...res.headers].filter(([name]) => name !== 'date');
  return { status: res.status, headers: Object.fromEntries(said), body: await res.json() };
}

/** By the short way, and with a type that only express reads. */
const bothWays = (to: string, path: string, text: string, headers: Record<string, string> = {}) =>
  Promise.all(
    ['application/json', 'application/json; charset=utf-8'].map((type) =>
      send(to, path, text, { 'content-type': type, ...headers }),
    ),
  );

const good = JSON.stringify({ code: 'abc' });
const signedIn = { cookie: 'good', 'x-csrf-token': 'token' };

describe('a request that goes past express', () => {
  it('does so', async () => {
    const [short, long] = await bothWays(url, '/api/code', good);
    expect([short?.body.express, long?.body.express]).toEqual([false, true]);
    expect(
      (await send(url, '/api/code?x=1', good, { 'content-type': 'application/json' })).body.express,
    ).toBe(true);
  });

  it.each([
    ['a vote', '/api/code', good, {}, 200],
    ['one with a session', '/api/r1/cast', good, signedIn, 200],
    ['one whose browser has a session too', '/api/code', good, signedIn, 200],
    ['without a session', '/api/r1/cast', good, {}, 401],
    ['without the token', '/api/r1/cast', good, { cookie: 'good' }, 403],
    ['an id too long', `/api/${'r'.repeat(201)}/cast`, good, signedIn, 400],
    ['malformed JSON', '/api/code', '{"code":', {}, 400],
    ['a missing field', '/api/code', '{}', {}, 400],
    ['a field too many', '/api/code', '{"code":"abc","more":1}', {}, 400],
    ['a prototype', '/api/code', '{"code":"abc","__proto__":{}}', {}, 400],
    ['too long', '/api/code', JSON.stringify({ code: 'x'.repeat(2000) }), {}, 413],
    ['another digest', '/api/code', good, { 'content-digest': 'sha-256=:AAAA:' }, 400],
    [
      'its digest',
      '/api/code',
      good,
      { 'content-digest': `sha-256=:${createHash('sha256').update(good).digest('base64')}:` },
      200,
    ],
    ['a conflict', '/api/code', '{"code":"used"}', {}, 409],
    ['a bug', '/api/code', '{"code":"bug"}', {}, 500],
  ] as [string, string, string, Record<string, string>, number][])(
    'is answered as any other: %s',
    async (_name, path, text, headers, status) => {
      const [short, long] = await bothWays(url, path, text, headers);
      expect(short?.status).toBe(status);
      const { express: _, ...one } = short!.body;
      const { express: __, ...other } = long!.body;
      expect(one).toEqual(other);
      // "false" and "true" are not of one length
      const { 'content-length': ___, ...names } = short!.headers;
      const { 'content-length': ____, ...others } = long!.headers;
      expect(names).toEqual(others);
      expect(names['content-security-policy']).toContain("default-src 'self'");
      expect(names['strict-transport-security']).toBe('max-age=31536000');
      expect(names['cache-control']).toBe('no-store');
    },
  );

  it.each([
    [0, '127.0.0.1'],
    [1, '5.5.5.5'],
    [2, '4.4.4.4'],
    [9, '4.4.4.4'],
  ])('comes from the same address behind %i proxies', async (proxies, address) => {
    const { url } = await serve(proxies);
    const found = await bothWays(url, '/api/code', good, { 'x-forwarded-for': '4.4.4.4, 5.5.5.5' });
    expect(found.map((f) => f.body.ip)).toEqual([address, address]);
  });

  it('is counted under its route', async () => {
    const { url } = await serve(0);
    await bothWays(url, '/api/r1/cast', good, signedIn);
    expect(await metrics.registry.metrics()).toContain(
      'jiandu_http_request_seconds_count{method="post",route="/api/:id/cast",status="200"} 2',
    );
  });
});
