/** What the attacks share: a refusal must be told in Chinese and must have changed nothing. */
import { expect } from 'vitest';
import { COLLECTIONS } from '../../../server/compose.ts';
import type { Client, Reply, TestServer } from '../support.ts';

/** Sessions come and go by themselves; failed attempts to sign in stand in the audit log on purpose. */
const PASSING = new Set(['sessions']);

/** Everything that the server keeps, by collection. */
export async function everything(server: TestServer): Promise<Map<string, unknown[]>> {
  const all = new Map<string, unknown[]>();
  for (const { name } of COLLECTIONS) {
    if (PASSING.has(name)) continue;
    const found: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const page = await server.app.store.find(name, {
        sort: ['id'],
        limit: 1000,
        ...(after ? { after } : {}),
      });
      found.push(...page.items);
      after = page.next;
      if (!after) break;
    }
    all.set(name, found);
  }
  return all;
}

export async function changesNothing<T>(server: TestServer, attack: () => Promise<T>): Promise<T> {
  const before = await everything(server);
  const result = await attack();
  const after = await everything(server);
  for (const [name, docs] of before) expect([name, after.get(name)]).toEqual([name, docs]);
  return result;
}

const CHINESE = /\p{Script=Han}/u;

/** A problem of this status, with what to do in Chinese, and each place with its message in Chinese. */
export function refused(reply: Reply, status: number | number[], place?: string | RegExp): void {
  const told = JSON.stringify(reply.body).slice(0, 600);
  expect([status].flat(), told).toContain(reply.status);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(reply.body.detail).toMatch(CHINESE);
  const places = reply.body.places as { place: string; message: string }[];
  for (const p of places) expect(p.message, told).toMatch(CHINESE);
  if (place !== undefined)
    expect(
      places.some((p) => (typeof place === 'string' ? p.place === place : place.test(p.place))),
      told,
    ).toBe(true);
  expect(told).not.toMatch(/\bat .+\.ts:|node_modules|SQLITE|stack/);
}

export const SUGGESTION = {
  title: '关于增设公交站的建议',
  category: 'transport',
  content: '内容。',
  basis: 'survey',
  wishPublic: 'yes',
};

let suggestions = 0;

/** A suggestion of the person's congress, unlike all before; gives the case's id and the id of the clerk's first task. */
export async function suggest(
  deputy: Client,
  clerk: Client,
  more: object = {},
): Promise<{ id: string; taskId: string }> {
  suggestions += 1;
  const started = await deputy.call('POST', '/api/cases', {
    packageId: 'deputy-suggestions',
    data: { ...SUGGESTION, content: `内容之 ${suggestions}。`, ...more },
  });
  expect([started.status, started.body]).toEqual([200, expect.anything()]);
  const { id } = started.body;
  for (;;) {
    const { tasks } = (await clerk.call('GET', `/api/cases/${id}`)).body;
    if (tasks[0]) return { id, taskId: tasks[0].id };
  }
}
