/** Start and recovery: the newest snapshot, the batches after it, and the models of all deployed processes. */
import {
  apply,
  type EngineState,
  emptyState,
  type ProcessModel,
  readDrawing,
  restore,
  serialize,
} from '../core/index.ts';
import { decode } from './batch.ts';
import { type ActiveInstance, noteBatch } from './instance-index.ts';
import type { JournalStore } from './journal-store.ts';

const PAGE = 200;

export interface Loaded {
  state: EngineState;
  /** Number of the last batch. */
  seq: number;
  /** Active instances. */
  instances: Map<string, ActiveInstance>;
  /** Instant of the last event; 0 if there is none. */
  at: number;
}

export async function load(journal: JournalStore): Promise<Loaded> {
  const snapshot = await journal.loadSnapshot();
  const kept =
    snapshot && (JSON.parse(snapshot.body) as { state: string; instances: ActiveInstance[]; at: number });
  const loaded: Loaded = {
    state: kept ? restore(kept.state) : emptyState(),
    seq: snapshot?.seq ?? 0,
    instances: new Map(kept?.instances.map((i) => [i.key, i])),
    at: kept?.at ?? 0,
  };
  for (;;) {
    const page = await journal.readFrom(loaded.seq + 1, PAGE);
    for (const { seq, body } of page) {
      if (seq !== loaded.seq + 1)
        throw new Error(`journal batch <${loaded.seq + 1}> is missing, found <${seq}>`);
      const groups = decode(body);
      for (const { at, events } of groups) {
        for (const event of events) apply(loaded.state, event, at);
        loaded.at = Math.max(loaded.at, at);
      }
      noteBatch(loaded.instances, seq, groups);
      loaded.seq = seq;
    }
    if (page.length < PAGE) return loaded;
  }
}

export function snapshotBody(l: Pick<Loaded, 'state' | 'instances' | 'at'>): string {
  return JSON.stringify({ state: serialize(l.state), instances: [...l.instances.values()], at: l.at });
}

/** Models are made from the deployed XML again; only those not known yet. */
export async function loadModels(state: EngineState, models: Map<string, ProcessModel>): Promise<void> {
  for (const key of models.keys()) if (!state.definitions.has(key)) models.delete(key);
  const drawings = new Map<string, ProcessModel[]>();
  for (const d of state.definitions.values()) {
    if (models.has(d.key)) continue;
    let processes = drawings.get(d.resource);
    if (!processes) {
      const { name, content } = state.resources.get(d.resource)!;
      // What was deployed once stays readable under today's limits.
      const drawing = await readDrawing(name, content, { maxXmlLength: Infinity, maxElements: Infinity });
      if (!drawing.ok)
        throw new Error(`deployed drawing <${name}> cannot be read: ${drawing.problems[0]?.message}`);
      processes = drawing.processes;
      drawings.set(d.resource, processes);
    }
    const model = processes.find((p) => p.bpmnProcessId === d.bpmnProcessId);
    if (!model) throw new Error(`process <${d.bpmnProcessId}> is not in its drawing`);
    models.set(d.key, model);
  }
}
