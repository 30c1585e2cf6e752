/** Start and recovery: the newest checkpoint, the batches after it, and the models of all deployed processes. */
import {
  apply,
  type EngineState,
  type ProcessModel,
  type RequirementsModel,
  Restorer,
  readDecisions,
  readDrawing,
  Table,
} from '../core/index.ts';
import { decode } from './batch.ts';
import { type CheckpointEvery, Checkpoints, type Head } from './checkpoint.ts';
import { Cold, isBlock, type UnitBody } from './cold.ts';
import { type ActiveInstance, noteBatch } from './instance-index.ts';
import type { JournalStore, UnitRow } from './journal-store.ts';

const PAGE = 200;
/** Few, since rows of blocks are long. */
const UNITS = 200;

export interface Loaded {
  state: EngineState;
  /** Number of the last batch. */
  seq: number;
  /** Active instances. */
  instances: Table<ActiveInstance>;
  cold: Cold;
  /** What is due in instances that are put away, see `Agenda`. */
  due: number[];
  /** Instant of the last event; 0 if there is none. */
  at: number;
  checkpoints: Checkpoints;
  /** Rows of units that no longer count, to be dropped. */
  stale: Pick<UnitRow, 'key' | 'seq'>[];
}

export async function load(journal: JournalStore, every?: CheckpointEvery): Promise<Loaded> {
  const loaded = await loadCheckpoint(journal, every);
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
      const ended = noteBatch(loaded.instances, seq, groups);
      loaded.checkpoints.note(groups, loaded.state, ended);
      loaded.checkpoints.wrote(body.length);
      loaded.seq = seq;
    }
    if (page.length < PAGE) return loaded;
  }
}

async function loadCheckpoint(journal: JournalStore, every?: CheckpointEvery): Promise<Loaded> {
  const found = await journal.loadCheckpoint();
  const seq = found?.seq ?? 0;
  const head: Head = found ? (JSON.parse(found.body) as Head) : { nextKey: 1, at: 0 };
  if (head.nextKey === undefined)
    throw new Error(
      '这个数据文件夹的流程在 Zeebe 集群上运行，不能改由内置引擎运行；请设置 ZEEBE_ADDRESS，或另用一个数据文件夹',
    );
  const restorer = new Restorer();
  const instances = new Table<ActiveInstance>();
  const cold = new Cold();
  const due: number[] = [];
  const saved = new Map<string, number>();
  /** Empty rows, of what has ended. */
  const ended = new Map<string, number>();
  const stale: Pick<UnitRow, 'key' | 'seq'>[] = [];
  let last: UnitRow | undefined;
  const take = () => {
    if (!last) return;
    if (isBlock(last)) {
      const replaced = cold.load(last, saved, ended, (dues, facts) => {
        for (const n of dues) due.push(n);
        if (facts) restorer.addAway(facts);
      });
      stale.push(...replaced);
      return;
    }
    if (last.body === '') {
      ended.set(last.key, last.seq);
      return;
    }
    const { instance, ...unit } = JSON.parse(last.body) as UnitBody;
    if (instance) instances.set(instance.key, instance);
    restorer.add(unit);
    saved.set(last.key, last.seq);
  };
  for (let after: UnitRow | undefined; ; ) {
    const page = await journal.readUnits(after, UNITS);
    for (const row of page) {
      if (row.seq > seq) {
        stale.push(row);
        continue;
      }
      if (last?.key === row.key) stale.push(last);
      else take();
      last = row;
    }
    after = page.at(-1);
    if (page.length < UNITS) break;
  }
  take();
  // No block needs them any more.
  for (const [key, seq] of ended) stale.push({ key, seq });
  const state = restorer.finish(head.nextKey);
  const hot = [...instances.keys()];
  cold.attach(state, instances);
  const checkpoints = new Checkpoints(journal, { seq, saved, cold, hot, ...(every && { every }) });
  return { state, seq, instances, cold, due, at: head.at, checkpoints, stale };
}

/** What was deployed once stays readable under today's limits. */
const NO_LIMITS = { maxXmlLength: Infinity, maxElements: Infinity, maxLevels: Infinity };

/** Models are made from the deployed XML again; only those not known yet. */
export async function loadModels(state: EngineState, models: Map<string, ProcessModel>): Promise<void> {
  for (const key of models.keys()) if (!state.definitions.has(key)) models.delete(key);
  const drawings = new Map<string, ProcessModel[]>();
  for (const d of state.definitions.values()) {
    if (models.has(d.key)) continue;
    let processes = drawings.get(d.resource);
    if (!processes) {
      const { name, content } = state.resources.get(d.resource)!;
      // What was deployed once stays readable under today's limits and rules.
      const drawing = await readDrawing(name, content, NO_LIMITS, { rules: false });
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

/** The same of decisions. */
export async function loadRequirements(
  state: EngineState,
  models: Map<string, RequirementsModel>,
): Promise<void> {
  for (const key of models.keys()) if (!state.requirements.has(key)) models.delete(key);
  for (const r of state.requirements.values()) {
    if (models.has(r.key)) continue;
    const { name, content } = state.resources.get(r.resource)!;
    const decisions = await readDecisions(name, content, NO_LIMITS);
    if (!decisions.ok)
      throw new Error(`deployed decisions <${name}> cannot be read: ${decisions.problems[0]?.message}`);
    models.set(r.key, decisions.requirements);
  }
}
