/** The hash chain: pure functions over entries. */
import { createHash } from 'node:crypto';
import type { AuditRecord } from './collections.ts';

export type Unsealed = Omit<AuditRecord, 'id' | 'seq' | 'prev' | 'hash'>;
export interface Head {
  seq: number;
  hash: string;
}

/** Before the first entry. */
export const GENESIS: Head = { seq: 0, hash: '0'.repeat(64) };

const sha256 = (s: string): string => createHash('sha256').update(s).digest('hex');

/** JSON with sorted names: the same content gives the same text on every store. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`;
}

export const digestOf = (salt: string, content: unknown): string => sha256(`${salt}\n${canonical(content)}`);

export const idOf = (seq: number): string => String(seq).padStart(12, '0');

export function hashOf(record: Omit<AuditRecord, 'hash'>): string {
  const {
    id,
    seq,
    at,
    actorId,
    action,
    targetKind,
    targetId,
    orgId,
    orgPath,
    caseId,
    contentId,
    digest,
    prev,
  } = record;
  return sha256(
    canonical({
      id,
      seq,
      at,
      actorId,
      action,
      targetKind,
      targetId,
      orgId,
      orgPath,
      caseId,
      contentId,
      digest,
      prev,
    }),
  );
}

/** The entry as the next link after `head`. */
export function seal(entry: Unsealed, head: Head): AuditRecord {
  const seq = head.seq + 1;
  const record = { ...entry, id: idOf(seq), seq, prev: head.hash };
  return { ...record, hash: hashOf(record) };
}

/** What is wrong with a link after `head`; undefined when it holds. */
export function fault(record: AuditRecord, head: Head): string | undefined {
  if (record.seq !== head.seq + 1 || record.id !== idOf(record.seq)) return `缺少第 ${head.seq + 1} 条记录`;
  if (record.prev !== head.hash) return `第 ${record.seq} 条与上一条不衔接`;
  if (record.hash !== hashOf(record)) return `第 ${record.seq} 条的内容被改动过`;
  return undefined;
}
