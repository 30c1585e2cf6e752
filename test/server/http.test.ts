import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Rejection } from '../../engine/engine.ts';
import { expected } from '../../server/http/failure.ts';
import { inOrder } from '../../server/http/order.ts';
import { type AnyRoute, route } from '../../server/http/route.ts';
import { openServer, type TestServer } from './support.ts';

let s: TestServer;
beforeAll(async () => {
  s = await openServer();
});
afterAll(() => s.close());

describe('problems', () => {
  it.each([
    ['malformed JSON', 'POST', '/api/session', '{"a":', 400, 'bad-request'],
    ['a missing field', 'POST', '/api/session', {}, 400, 'invalid-body'],
    ['an unknown route', 'GET', '/api/nothing', undefined, 404, 'not-found'],
    [
      'too large a body',
      'POST',
      '/api/session',
      { username: 'x'.repeat(1_100_000), password: 'x' },
      413,
      'too-large',
    ],
    ['no session', 'GET', '/api/notices', undefined, 401, 'unauthenticated'],
    ['a bad escape in the address', 'GET', '/api/directory/%E0%A4%A', undefined, 404, 'not-found'],
  ] as const)('%s', async (_name, method, path, body, status, code) => {
    const reply = await (await s.client()).call(method, path, body);
    expect([reply.status, reply.body.type]).toEqual([status, `urn:jiandu:problem:${code}`]);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body.requestId).toBe(reply.headers.get('x-request-id'));
  });

  it('names each field, in Chinese', async () => {
    const reply = await (await s.client()).call('POST', '/api/session', { username: '', password: 1 });
    expect(reply.body.places).toEqual([
      { place: '/username', message: '请填写用户名' },
      { place: '/password', message: '应为文字' },
    ]);
  });

  it('refuses what is not JSON', async () => {
    const reply = await (await s.client()).call('POST', '/api/session', 'a=b', {
      'content-type': 'text/plain',
    });
    expect(reply.status).toBe(415);
  });

  it('the engine’s rejections', () => {
    const status = (code: ConstructorParameters<typeof Rejection>[0]) =>
      expected(new Rejection(code, 'x'))?.status;
    expect([
      status('NOT_FOUND'),
      status('INVALID_STATE'),
      status('INVALID_ARGUMENT'),
      status('ALREADY_EXISTS'),
    ]).toEqual([404, 409, 422, 409]);
    expect(expected(new TypeError('x'))).toBeUndefined();
  });
});

describe('probes and headers', () => {
  it('live, ready, figures', async () => {
    const c = await s.client();
    expect((await c.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await c.call('GET', '/readyz')).body).toEqual({ status: 'ready', waiting: [] });
    expect((await c.call('GET', '/metrics')).body).toContain('jiandu_http_request_seconds_bucket');
    expect((await c.call('GET', '/metrics', undefined, { 'x-forwarded-for': '8.8.8.8' })).status).toBe(403);
  });

  it('a policy without inline or evaluated scripts', async () => {
    const policy = (await (await s.client()).call('GET', '/api/session')).headers.get(
      'content-security-policy',
    )!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });
});

describe('routes', () => {
  const of = (method: AnyRoute['method'], path: string) =>
    route({
      method,
      path,
      summary: '',
      tag: 't',
      access: 'public',
      response: z.object({}),
      handler: async () => ({}),
    });

  it('fixed names come before parameters', () => {
    const paths = inOrder([of('get', '/a/:id'), of('get', '/a/new'), of('get', '/a')]).map((r) => r.path);
    expect(paths.indexOf('/a/new')).toBeLessThan(paths.indexOf('/a/:id'));
  });

  it('none twice', () => {
    expect(() => inOrder([of('get', '/a/:id'), of('get', '/a/:key')])).toThrow('declared twice');
  });
});

describe('OpenAPI', () => {
  it('describes every route, with every reference there', async () => {
    const doc = (await (await s.client()).call('GET', '/api/openapi.json')).body;
    expect(doc.openapi).toBe('3.1.0');
    const operations = Object.values(doc.paths).flatMap((p) => Object.values(p as object)) as {
      operationId: string;
    }[];
    expect(operations).toHaveLength(s.app.routes.length);
    expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
    const refs = [...JSON.stringify(doc).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((m) => m[1]!);
    for (const ref of refs) {
      const found = ref.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], doc);
      expect(found, ref).toBeDefined();
    }
    for (const [path, methods] of Object.entries(doc.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      for (const o of Object.values(
        methods as Record<string, { parameters?: { in: string; name: string }[] }>,
      )) {
        const declared = (o.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name);
        expect(declared.sort(), path).toEqual(names.sort());
      }
    }
  });

  it('as a page without script', async () => {
    const page = await (await s.client()).call('GET', '/api/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.body).not.toContain('<script');
    expect(page.body).toContain('/api/session');
  });
});

describe('live events', () => {
  it('reach those who follow the topic and hold the audience', async () => {
    const c = await s.client('renda1');
    expect((await c.call('GET', '/api/events?topics=secrets')).status).toBe(403);
    const stop = new AbortController();
    const res = await fetch(`${s.url}/api/events?topics=notices`, {
      headers: { cookie: c.cookie },
      signal: stop.signal,
    });
    const reader = res.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('retry');
    const send = async (to: string, title: string) =>
      s.app.store.commit(await s.app.notices.ops({ to: [to], title, text: '' }));
    await send('renda2', '别人的');
    await send('renda1', '我的');
    expect((await reader.read()).value).toBe('data: {"topic":"notices","data":{"title":"我的"}}\n\n');
    stop.abort();
    const listed = (await c.call('GET', '/api/notices')).body;
    expect([listed.unread, listed.items[0].title]).toEqual([1, '我的']);
  });
});
