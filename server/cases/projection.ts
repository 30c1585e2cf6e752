/**
 * Keeps each case's place (active elements, stage, state, incidents, variables) in step with the engine. Events are
 * applied once each by their sequence number; the position is stored, so that a start catches up.
 */
import type { EngineReads, HistoryEvent } from '../../engine/engine.ts';
import type { Release } from '../packages/release.ts';
import type { Case } from './collections.ts';
import type { Drawings, ElementModel } from './drawing.ts';
import type { KeyedLock } from './lock.ts';
import type { MatterDeps } from './ports.ts';
import { readersOf } from './readers.ts';

export type Told = HistoryEvent & { processInstanceKey: string };

export class Projection {
  readonly #deps: MatterDeps;
  readonly #drawings: Drawings;
  readonly #lock: KeyedLock;
  readonly #roots = new Map<string, string>();
  #queue: Told[] = [];
  #working: Promise<void> | undefined;
  #position = 0;
  /** Highest number told so far; later events come through the queue. */
  #told = 0;
  /** Cases whose projection failed: rebuilt from the whole history with the next batch. */
  readonly #failed = new Set<string>();
  #subscription: { close(): void } | undefined;
  /** Told of the events after they are in the case, before the position moves on; must be idempotent. */
  follower: (caseId: string, events: Told[]) => Promise<void> = async () => {};

  constructor(deps: MatterDeps, drawings: Drawings, lock: KeyedLock) {
    this.#deps = deps;
    this.#drawings = drawings;
    this.#lock = lock;
  }

  async start(): Promise<void> {
    const stored = await this.#deps.store.get<{ id: string; value: number }>('counters', 'projection');
    this.#position = stored?.value ?? 0;
    this.#told = this.#position;
    this.#subscription = this.#deps.engine.subscribe((e) => this.#take(e), { from: this.#position });
    await this.idle();
  }

  async stop(): Promise<void> {
    this.#subscription?.close();
    await this.idle();
  }

  /** Resolves when all events that were told so far are in the cases. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** The case now knows its instance: takes in what the engine told of it before that. */
  async adopt(caseId: string, processInstanceKey: string): Promise<void> {
    await this.#lock.run(caseId, async () => {
      const set = { processInstanceKey, updatedAt: this.#deps.clock.now() };
      await this.#deps.store.commit([{ op: 'patch', collection: 'cases', id: caseId, set }]);
    });
    this.#roots.set(processInstanceKey, caseId);
    await this.#projectOrMark(caseId, await this.#historySoFar(processInstanceKey));
  }

  #take(event: Told): void {
    this.#told = Math.max(this.#told, event.seq);
    this.#queue.push(event);
    this.#working ??= Promise.resolve()
      .then(() => this.#work())
      .finally(() => {
        this.#working = undefined;
        if (this.#queue.length > 0) this.#take(this.#queue.pop()!);
      });
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        const byCase = new Map<string, Told[]>();
        for (const e of batch) {
          const caseId = await this.#caseOf(e.processInstanceKey);
          if (caseId) byCase.set(caseId, [...(byCase.get(caseId) ?? []), e]);
        }
        for (const caseId of this.#failed) if (!byCase.has(caseId)) byCase.set(caseId, []);
        await Promise.all([...byCase].map(([caseId, events]) => this.#projectOrMark(caseId, events)));
        // the position waits for failed cases, so that the next start tells of them again
        if (this.#failed.size > 0) continue;
        this.#position = batch.reduce((n, e) => Math.max(n, e.seq), this.#position);
        await this.#deps.store.commit([
          { op: 'put', collection: 'counters', doc: { id: 'projection', value: this.#position } },
        ]);
      } catch (error) {
        this.#deps.log.error({ err: error }, 'projection of engine events failed');
      }
    }
  }

  /** The case of an instance: its own, or that of the instance that called it. */
  async #caseOf(instance: string): Promise<string | undefined> {
    const known = this.#roots.get(instance);
    if (known) return known;
    const { items } = await this.#deps.store.find<Case>('cases', {
      where: { processInstanceKey: instance },
      limit: 1,
    });
    let id = items[0]?.id;
    if (!id) {
      const [found] = await this.#deps.engine.processInstances({ processInstanceKey: instance });
      if (found?.parentProcessInstanceKey) id = await this.#caseOf(found.parentProcessInstanceKey);
    }
    if (id) this.#roots.set(instance, id);
    return id;
  }

  async #projectOrMark(caseId: string, events: Told[]): Promise<void> {
    try {
      await this.#project(caseId, events, this.#failed.has(caseId));
      await this.follower(caseId, events);
      this.#failed.delete(caseId);
    } catch (error) {
      this.#failed.add(caseId);
      this.#deps.log.error({ err: error, caseId }, 'projection of a case failed, it will be rebuilt');
    }
  }

  /**
   * Events of an instance and of those that it called, up to the last that was told. What is told while they are read
   * comes through the queue: taken in here, of one instance but not yet of another, it would pass over the other's.
   */
  async #historySoFar(instance: string): Promise<Told[]> {
    const until = this.#told;
    return (await this.#historyOf(instance)).filter((e) => e.seq <= until);
  }

  async #historyOf(instance: string): Promise<Told[]> {
    const own = await this.#deps.engine.history(instance);
    const children = await this.#deps.engine.processInstances({ parentProcessInstanceKey: instance });
    const theirs = await Promise.all(children.map((c) => this.#historyOf(c.processInstanceKey)));
    return [...own.map((e) => ({ ...e, processInstanceKey: instance })), ...theirs.flat()];
  }

  async #project(caseId: string, events: Told[], rebuild = false): Promise<void> {
    await this.#lock.run(caseId, async () => {
      const stored = await this.#deps.store.get<Case>('cases', caseId);
      if (!stored) return;
      const c = rebuild ? { ...stored, active: [], seq: 0, state: 'active' as const } : stored;
      const root = stored.processInstanceKey;
      const told = rebuild && root ? await this.#historySoFar(root) : events;
      await this.#step(c, told);
    });
    this.#deps.live.publish(`case:${caseId}`, { caseId });
  }

  async #step(c: Case, told: Told[]): Promise<void> {
    const events = told.filter((e) => e.seq > c.seq).sort((a, b) => a.seq - b.seq);
    if (events.length === 0) return;
    const release = await this.#deps.releases.get(c.releaseId);
    if (!release) throw new Error(`case <${c.id}>: unknown release <${c.releaseId}>`);
    const elements = await this.#drawings.elements(release);
    const set = { ...applyEvents(c, events, elements), updatedAt: events.at(-1)!.at };
    await this.#readEngine(c, events, set);
    await this.#commit(c, set, release);
  }

  async #readEngine(c: Case, events: Told[], set: Partial<Case>): Promise<void> {
    const root = c.processInstanceKey;
    if (!root) return;
    const variables = await this.#deps.engine.variables(root);
    set.variables = Object.fromEntries(
      variables.filter((v) => v.scopeKey === root && v.name !== 'params').map((v) => [v.name, v.value]),
    );
    if (events.some((e) => e.type.startsWith('INCIDENT'))) {
      const instances = new Set([root, ...(set.active ?? c.active).map((a) => a.instance)]);
      set.incidents = await countIncidents(this.#deps.engine, [...instances]);
    }
  }

  async #commit(c: Case, set: Partial<Case>, release: Release): Promise<void> {
    set.readers = readersOf({ ...c, ...set }, release);
    await this.#deps.store.commit([{ op: 'patch', collection: 'cases', id: c.id, set }]);
  }
}

async function countIncidents(engine: EngineReads, instances: string[]): Promise<number> {
  const lists = await Promise.all(
    instances.map((processInstanceKey) => engine.incidents({ processInstanceKey, state: 'ACTIVE' })),
  );
  return lists.reduce((n, list) => n + list.length, 0);
}

/** Pure: what the events change in a case's place. `elements` gives types and stages. */
export function applyEvents(
  c: Pick<Case, 'active' | 'stage' | 'state' | 'endedAt' | 'processInstanceKey' | 'seq'>,
  events: Told[],
  elements: Map<string, ElementModel>,
): Partial<Case> {
  const active = new Map(c.active.map((a) => [a.key, a]));
  let { state, endedAt } = c;
  for (const e of events) {
    const key = e.elementInstanceKey;
    if (!key || !e.elementId) continue;
    // the process itself is an element too: its end is the case's
    if (key === e.processInstanceKey) {
      const root = key === c.processInstanceKey && state === 'active';
      if (root && e.type === 'ELEMENT_COMPLETED') [state, endedAt] = ['completed', e.at];
      if (root && e.type === 'ELEMENT_TERMINATED') [state, endedAt] = ['cancelled', e.at];
    } else if (e.type === 'ELEMENT_ACTIVATED') {
      active.set(key, { key, elementId: e.elementId, instance: e.processInstanceKey, at: e.at });
    } else if (e.type === 'ELEMENT_COMPLETED' || e.type === 'ELEMENT_TERMINATED') active.delete(key);
  }
  const now = state === 'active' ? [...active.values()] : [];
  const stages = now.flatMap((a) => {
    const stage = elements.get(a.elementId)?.properties.stage;
    return stage ? [{ stage, at: a.at }] : [];
  });
  const latest = stages.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.stage;
  const stage = state === 'completed' ? '已办结' : state === 'cancelled' ? '已撤销' : (latest ?? c.stage);
  const seq = events.at(-1)!.seq;
  return { active: now, stage, state, seq, ...(endedAt ? { endedAt } : {}) };
}
