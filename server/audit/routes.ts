import { z } from 'zod';
import { may } from '../auth/actor.ts';
import type { Directory } from '../directory/directory.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import type { Store, Stored, Where } from '../store/port.ts';
import type { AuditedStore } from './appender.ts';
import { idOf } from './chain.ts';
import type { AuditRecord } from './collections.ts';
import type { AuditLog } from './log.ts';

const HeadSchema = z.object({ seq: z.number().int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });

const EntrySchema = z.object({
  seq: z.number(),
  at: z.string(),
  actorId: z.string().optional(),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  /** Of a task, matter, person or organisation that is still known. */
  targetName: z.string().optional(),
  orgId: z.string().optional(),
  orgName: z.string().optional(),
  caseId: z.string().optional(),
  /** Absent when there was none, or when it was erased. */
  detail: z.record(z.string(), z.unknown()).optional(),
  erased: z.boolean(),
});

const QuerySchema = z.object({
  actorId: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  targetId: z.string().max(100).optional(),
  caseId: z.string().max(100).optional(),
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function auditRoutes(o: {
  store: Store;
  appender: AuditedStore;
  log: AuditLog;
  directory: Directory;
}): AnyRoute[] {
  const { store, log, directory } = o;

  /** Names of what the entries are about: tasks, matters and ballots by their titles, the rest from the directory. */
  async function namesOf(records: Stored<AuditRecord>[]): Promise<Map<string, string>> {
    const ids = (kind: string) => records.filter((r) => r.targetKind === kind).map((r) => r.targetId);
    const [tasks, cases, ballots] = await Promise.all([
      store.getMany<{ name: string; caseNumber: string; caseTitle: string }>('tasks', ids('task')),
      store.getMany<{ number: string; title: string }>('cases', ids('case')),
      store.getMany<{ title: string }>('ballots', ids('ballots')),
    ]);
    const found = new Map<string, string>();
    for (const t of tasks) if (t) found.set(`task:${t.id}`, `${t.name}（${t.caseNumber} ${t.caseTitle}）`);
    for (const b of ballots) if (b) found.set(`ballots:${b.id}`, b.title);
    for (const c of cases) if (c) found.set(`case:${c.id}`, `${c.number} ${c.title}`);
    for (const r of records) {
      const key = `${r.targetKind}:${r.targetId}`;
      const name = directory.name(r.targetId);
      if (!found.has(key) && name !== r.targetId) found.set(key, name);
    }
    return found;
  }

  async function view(records: Stored<AuditRecord>[]): Promise<z.input<typeof EntrySchema>[]> {
    const [contents, names] = await Promise.all([log.contentsOf(records), namesOf(records)]);
    return records.map((r) => {
      const content = r.contentId ? contents.get(r.contentId) : undefined;
      return {
        ...r,
        ...(names.has(`${r.targetKind}:${r.targetId}`)
          ? { targetName: names.get(`${r.targetKind}:${r.targetId}`)! }
          : {}),
        actorName: r.actorId ? directory.name(r.actorId) : '系统',
        ...(r.orgId ? { orgName: directory.name(r.orgId) } : {}),
        ...(content ? { detail: content.content } : {}),
        erased: r.contentId !== undefined && !content,
      };
    });
  }

  return [
    route({
      method: 'get',
      path: '/api/audit',
      summary: 'Audit entries, newest first; one filter at a time',
      tag: 'audit',
      access: { permission: 'audit.read' },
      query: QuerySchema,
      response: z.object({ items: z.array(EntrySchema), next: z.string().optional() }),
      handler: async ({ actor, query }) => {
        const { after, limit, ...filters } = query;
        // One filter is answered by its index; the others, and the tree, narrow what is shown of the page.
        const given = Object.entries(filters).filter(([, v]) => v !== undefined) as [
          keyof AuditRecord,
          string,
        ][];
        const where: Where = Object.fromEntries(given.slice(0, 1));
        const page = await store.find<AuditRecord>('audit', {
          where,
          sort: given.length > 0 ? ['-seq'] : ['-id'],
          limit,
          ...(after ? { after } : {}),
        });
        const shown = page.items.filter(
          (r) => may(actor, 'audit.read', r.orgPath) && given.every(([k, v]) => r[k] === v),
        );
        return { items: await view(shown), ...(page.next ? { next: page.next } : {}) };
      },
    }),
    route({
      method: 'get',
      path: '/api/audit/head',
      summary: 'Number and hash of the last entry, to be kept elsewhere (export it daily)',
      tag: 'audit',
      access: { permission: 'audit.read' },
      response: HeadSchema.extend({ at: z.string().optional() }),
      handler: async () => {
        const { head } = o.appender;
        const [last] = (await store.find<AuditRecord>('audit', { sort: ['-id'], limit: 1 })).items;
        return { ...head, ...(last ? { at: last.at } : {}) };
      },
    }),
    route({
      method: 'post',
      path: '/api/audit/verify',
      summary: 'Walks the whole chain, against the head in memory and, if given, an exported one',
      tag: 'audit',
      access: { permission: 'audit.read' },
      body: z.object({ head: HeadSchema.optional() }),
      response: z.object({
        ok: z.boolean(),
        entries: z.number(),
        erased: z.number(),
        head: HeadSchema,
        problems: z.array(z.object({ seq: z.number(), message: z.string() })),
      }),
      handler: async ({ body }) => log.verify(body.head ?? o.appender.head),
    }),
    route({
      method: 'post',
      path: '/api/audit/:seq/erase',
      summary:
        'Erases the content of an entry (personal data); the entry itself stays and the chain verifies',
      tag: 'audit',
      access: { permission: 'audit.read' },
      params: z.object({ seq: z.coerce.number().int().positive().max(999_999_999_999) }),
      body: z.object({ reason: z.string().min(2).max(500) }),
      response: z.object({ erased: z.boolean() }),
      handler: async ({ actor, params, body }) => {
        const record = await store.get<AuditRecord>('audit', idOf(params.seq));
        if (!record) throw notFound('该审计记录');
        if (!may(actor, 'audit.read', record.orgPath) || !may(actor, 'directory.edit', record.orgPath))
          throw forbidden('删除审计内容');
        await store.commit([
          ...log.eraseOps([record]),
          ...log.record({
            actor,
            action: 'audit.erase',
            target: { kind: 'audit', id: record.id },
            detail: { reason: body.reason },
          }),
        ]);
        return { erased: record.contentId !== undefined };
      },
    }),
  ];
}
