/** A whole matter over the real embedded engine and SQLite in a temporary folder, on a manual clock. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedEngine, type JournalStore, memoryJournal } from '../../../engine/index.ts';
import type { FormDocument } from '../../../forms/index.ts';
import type { Actor } from '../../../server/auth/actor.ts';
import type { MatterDeps, Notice } from '../../../server/cases/ports.ts';
import { caseCollections, wireCases } from '../../../server/cases/wiring.ts';
import { clockOf } from '../../../server/clock/clock.ts';
import type { Release } from '../../../server/packages/release.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { DRAWING } from './drawing.ts';

const form = (id: string, properties: Record<string, object>, routes: string[]): FormDocument => ({
  id,
  title: id,
  schema: { type: 'object', properties, required: Object.keys(properties) },
  uiSchema: {},
  fields: Object.fromEntries(
    Object.keys(properties).map((k) => [k, { visibility: 'public' as const, routes: routes.includes(k) }]),
  ),
});
const text = { type: 'string', minLength: 1, maxLength: 200 };

const RULE = {
  kind: 'ballot',
  id: 'vote',
  title: '满意度',
  secret: true,
  minGroup: 1,
  denominator: 'all',
  questions: [
    {
      id: 'result',
      title: '办理结果',
      choices: [
        { id: 'yes', title: '满意' },
        { id: 'no', title: '不满意' },
      ],
    },
  ],
  outcomes: [
    { id: 'satisfied', title: '满意', when: { sumOf: ['yes'], atLeast: { numerator: 1, denominator: 2 } } },
  ],
  defaultOutcome: { id: 'dissatisfied', title: '不满意' },
};

function person(
  id: string,
  orgId: string,
  kind: 'congress' | 'body',
  role: string,
  permissions: string[],
): Actor {
  const orgPath = kind === 'congress' ? '/d/' : `/d/${orgId}/`;
  const key = kind === 'congress' ? [`role:${role}@${orgId}`] : [`body:${orgId}`, `body:${orgId}:${role}`];
  return {
    userId: id,
    name: `姓名${id}`,
    memberships: [{ orgId, orgPath, kind, roles: [role] }],
    permissions: new Map(permissions.map((p) => [p, [orgPath]])),
    audience: [`user:${id}`, ...key],
  };
}
export const people = {
  dep1: person('dep1', 'd', 'congress', 'deputy', []),
  dep2: person('dep2', 'd', 'congress', 'deputy', []),
  clerk: person('clerk', 'd', 'congress', 'clerk', [
    'cases.read',
    'cases.manage',
    'tasks.manage',
    'ballots.manage',
  ]),
  edu: person('edu', 'edu', 'body', 'official', []),
  road: person('road', 'road', 'body', 'official', []),
};

export async function openMatter(
  o: {
    folder?: string;
    journal?: JournalStore;
    now?: string;
    /** In place of the voting rule `vote`, and beside it. */
    rules?: Release['rules'];
  } = {},
) {
  const folder = o.folder ?? (await mkdtemp(join(tmpdir(), 'jiandu-matter-')));
  const journal = o.journal ?? memoryJournal();
  const engine = await createEmbeddedEngine({
    store: journal,
    clock: 'manual',
    now: o.now ?? '2026-03-02T01:00:00Z',
  });
  const store = await createSqliteStore({ file: join(folder, 'store.db'), collections: caseCollections });
  const deployed = await engine.deployResources([{ name: 'demo.bpmn', content: DRAWING }]);
  const release: Release = {
    id: 'demo@1',
    packageId: 'demo',
    number: 1,
    manifest: {
      id: 'demo',
      title: '示例',
      description: '',
      version: '1.0.0',
      order: 1,
      main: { file: 'demo.bpmn', process: 'demo' },
      start: {
        form: 'start',
        roles: ['deputy'],
        titleField: 'title',
        noun: '建议',
        number: '{year}-{seq:3}',
      },
      parties: { lead: 'leadBody', deputies: [] },
      results: { participants: 'closed', forms: [] },
      parameters: {},
      roles: [],
      blocks: [],
    },
    files: { 'demo.bpmn': DRAWING },
    forms: new Map([
      ['start', form('start', { title: text }, [])],
      ['review', form('review', { leadBody: text }, ['leadBody'])],
      ['answer', form('answer', { content: text }, [])],
    ]),
    rules: o.rules ?? new Map([['vote', RULE]]),
    registers: new Map(),
    documents: new Map(),
    publications: new Map(),
    process: { bpmnProcessId: 'demo', version: deployed.processes[0]!.version, file: 'demo.bpmn' },
    parameters: () => ({}),
    publishedAt: '2026-01-01T00:00:00Z',
    publishedBy: 'x',
    reason: '',
  };
  const all = Object.values(people);
  const named = (a: Actor) => ({ id: a.userId, name: a.name });
  const notices: Notice[] = [];
  const quiet = () => {};
  const deps: MatterDeps = {
    store,
    engine,
    clock: clockOf(() => engine.now()),
    releases: { current: async () => [release], currentOf: async () => release, get: async () => release },
    directory: {
      org: async (id) => ({
        id,
        name: id,
        path: id === 'd' ? '/d/' : `/d/${id}/`,
        kind: id === 'd' ? 'congress' : 'body',
      }),
      person: async (id) => all.filter((a) => a.userId === id).map(named)[0],
      usersWithRole: async (role, org) =>
        all.filter((a) => a.audience.includes(`role:${role}@${org}`)).map(named),
      usersOfBody: async (body) => all.filter((a) => a.audience.includes(`body:${body}`)).map(named),
      actorOf: async (id) => all.find((a) => a.userId === id),
    },
    audit: { record: () => [] },
    notices: {
      ops: async (n) => {
        notices.push(n);
        return [];
      },
    },
    live: { publish: quiet },
    log: { info: quiet, warn: quiet, error: (o) => console.error(o) },
    dataFolder: folder,
  };
  const matter = wireCases(deps, { manual: true });
  for (const f of matter.features) await f.start?.();
  await matter.settle();
  return {
    ...matter,
    deps,
    engine,
    store,
    journal,
    folder,
    notices,
    async close(keep = false) {
      for (const f of [...matter.features].reverse()) await f.stop?.();
      await engine.close();
      await store.close();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}
