/** Writing and checking the audit log. Ballots' contents never enter: what was voted is not an act of somebody here. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '../auth/actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Op, Store } from '../store/port.ts';
import { UNSEALED } from './appender.ts';
import { digestOf, fault, GENESIS, type Head, type Unsealed } from './chain.ts';
import type { AuditContent, AuditRecord } from './collections.ts';

export interface AuditEntry {
  /** Absent: the system itself. */
  actor: Actor | undefined;
  /** Such as `task.complete`. */
  action: string;
  target: { kind: string; id: string };
  orgId?: string;
  /** Where the organisation is only being made in this very commit. */
  orgPath?: string;
  caseId?: string;
  /** Small; before and after, names, reasons. Never a password, a token or a ballot. */
  detail?: Record<string, unknown>;
}

export interface ChainReport {
  ok: boolean;
  entries: number;
  /** Contents erased since: their entries still verify. */
  erased: number;
  head: Head;
  problems: { seq: number; message: string }[];
}

export class AuditLog {
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #pathOf: (orgId: string) => string | undefined;

  constructor(o: { store: Store; clock: Clock; pathOf: (orgId: string) => string | undefined }) {
    this.#store = o.store;
    this.#clock = o.clock;
    this.#pathOf = o.pathOf;
  }

  /** Ops to put into the commit of the deed; the store's appender numbers and chains them. */
  record(entry: AuditEntry): Op[] {
    const content =
      entry.detail === undefined ? undefined : (JSON.parse(JSON.stringify(entry.detail)) as object);
    const salt = randomBytes(16).toString('base64url');
    const contentId = randomUUID();
    const orgId = entry.orgId ?? entry.actor?.memberships[0]?.orgId;
    const unsealed: Unsealed = {
      at: this.#clock.now(),
      action: entry.action,
      targetKind: entry.target.kind,
      targetId: entry.target.id,
      orgPath: entry.orgPath ?? ((orgId && this.#pathOf(orgId)) || '/'),
      ...(entry.actor ? { actorId: entry.actor.userId } : {}),
      ...(orgId ? { orgId } : {}),
      ...(entry.caseId ? { caseId: entry.caseId } : {}),
      ...(content ? { contentId, digest: digestOf(salt, content) } : {}),
    };
    const ops: Op[] = [{ op: 'put', collection: 'audit', doc: { id: UNSEALED, ...unsealed } }];
    if (content)
      ops.push({ op: 'put', collection: 'auditContents', doc: { id: contentId, salt, content }, ifRev: 0 });
    return ops;
  }

  /** Walks the whole chain. `expected`: the head that must be there (known from memory or an export). */
  async verify(expected?: Head): Promise<ChainReport> {
    const problems: ChainReport['problems'] = [];
    let head = GENESIS;
    let entries = 0;
    let erased = 0;
    let after: string | undefined;
    do {
      const page = await this.#store.find<AuditRecord>('audit', {
        sort: ['id'],
        limit: 1000,
        ...(after ? { after } : {}),
      });
      const contents = await this.#contentsOf(page.items);
      for (const record of page.items) {
        const message = fault(record, head) ?? contentFault(record, contents);
        if (message) problems.push({ seq: record.seq, message });
        if (record.contentId && !contents.has(record.contentId)) erased++;
        head = { seq: record.seq, hash: record.hash };
        entries++;
        if (expected && record.seq === expected.seq && record.hash !== expected.hash) {
          problems.push({ seq: record.seq, message: `第 ${record.seq} 条与留存的校验值不符` });
        }
      }
      after = page.next;
    } while (after && problems.length < 100);
    if (expected && expected.seq > head.seq && problems.length === 0) {
      problems.push({ seq: head.seq + 1, message: `第 ${head.seq + 1} 条至第 ${expected.seq} 条缺失` });
    }
    return { ok: problems.length === 0, entries, erased, head, problems };
  }

  async contentsOf(records: AuditRecord[]): Promise<Map<string, AuditContent>> {
    return this.#contentsOf(records);
  }

  async #contentsOf(records: AuditRecord[]): Promise<Map<string, AuditContent>> {
    const ids = records.flatMap((r) => (r.contentId ? [r.contentId] : []));
    const found = ids.length > 0 ? await this.#store.getMany<AuditContent>('auditContents', ids) : [];
    return new Map(found.flatMap((c) => (c ? [[c.id, c] as const] : [])));
  }

  /** Removes the content of entries (personal data); who did what and when stays, and the chain verifies. */
  eraseOps(records: AuditRecord[]): Op[] {
    return records.flatMap((r): Op[] =>
      r.contentId ? [{ op: 'delete', collection: 'auditContents', id: r.contentId }] : [],
    );
  }
}

function contentFault(record: AuditRecord, contents: Map<string, AuditContent>): string | undefined {
  const content = record.contentId ? contents.get(record.contentId) : undefined;
  if (!content || digestOf(content.salt, content.content) === record.digest) return undefined;
  return `第 ${record.seq} 条的详细内容被改动过`;
}
