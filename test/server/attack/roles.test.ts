/** Who may not: every route without a session, without the permission, without the session's token; and the tree. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openServer, type TestServer } from '../support.ts';
import { changesNothing, refused, suggest } from './attack.ts';

let s: TestServer;
beforeAll(async () => {
  s = await openServer({ packages: true });
});
afterAll(() => s.close());

/** A path with something in each parameter. */
const filled = (path: string): string =>
  path
    .replace(':date', '2026-03-02')
    .replace(':year', '2026')
    .replace(':seq', '1')
    .replaceAll(/:\w+/g, 'donghu');

/** Without a body where there is none to be read: access is decided before. */
const call = (c: Client, method: string, path: string, headers?: Record<string, string>) =>
  c.call(method.toUpperCase(), filled(path), method === 'get' ? undefined : {}, headers);

describe('every route', () => {
  it('that is not public refuses whoever is not signed in', async () => {
    const nobody = await s.client();
    const forged = await s.client();
    forged.cookie = 'jiandu_session=AAAA; __Host-jiandu=AAAA; session=AAAA';
    await changesNothing(s, async () => {
      for (const r of s.app.routes.filter((r) => r.access !== 'public')) {
        for (const c of [nobody, forged]) {
          const reply = await call(c, r.method, r.path);
          expect([r.method, r.path, reply.status]).toEqual([r.method, r.path, 401]);
          refused(reply, 401);
        }
      }
    });
  });

  it('with a permission refuses a deputy, an official of a body and an expert who lack it', async () => {
    const names = ['db01', 'jtj1', 'zhuanjia1', 'yxdb1'];
    const people = await Promise.all(
      names.map(async (u) => [await s.client(u), s.app.actors.actorOf(u)!.permissions] as const),
    );
    let tried = 0;
    await changesNothing(s, async () => {
      for (const r of s.app.routes) {
        const permission = (r.access as { permission?: string }).permission;
        if (!permission) continue;
        for (const [c, held] of people) {
          if (held.has(permission)) continue;
          tried += 1;
          const reply = await call(c, r.method, r.path);
          expect([r.method, r.path, reply.status]).toEqual([r.method, r.path, 403]);
          refused(reply, 403);
        }
      }
    });
    expect(tried).toBeGreaterThan(100);
  });

  it('that changes something refuses a call without the session’s token, or with another’s', async () => {
    const [admin, other] = await Promise.all(['admin', 'renda1'].map((u) => s.client(u)));
    await changesNothing(s, async () => {
      for (const r of s.app.routes) {
        if (r.method === 'get' || r.csrf === 'none') continue;
        for (const token of ['', other!.csrf]) {
          const reply = await call(admin!, r.method, r.path, { 'x-csrf-token': token });
          expect([r.method, r.path, reply.status]).toEqual([r.method, r.path, 403]);
          expect(reply.body.type).toBe('urn:jiandu:problem:csrf');
        }
      }
    });
    const open = s.app.routes.filter((r) => r.method !== 'get' && r.csrf === 'none').map((r) => r.path);
    // Whoever adds one here has to say why a page of another site may call it.
    expect(open.sort()).toEqual([
      // an open round knows a browser by a cookie that other sites' pages do not send
      '/api/public/ballots/:id/cast',
      // who has the code may vote, from wherever
      '/api/public/ballots/code',
      '/api/public/ballots/code/cast',
      '/api/session',
      '/api/setup',
    ]);
  });
});

describe('the tree', () => {
  it('keeps a case from other congresses beside and below, from bodies that are not in it, and from other deputies', async () => {
    const [db01, renda1] = await Promise.all(['db01', 'renda1'].map((u) => s.client(u)));
    const { id, taskId } = await suggest(db01!, renda1!);
    const outside = await Promise.all(
      ['yunxi1', 'shiqiao1', 'jyj1', 'jtj1', 'jtj0', 'zhuanjia1', 'yxdb1'].map((u) => s.client(u)),
    );
    await changesNothing(s, async () => {
      for (const c of outside) {
        refused(await c.call('GET', `/api/cases/${id}`), 404);
        refused(await c.call('GET', `/api/tasks/${taskId}`), 404);
        for (const [method, path, body] of [
          ['POST', `/api/tasks/${taskId}/complete`, { data: { reviewDecision: 'accept' } }],
          ['POST', `/api/tasks/${taskId}/claim`, undefined],
          ['POST', `/api/tasks/${taskId}/release`, undefined],
          ['POST', `/api/tasks/${taskId}/hand-over`, { to: 'jtj1', reason: '理由' }],
          ['POST', `/api/tasks/${taskId}/send-back`, { reason: '理由' }],
          ['POST', `/api/tasks/${taskId}/urge`, { text: '快' }],
          ['PUT', `/api/tasks/${taskId}/draft`, { data: {}, rev: 0 }],
          ['POST', `/api/cases/${id}/join`, undefined],
          ['POST', `/api/cases/${id}/cancel`, { reason: '理由' }],
          ['POST', `/api/cases/${id}/incidents/1/retry`, undefined],
        ] as const) {
          refused(await c.call(method, path, body), [403, 404, 409]);
        }
        const listed = (await c.call('GET', '/api/cases?limit=200')).body.items as { id: string }[];
        expect(listed.map((x) => x.id)).not.toContain(id);
        const found = (await c.call('GET', `/api/cases?ids=${id}`)).body.items;
        expect(found).toEqual([]);
        refused(await c.call('GET', `/api/events?topics=case:${id}`), 403);
      }
    });
    // The city stands above.
    const shi1 = await s.client('shi1');
    expect((await shi1.call('GET', `/api/cases/${id}`)).status).toBe(200);
  });

  it('keeps a town’s clerk from the city’s and another town’s cases, figures and people', async () => {
    const yunxi1 = await s.client('yunxi1');
    refused(await yunxi1.call('GET', '/api/board?package=deputy-suggestions&year=2026&org=yongjiang'), 403);
    refused(await yunxi1.call('GET', '/api/board?package=deputy-suggestions&year=2026&org=shiqiao'), 403);
    const users = (await yunxi1.call('GET', '/api/directory/users?limit=500')).body.items as {
      memberships: { orgId: string }[];
    }[];
    const orgs = new Set(users.flatMap((u) => u.memberships.map((m) => m.orgId)));
    expect([...orgs].sort()).toEqual(['yunxi', 'yxzf']);
  });

  it('keeps an unpublished draft of a package to those who edit packages', async () => {
    const [admin, db01, renda1] = await Promise.all(['admin', 'db01', 'renda1'].map((u) => s.client(u)));
    const path = '/api/packages/deputy-suggestions';
    const { files } = (await admin!.call('GET', `${path}/draft`)).body;
    const draft = { ...files, 'README.md': '尚未公布的打算' };
    expect((await admin!.call('PUT', `${path}/draft`, { files: draft, rev: 0 })).status).toBe(200);
    for (const c of [db01!, renda1!]) {
      refused(await c.call('GET', `${path}/draft`), 403);
      refused(await c.call('GET', `${path}/export`), 403);
    }
    expect((await admin!.call('GET', `${path}/export`)).status).toBe(200);
    await admin!.call('DELETE', `${path}/draft?rev=1`);
  });
});

describe('public routes', () => {
  it('give what is declared public and no more', async () => {
    const nobody = await s.client();
    const open = s.app.routes.filter((r) => r.access === 'public' && r.method === 'get').map((r) => r.path);
    expect(open.sort()).toEqual([
      '/api/docs',
      '/api/openapi.json',
      '/api/public/ballots/:id',
      '/api/public/ballots/:id/receipts',
      '/api/public/cases',
      '/api/public/cases/:id',
      '/api/public/overview',
      '/api/session',
    ]);
    const [db01, renda1] = await Promise.all(['db01', 'renda1'].map((u) => s.client(u)));
    const { id } = await suggest(db01!, renda1!, { title: '绝不公开的建议' });
    for (const path of [
      '/api/public/cases',
      '/api/public/cases?q=绝不公开',
      '/api/public/overview',
      '/api/session',
    ]) {
      const reply = await nobody.call('GET', encodeURI(path));
      expect([path, reply.status]).toEqual([path, 200]);
      expect(JSON.stringify(reply.body)).not.toMatch(/绝不公开|db01|陈惠芳/);
    }
    for (const guess of [id, `${id}:suggestion`, `${id}%3Asuggestion`])
      refused(await nobody.call('GET', `/api/public/cases/${guess}`), 404);
  });
});
