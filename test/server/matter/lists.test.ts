/** Lists and drafts around cases, over HTTP: whose lists, what may be claimed, what waits unfinished. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openServer, type TestServer } from '../support.ts';

const suggestion = (title: string) => ({
  title,
  category: 'education',
  content: '建议内容。',
  wishPublic: 'yes',
  coDeputies: ['db02'],
});

describe('lists of cases and tasks', () => {
  let server: TestServer;
  const who: Record<string, Client> = {};
  const as = async (user: string) => (who[user] ??= await server.client(user));
  const titles = async (user: string, query: string) => {
    const { body } = await (await as(user)).call('GET', `/api/cases?${query}`);
    return (body.items as { title: string }[]).map((c) => c.title).sort();
  };
  /** Workers go on by themselves; the list says when they are done. */
  const task = async (user: string, name: string) => {
    const find = async () => {
      const { body } = await (await as(user)).call('GET', '/api/tasks?view=groups');
      return (body.items as { id: string; name: string; claimable: boolean }[]).find((t) => t.name === name);
    };
    await expect.poll(find).toBeDefined();
    return (await find())!;
  };

  beforeAll(async () => {
    server = await openServer({ packages: true });
    for (const [user, title] of [
      ['db01', '甲建议'],
      ['db03', '乙建议'],
    ] as const) {
      const started = await (await as(user)).call('POST', '/api/cases', {
        packageId: 'deputy-suggestions',
        data: suggestion(title),
      });
      expect(started.status).toBe(200);
    }
  });
  afterAll(() => server?.close());

  it('has those one submitted or joined apart from those one may join', async () => {
    await task('renda1', '审查立案');
    await expect.poll(() => titles('db01', 'view=joinable')).toEqual(['乙建议']);
    expect(await titles('db01', 'view=mine')).toEqual(['甲建议']);
    expect(await titles('db02', 'view=mine')).toEqual(['乙建议', '甲建议']);
    expect(await titles('db02', 'view=joinable')).toEqual([]);
    expect(await titles('db01', 'view=all')).toEqual(['乙建议', '甲建议']);
  });

  it('tells overdue ones, and stages in the order of the drawing', async () => {
    expect(await titles('renda1', 'overdue=true')).toEqual([]);
    expect(await titles('renda1', 'overdue=false&packageId=deputy-suggestions')).toHaveLength(2);
    const { body } = await (await as('renda1')).call('GET', '/api/stages?packageId=deputy-suggestions');
    expect(body.items.indexOf('审查')).toBeLessThan(body.items.indexOf('交办'));
    const stage = encodeURIComponent('审查');
    expect(await titles('renda1', `packageId=deputy-suggestions&stage=${stage}`)).toHaveLength(2);
  });

  it('says what may be claimed, to whom it may', async () => {
    const { id, claimable } = await task('renda1', '审查立案');
    expect(claimable).toBe(true);
    const claimed = await (await as('renda1')).call('POST', `/api/tasks/${id}/claim`);
    expect(claimed.body.claimable).toBe(false);
    const all = await (await as('renda2')).call('GET', '/api/tasks?view=all');
    const seen = (all.body.items as { id: string; claimable: boolean }[]).map((t) => [t.id, t.claimable]);
    expect(seen).toContainEqual([id, false]);
  });

  it('keeps what was typed into a start form until it is submitted; a second window does not overwrite it', async () => {
    const db = await as('db04');
    const path = '/api/startables/deputy-suggestions/draft';
    const option = async () =>
      (await db.call('GET', '/api/startables')).body.find(
        (o: { packageId: string }) => o.packageId === 'deputy-suggestions',
      );
    expect(await option()).toMatchObject({ draft: {}, draftRev: 0 });
    expect((await db.call('PUT', path, { data: { title: '写到一半' }, rev: 0 })).body).toEqual({ rev: 1 });
    expect((await db.call('PUT', path, { data: {}, rev: 0 })).status).toBe(409);
    expect(await option()).toMatchObject({ draft: { title: '写到一半' }, draftRev: 1 });
    await db.call('POST', '/api/cases', { packageId: 'deputy-suggestions', data: suggestion('丙建议') });
    expect(await option()).toMatchObject({ draft: {}, draftRev: 0 });
    const body = await as('jtj1');
    expect((await body.call('PUT', path, { data: {}, rev: 0 })).status).toBe(403);
    expect((await db.call('PUT', '/api/startables/none/draft', { data: {}, rev: 0 })).status).toBe(404);
  });

  it('shows a party what is meant for it, others only what is public', async () => {
    const { id } = await task('renda2', '审查立案');
    const done = await (await as('renda2')).call('POST', `/api/tasks/${id}/complete`, {
      data: { reviewDecision: 'return', reviewReason: '请补充调研情况。' },
    });
    expect(done.status).toBe(200);
    const path = `/api/cases/${done.body.caseId}`;
    const reasons = async (user: string) =>
      JSON.stringify((await (await as(user)).call('GET', path)).body.forms);
    expect(await reasons('db02')).toContain('请补充调研情况。');
    expect(await reasons('db02')).not.toContain('reviewDecision":"return');
    const audit = await (await as('admin')).call('GET', '/api/audit?action=task.complete');
    expect(audit.body.items[0].targetName).toContain('审查立案');
  });

  it('opens a case to a body that has a task of it without being a party', async () => {
    const started = await (await as('db06')).call('POST', '/api/cases', {
      packageId: 'deputy-suggestions',
      data: suggestion('丁建议'),
    });
    const path = `/api/cases/${started.body.id}`;
    const actor = (user: string) => server.app.actors.actorOf(user)!;
    const open = async (element: string) =>
      (await server.app.tasks.ofCase(started.body.id)).find(
        (t) => t.elementId === element && t.state === 'open',
      )?.id;
    const work = async (user: string, element: string, data: Record<string, unknown>) => {
      await expect.poll(() => open(element)).toBeDefined();
      await server.app.tasks.complete(actor(user), (await open(element))!, data);
    };
    await work('renda1', 'review', { reviewDecision: 'accept', openToPublic: 'yes' });
    await work('renda1', 'assign', {
      handlingMode: 'lead',
      leadBody: 'jtj',
      isKey: 'no',
      assignNote: '内部要求',
    });
    await expect.poll(() => open('receive')).toBeDefined();
    const other = await as('jyj1');
    expect((await other.call('GET', path)).status).toBe(404);
    const handed = { to: 'body:jyj', reason: '请协助。' };
    expect(
      (await (await as('jtj1')).call('POST', `/api/tasks/${await open('receive')}/hand-over`, handed)).status,
    ).toBe(200);
    const seen = await other.call('GET', path);
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body.forms)).toContain('内部要求');
    expect(await titles('jyj1', 'view=all')).toEqual(['丁建议']);
    // and stays so when the process moves on
    await work('jyj1', 'receive', { receiveAction: 'accept' });
    await expect.poll(() => open('contact')).toBeDefined();
    expect((await other.call('GET', path)).status).toBe(200);
  });
});
