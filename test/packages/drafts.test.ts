/** Drafts over HTTP: two administrators, releases in between, packages that were never published. */
import { strFromU8 } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zipPackage } from '../../processes/zip.ts';
import { type Client, openServer, type TestServer } from '../server/support.ts';

const id = 'deputy-suggestions';
let server: TestServer;
let one: Client;
let two: Client;

beforeAll(async () => {
  server = await openServer({ packages: true });
  one = await server.client('admin');
  two = await server.client('admin');
});
afterAll(() => server.close());

const draft = async (who: Client, of = id) => (await who.call('GET', `/api/packages/${of}/draft`)).body;
interface Draft {
  files: Record<string, string>;
  rev: number;
  basedOn: string | null;
  updatedAt: string | null;
}
const save = (who: Client, { files, rev, basedOn, updatedAt }: Draft, of = id) =>
  who.call('PUT', `/api/packages/${of}/draft`, { files, rev, since: { basedOn, updatedAt } });
const edited = (d: Draft, text: string): Draft => ({ ...d, files: { ...d.files, 'README.md': text } });

it('refuses the second save and says who was first', async () => {
  const [mine, theirs] = [await draft(one), await draft(two)];
  expect((await save(one, edited(mine, 'one'))).status).toBe(200);
  const refused = await save(two, edited(theirs, 'two'));
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(/在您之后保存了这份草稿（2026-03-02 \d\d:\d\d）.*没有覆盖对方的内容/);
  expect((await draft(two)).files['README.md']).toBe('one');
  expect((await draft(two)).updatedByName).not.toBe((await draft(two)).updatedBy);
});

it('does not undo a release that was published in between', async () => {
  const before = await draft(one);
  await one.call('DELETE', `/api/packages/${id}/draft?rev=${before.rev}`);
  const stale = await draft(two);
  expect(stale.rev).toBe(0);
  const saved = (await save(one, edited(await draft(one), 'new'))).body;
  const published = await one.call('POST', `/api/packages/${id}/publish`, { rev: saved.rev, reason: '试验' });
  expect(published.body.number).toBe(2);
  const refused = await save(two, edited(stale, 'stale'));
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toContain('现在生效的是第 2 版');
});

it('tells a new draft from an old one at the same revision', async () => {
  const first = (await save(one, edited(await draft(one), 'first'))).body;
  await one.call('DELETE', `/api/packages/${id}/draft?rev=${first.rev}`);
  server.advance(1);
  const second = (await save(two, edited(await draft(two), 'second'))).body;
  expect(second.rev).toBe(first.rev);
  expect((await save(one, edited(first, 'late'))).status).toBe(409);
  expect((await draft(one)).files['README.md']).toBe('second');
  await two.call('DELETE', `/api/packages/${id}/draft?rev=${second.rev}`);
});

it('forgets a package that was never published when its draft is given up', async () => {
  const { files } = await draft(one);
  const manifest = { ...JSON.parse(files['manifest.json']), id: 'my-own', title: '自建流程' };
  const zip = zipPackage({ ...files, 'manifest.json': JSON.stringify(manifest) });
  const sent = await fetch(`${server.url}/api/packages/import?rev=0`, {
    method: 'POST',
    headers: { 'content-type': 'application/zip', cookie: one.cookie, 'x-csrf-token': one.csrf },
    body: new Uint8Array(zip),
  });
  expect(strFromU8(new Uint8Array(await sent.arrayBuffer()))).toBe('{"packageId":"my-own"}');
  const ids = async () =>
    (await one.call('GET', '/api/packages')).body.items.map((p: { id: string }) => p.id) as string[];
  expect(await ids()).toContain('my-own');
  await one.call('DELETE', `/api/packages/my-own/draft?rev=${(await draft(one, 'my-own')).rev}`);
  expect(await ids()).not.toContain('my-own');
});

it('finds a clock and a ballot that nothing starts', async () => {
  const { files } = await draft(one);
  const drawing = String(files['suggestion.bpmn'])
    .replace('<zeebe:header key="clock" value="co" />', '<zeebe:header key="clock" value="other" />')
    .replace('key="ballot" value="double-evaluation"', 'key="ballot" value="other"');
  const { body } = await one.call('POST', '/api/packages/check', {
    files: { ...files, 'suggestion.bpmn': drawing },
  });
  const messages = body.problems.map((p: { message: string }) => p.message).join('\n');
  expect(messages).toContain('但图里没有以它为标识的“开始计时”');
  expect(messages).toContain('但图里没有以它为标识的“开始测评”');
});
