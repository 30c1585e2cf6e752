/** The engine's journal on the Store: a batch is one document, so an append is one atomic, durable commit. */
import { z } from 'zod';
import type {
  InstanceRow,
  JournalBatch,
  JournalStore,
  UnitRow,
} from '../../engine/embedded/journal-store.ts';
import { defineCollection } from './collections.ts';
import type { CollectionDefinition, Op, Store, Where } from './port.ts';

const batch = z.object({ id: z.string(), seq: z.number().int(), body: z.string() });

const unit = z.object({ id: z.string(), key: z.string(), seq: z.number().int(), body: z.string() });

const instance = z.object({
  id: z.string(),
  bpmnProcessId: z.string(),
  version: z.number().int(),
  state: z.enum(['COMPLETED', 'TERMINATED']),
  parentProcessInstanceKey: z.string().optional(),
  startedAt: z.string(),
  endedAt: z.string(),
  batches: z.array(z.number().int()),
});

export const journalCollections: CollectionDefinition[] = [
  defineCollection({ name: 'engine_batches', schema: batch, indexes: [{ fields: ['seq'], unique: true }] }),
  defineCollection({ name: 'engine_checkpoints', schema: batch, indexes: [] }),
  defineCollection({ name: 'engine_units', schema: unit, indexes: [] }),
  defineCollection({
    name: 'engine_instances',
    schema: instance,
    indexes: [
      { fields: ['bpmnProcessId', 'state'] },
      { fields: ['parentProcessInstanceKey'] },
      { fields: ['state'] },
    ],
  }) as unknown as CollectionDefinition,
] as CollectionDefinition[];

const LATEST = 'latest';
const PAGE = 1000;
/** Zero-padded, so that ids sort as their numbers do. */
const idOf = (seq: number) => String(seq).padStart(12, '0');
const unitId = ({ key, seq }: Pick<UnitRow, 'key' | 'seq'>) => `${key.padStart(16, '0')}/${idOf(seq)}`;

type StoredInstance = Omit<InstanceRow, 'key'> & { id: string };

const toRow = ({ id, rev: _, ...rest }: StoredInstance & { rev: number }): InstanceRow => ({
  key: id,
  ...rest,
});

export function createJournalStore(store: Store): JournalStore {
  async function find(where: Where): Promise<InstanceRow[]> {
    const rows: InstanceRow[] = [];
    for (let after: string | undefined; ; ) {
      const page = await store.find<StoredInstance>('engine_instances', {
        where,
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      rows.push(...page.items.map(toRow));
      if (page.next === undefined) return rows;
      after = page.next;
    }
  }

  return {
    async append({ seq, body }, ended) {
      const ops: Op[] = [
        { op: 'put', collection: 'engine_batches', doc: { id: idOf(seq), seq, body }, ifRev: 0 },
      ];
      for (const { key, ...row } of ended)
        ops.push({ op: 'put', collection: 'engine_instances', doc: { id: key, ...row } });
      await store.commit(ops);
    },
    async readFrom(seq, limit) {
      const page = await store.find<JournalBatch & { id: string }>('engine_batches', {
        where: { seq: { gte: seq } },
        sort: ['seq'],
        limit: Math.min(limit, PAGE),
      });
      return page.items.map((b) => ({ seq: b.seq, body: b.body }));
    },
    async readBatches(seqs) {
      const out: JournalBatch[] = [];
      for (let i = 0; i < seqs.length; i += PAGE) {
        const ids = seqs.slice(i, i + PAGE).map(idOf);
        for (const b of await store.getMany<JournalBatch & { id: string }>('engine_batches', ids))
          if (b) out.push({ seq: b.seq, body: b.body });
      }
      return out;
    },
    async instances(f) {
      if (f.key !== undefined) {
        const row = await store.get<StoredInstance>('engine_instances', f.key);
        return row ? [toRow(row)] : [];
      }
      const { bpmnProcessId, parentProcessInstanceKey: parent, state } = f;
      const where: Where =
        parent !== undefined
          ? { parentProcessInstanceKey: parent }
          : bpmnProcessId !== undefined
            ? { bpmnProcessId, ...(state !== undefined && { state }) }
            : state !== undefined
              ? { state }
              : {};
      const rows = await find(where);
      return rows.filter(
        (r) =>
          (state === undefined || r.state === state) &&
          (bpmnProcessId === undefined || r.bpmnProcessId === bpmnProcessId),
      );
    },
    async saveUnits(rows) {
      await store.commit(
        rows.map((row) => ({ op: 'put', collection: 'engine_units', doc: { id: unitId(row), ...row } })),
      );
    },
    async readUnits(after, limit) {
      const page = await store.find<UnitRow & { id: string }>('engine_units', {
        where: { id: { gt: after ? unitId(after) : '' } },
        limit: Math.min(limit, PAGE),
      });
      return page.items.map(({ key, seq, body }) => ({ key, seq, body }));
    },
    async dropUnits(rows) {
      await store.commit(rows.map((row) => ({ op: 'delete', collection: 'engine_units', id: unitId(row) })));
    },
    async saveCheckpoint({ seq, body }) {
      await store.commit([{ op: 'put', collection: 'engine_checkpoints', doc: { id: LATEST, seq, body } }]);
    },
    async loadCheckpoint() {
      const found = await store.get<JournalBatch & { id: string }>('engine_checkpoints', LATEST);
      return found && { seq: found.seq, body: found.body };
    },
  };
}
