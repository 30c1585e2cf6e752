import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, PASSWORD, type TestServer } from './support.ts';

let s: TestServer;
beforeAll(async () => {
  s = await openServer();
});
afterAll(() => s.close());

describe('sign-in', () => {
  it('gives a session with permissions by tree, in a cookie that scripts cannot read', async () => {
    const nobody = await s.client();
    const reply = await nobody.call('POST', '/api/session', { username: 'renda1', password: PASSWORD });
    expect(reply.status).toBe(200);
    expect(reply.headers.getSetCookie()[0]).toMatch(
      /^jiandu_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(reply.body.user.permissions['cases.read']).toEqual(['/yongjiang/donghu/']);
    expect(reply.body.user.audience).toEqual(['user:renda1', 'role:clerk@donghu']);
  });

  it('keeps only the digest of the token', async () => {
    const c = await s.client('renda2');
    const token = c.cookie.split('=')[1]!;
    const { items } = await s.app.store.find('sessions', { where: { userId: 'renda2' } });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it('says the same of a wrong password and of an unknown name', async () => {
    const nobody = await s.client();
    const wrong = await nobody.call('POST', '/api/session', { username: 'db02', password: 'wrong-password' });
    const unknown = await nobody.call('POST', '/api/session', {
      username: 'nobody',
      password: 'wrong-password',
    });
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  it('slows guessing at one account, tells when to try again, and lets in after that', async () => {
    const nobody = await s.client();
    const attempt = (password: string) => nobody.call('POST', '/api/session', { username: 'db03', password });
    for (let i = 0; i < 5; i++) expect((await attempt('wrong')).status).toBe(401);
    const sixth = await attempt('wrong');
    expect([401, 429]).toContain(sixth.status);
    const refused = await attempt(PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.body.detail).toMatch(/请在 \d+ 秒后再试/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    s.advance(2);
    expect((await attempt(PASSWORD)).status).toBe(200);
  });

  it('counts attempts made at the same time', async () => {
    const nobody = await s.client();
    const attempts = Array.from({ length: 12 }, () =>
      nobody.call('POST', '/api/session', { username: 'db04', password: 'wrong' }),
    );
    const statuses = (await Promise.all(attempts)).map((r) => r.status);
    expect(statuses.filter((x) => x === 429).length).toBeGreaterThanOrEqual(6);
  });

  it('ends a session at sign-out, when idle, and at its absolute end', async () => {
    const out = await s.client('jtj1');
    expect((await out.call('DELETE', '/api/session')).body).toEqual({ signedIn: false });
    expect((await out.call('GET', '/api/notices')).status).toBe(401);

    const idle = await s.client('jtj1');
    s.advance(479);
    expect((await idle.call('GET', '/api/notices')).status).toBe(200);
    s.advance(479);
    expect((await idle.call('GET', '/api/notices')).status).toBe(200);
    s.advance(481);
    expect((await idle.call('GET', '/api/notices')).status).toBe(401);

    const long = await s.client('jtj1');
    for (let hours = 0; hours < 72; hours += 6) {
      expect((await long.call('GET', '/api/notices')).status).toBe(200);
      s.advance(360);
    }
    expect((await long.call('GET', '/api/notices')).status).toBe(401);
  });
});

describe('CSRF', () => {
  it('refuses a change without the session’s own token', async () => {
    const a = await s.client('jyj1');
    const b = await s.client('wjj1');
    for (const token of ['', 'x', b.csrf]) {
      const reply = await a.call('POST', '/api/notices/read', {}, { 'x-csrf-token': token });
      expect(reply.status).toBe(403);
      expect(reply.body.type).toBe('urn:jiandu:problem:csrf');
    }
    expect((await a.call('POST', '/api/notices/read', {})).status).toBe(200);
  });
});

describe('passwords', () => {
  it('changing one ends the other sessions', async () => {
    const one = await s.client('mzj1');
    const two = await s.client('mzj1');
    const weak = await one.call('POST', '/api/session/password', { current: PASSWORD, next: 'short' });
    expect(weak.body.places).toEqual([{ place: '/next', message: '密码至少 10 个字符' }]);
    const reply = await one.call('POST', '/api/session/password', {
      current: PASSWORD,
      next: 'another-password',
    });
    expect(reply.status).toBe(200);
    expect((await two.call('GET', '/api/notices')).status).toBe(401);
    await s.client('mzj1', 'another-password');
  });

  it('a reset gives a one-time password that opens nothing but its own change', async () => {
    const admin = await s.client('admin');
    const before = await s.client('hbj1');
    const reset = await admin.call('POST', '/api/directory/users/hbj1/reset-password');
    expect(reset.status).toBe(200);
    expect((await before.call('GET', '/api/notices')).status).toBe(401);
    const one = await s.client('hbj1', reset.body.oneTimePassword);
    const refused = await one.call('GET', '/api/notices');
    expect([refused.status, refused.body.type]).toEqual([403, 'urn:jiandu:problem:password-change-required']);
    const next = { current: reset.body.oneTimePassword, next: 'my-own-password' };
    expect((await one.call('POST', '/api/session/password', next)).status).toBe(200);
    const after = await s.client('hbj1', 'my-own-password');
    expect((await after.call('GET', '/api/notices')).status).toBe(200);
  });
});

describe('set-up of the first administrator', () => {
  it('works once, with the token of the console only', async () => {
    const empty = await openServer({ seed: false });
    try {
      const nobody = await empty.client();
      expect((await nobody.call('GET', '/api/session')).body.setup).toBe(true);
      const token = empty.app.auth.issueSetupToken()!;
      const congress = { id: 'test', name: '测试区人民代表大会', shortName: '测试区人大', level: 'district' };
      const body = {
        token: 'guess',
        congress,
        username: 'first',
        name: '管理员',
        password: 'first-password',
      };
      expect((await nobody.call('POST', '/api/setup', body)).status).toBe(410);
      const made = await nobody.call('POST', '/api/setup', { ...body, token });
      expect(made.status).toBe(200);
      expect(made.body.user.permissions['directory.edit']).toEqual(['/test/']);
      expect((await nobody.call('POST', '/api/setup', { ...body, token, username: 'second' })).status).toBe(
        410,
      );
    } finally {
      await empty.close();
    }
  });
});
