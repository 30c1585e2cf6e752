import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type TestServer } from './support.ts';

let s: TestServer;
beforeAll(async () => {
  s = await openServer();
});
afterAll(() => s.close());

describe('the sample district', () => {
  it('holds the tree, 14 bodies, 60 deputies', async () => {
    const c = await s.client('renda1');
    const orgs = (await c.call('GET', '/api/directory/orgs')).body.items;
    expect(orgs.slice(0, 2).map((o: { id: string }) => o.id)).toEqual(['yongjiang', 'donghu']);
    const bodies = (await c.call('GET', '/api/directory/bodies?congressId=donghu')).body.items;
    expect(bodies).toHaveLength(14);
    const deputies = (await c.call('GET', '/api/directory/deputies?congressId=donghu')).body.items;
    expect(deputies).toHaveLength(60);
    expect(new Set(deputies.map((d: { name: string }) => d.name)).size).toBe(60);
    expect(s.app.directory.usersOfBody('jtj', 'head').map((u) => u.id)).toEqual(['jtj0']);
  });

  it('names recipients as drawings do', () => {
    const { directory } = s.app;
    expect(directory.recipients('clerk', 'donghu').sort()).toEqual(['renda1', 'renda2']);
    expect(directory.recipients('body:jtj', 'donghu').sort()).toEqual(['jtj0', 'jtj1']);
    expect(directory.recipients('db07', 'donghu')).toEqual(['db07']);
    expect(directory.recipients('nothing', 'donghu')).toEqual([]);
  });
});

const newUser = (orgId: string, roles: string[], username: string) => ({
  username,
  name: '新人',
  memberships: [{ orgId, roles }],
  active: true,
});

describe('editing', () => {
  it('is refused without the permission, and outside one’s tree', async () => {
    const clerk = await s.client('renda1');
    expect(
      (await clerk.call('POST', '/api/directory/users', newUser('jtj', ['official'], 'x1'))).status,
    ).toBe(403);
    const admin = await s.client('admin');
    const made = await admin.call(
      'POST',
      '/api/directory/users',
      newUser('yunxi', ['administrator'], 'yunxi-admin'),
    );
    expect(made.status).toBe(200);
    const town = await s.client('yunxi-admin', made.body.oneTimePassword);
    const password = { current: made.body.oneTimePassword, next: 'town-password' };
    await town.call('POST', '/api/session/password', password);
    const t = await s.client('yunxi-admin', 'town-password');
    expect(
      (await t.call('POST', '/api/directory/users', newUser('yunxi', ['clerk'], 'yunxi-new'))).status,
    ).toBe(200);
    expect(
      (await t.call('POST', '/api/directory/users', newUser('shiqiao', ['clerk'], 'sq-new'))).status,
    ).toBe(403);
    expect((await t.call('POST', '/api/directory/users/admin/reset-password')).status).toBe(403);
    const seen = (await t.call('GET', '/api/directory/users')).body.items;
    const names = seen.map((u: { username: string }) => u.username);
    expect(names).toEqual(expect.arrayContaining(['yunxi-admin', 'yunxi-new', 'yunxi1']));
    expect(names.filter((n: string) => !/^y(unxi|xzf|xdb)/.test(n))).toEqual([]);
  });

  it('names what does not fit', async () => {
    const admin = await s.client('admin');
    const role = await admin.call('POST', '/api/directory/users', newUser('jtj', ['deputy'], 'x2'));
    expect([role.status, role.body.places[0].place]).toEqual([422, '/memberships/0/roles/0']);
    const extra = await admin.call('POST', '/api/directory/users', {
      ...newUser('jtj', ['official'], 'x3'),
      rank: 1,
    });
    expect(extra.status).toBe(400);
    expect(extra.body.places[0].message).toContain('rank');
    const taken = await admin.call('POST', '/api/directory/users', newUser('jtj', ['official'], 'jtj1'));
    expect([taken.status, taken.body.detail]).toEqual([409, '用户名已被使用。请换一个。']);
  });

  it('keeps the last administrator, and refuses an old revision', async () => {
    const admin = await s.client('admin');
    const { rev, id: _id, ...fields } = s.app.directory.user('admin')!;
    const closed = await admin.call('PUT', '/api/directory/users/admin', { ...fields, active: false, rev });
    expect([closed.status, closed.body.detail]).toEqual([409, expect.stringContaining('最后一名系统管理员')]);
    const official = s.app.directory.user('zjj1')!;
    const { id, rev: at, ...given } = official;
    const put = (name: string) =>
      admin.call('PUT', `/api/directory/users/${id}`, { ...given, name, rev: at });
    expect((await put('甲')).status).toBe(200);
    expect((await put('乙')).status).toBe(409);
    expect(s.app.directory.user('zjj1')!.name).toBe('甲');
  });

  it('closing an account ends its sessions and takes it out of the lists', async () => {
    const admin = await s.client('admin');
    const his = await s.client('nyj1');
    const { id: _id, rev, ...fields } = s.app.directory.user('nyj1')!;
    expect(
      (await admin.call('PUT', '/api/directory/users/nyj1', { ...fields, active: false, rev })).status,
    ).toBe(200);
    expect((await his.call('GET', '/api/notices')).status).toBe(401);
    expect(s.app.directory.usersOfBody('nyj').map((u) => u.id)).toEqual(['nyj0']);
  });

  it('a group remembers who left', async () => {
    const admin = await s.client('admin');
    const group = s.app.directory.groups.get('zu-hubin')!;
    const ids = group.members.map((m) => m.userId);
    const body = {
      id: group.id,
      congressId: 'donghu',
      title: group.title,
      members: ids.slice(1),
      rev: group.rev,
    };
    const saved = await admin.call('PUT', '/api/directory/groups/zu-hubin', body);
    expect(saved.status).toBe(200);
    const left = saved.body.members.find((m: { userId: string }) => m.userId === ids[0]);
    expect(left.until).toBe(s.app.clock.today());
  });
});
