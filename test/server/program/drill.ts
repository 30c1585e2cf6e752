/** After a kill: what was acknowledged is there, nothing twice, nothing half. */
import { expect } from 'vitest';
import { call, type Session } from './program.ts';
import type { Acknowledged } from './work.ts';

interface DrillCase {
  id: string;
  title: string;
  number: string;
  stage: string;
  state: string;
}

/** All cases of the drill, over all pages. */
async function drillCases(url: string, who: Session): Promise<DrillCase[]> {
  const found: DrillCase[] = [];
  let after = '';
  do {
    const path = `/api/cases?limit=200&q=${encodeURIComponent('断电演练')}${after}`;
    const { body } = await call(url, who, 'GET', path);
    found.push(...body.items);
    after = body.next ? `&after=${encodeURIComponent(body.next)}` : '';
  } while (after);
  return found;
}

/** What the audit chain's own check says. */
export async function verified(url: string, admin: Session): Promise<{ ok: boolean; problems: unknown[] }> {
  const { body } = await call(url, admin, 'POST', '/api/audit/verify', {});
  return { ok: body.ok, problems: body.problems };
}

export async function expectNothingLost(
  url: string,
  people: { clerks: Session[]; admin: Session },
  seen: Acknowledged,
): Promise<void> {
  const clerk = people.clerks[0]!;
  const all = await drillCases(url, clerk);
  const byId = new Map(all.map((c) => [c.id, c]));
  const lost = [...seen.cases].filter(([id, c]) => byId.get(id)?.number !== c.number);
  expect(lost).toEqual([]);
  expect(new Set(all.map((c) => c.number)).size).toBe(all.length);
  expect(new Set(all.map((c) => c.title)).size).toBe(all.length);
  expect(all.filter((c) => !seen.sent.has(c.title))).toEqual([]);

  for (const [id, username] of seen.completed) {
    const who = people.clerks.find((p) => p.username === username);
    const { task } = (await call(url, who, 'GET', `/api/tasks/${id}`)).body;
    expect([task.state, task.completedBy]).toEqual(['completed', username]);
  }
  for (const c of all) {
    const seenNow = async () => (await call(url, clerk, 'GET', `/api/cases/${c.id}`)).body;
    // what was under way at the kill goes on while the first pages are read: its next task may come a moment later
    const open = async () => {
      const { tasks, incidents } = await seenNow();
      return [c.title, incidents, tasks.filter((t: { state: string }) => t.state === 'open').length];
    };
    await expect.poll(open).toEqual([c.title, [], 1]);
    const view = await seenNow();
    const submitted = view.timeLine.filter((e: { kind: string }) => e.kind === 'form').length;
    const done = view.tasks.filter((t: { state: string }) => t.state === 'completed').length;
    expect([c.title, submitted]).toEqual([c.title, done + 1]);
  }
  expect(await verified(url, people.admin)).toEqual({ ok: true, problems: [] });
}
