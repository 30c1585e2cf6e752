/** EngineReads: of what runs from memory, of what has ended from the journal. */
import type { EngineState, IncidentState, Job } from '../core/index.ts';
import type { EngineReads, Incident, JobRecord, ProcessInstance } from '../engine.ts';
import { decode } from './batch.ts';
import type { ActiveInstance } from './instance-index.ts';
import { jobRecord } from './job.ts';
import type { JournalStore } from './journal-store.ts';
import { type Projection, project } from './project.ts';
import type { Runtime } from './runtime.ts';

export function createReads(
  runtime: Runtime,
  journal: JournalStore,
): Omit<EngineReads, 'subscribe' | 'caughtUp' | 'idle'> {
  async function projection(pi: string): Promise<Projection> {
    const active = runtime.instances.get(pi);
    const batches = active?.batches ?? (await journal.instances({ key: pi }))[0]?.batches ?? [];
    const rows = await journal.readBatches([...batches]);
    return project(
      pi,
      rows.map((r) => ({ seq: r.seq, groups: decode(r.body) })),
    );
  }

  /** Every instance; for questions that name none. */
  async function everywhere<T>(pick: (p: Projection) => T[]): Promise<T[]> {
    const keys = [...active({}), ...(await journal.instances({}))].map((i) => i.key);
    const out: T[] = [];
    for (const key of new Set(keys)) out.push(...pick(await projection(key)));
    return out;
  }

  /** Active ones that may be meant; without looking at all where one or a parent is named. */
  function active(f: { processInstanceKey?: string; parentProcessInstanceKey?: string }): ActiveInstance[] {
    const { instances, state, cold } = runtime;
    const named =
      f.processInstanceKey !== undefined
        ? [f.processInstanceKey]
        : f.parentProcessInstanceKey !== undefined
          ? calledBy(state, f.parentProcessInstanceKey)
          : undefined;
    if (named) return named.flatMap((key) => instances.get(key) ?? []);
    const all = [...instances.hot()];
    for (const { instance } of cold.away()) if (instance) all.push(instance);
    return all.sort((a, b) => Number(a.key) - Number(b.key));
  }

  /** Rows of a table: of one instance, or of all without bringing back those that are put away. */
  function rows<T extends { pi: string; key: string }>(
    table: 'jobs' | 'incidents',
    pi: string | undefined,
  ): T[] {
    // brings it back
    if (pi !== undefined && !runtime.instances.get(pi)) return [];
    const all = [...runtime.state[table].hot()] as unknown as T[];
    if (pi !== undefined) return all.filter((row) => row.pi === pi);
    for (const unit of runtime.cold.away()) all.push(...((unit[table] ?? []) as T[]));
    return all.sort((a, b) => Number(a.key) - Number(b.key));
  }

  return {
    async processInstances(f) {
      const out: ProcessInstance[] = [];
      if (f.state === undefined || f.state === 'ACTIVE')
        for (const i of active(f)) {
          const { key, batches: _, ...rest } = i;
          if (
            (f.processInstanceKey === undefined || f.processInstanceKey === key) &&
            (f.bpmnProcessId === undefined || f.bpmnProcessId === i.bpmnProcessId) &&
            (f.parentProcessInstanceKey === undefined ||
              f.parentProcessInstanceKey === i.parentProcessInstanceKey)
          )
            out.push({ processInstanceKey: key, ...rest, state: 'ACTIVE' });
        }
      if (f.state === 'ACTIVE') return out;
      const rows = await journal.instances({
        ...(f.processInstanceKey !== undefined && { key: f.processInstanceKey }),
        ...(f.bpmnProcessId !== undefined && { bpmnProcessId: f.bpmnProcessId }),
        ...(f.parentProcessInstanceKey !== undefined && {
          parentProcessInstanceKey: f.parentProcessInstanceKey,
        }),
        ...(f.state !== undefined && { state: f.state }),
      });
      for (const { key, batches: _, ...rest } of rows) out.push({ processInstanceKey: key, ...rest });
      return out;
    },

    variables: async (pi) => (await projection(pi)).variables,

    async jobs(f) {
      const live = f.state === 'ACTIVATABLE' || f.state === 'ACTIVATED' || f.state === 'FAILED';
      let jobs: JobRecord[];
      if (live) jobs = rows<Job>('jobs', f.processInstanceKey).map(jobRecord);
      else {
        jobs =
          f.processInstanceKey === undefined
            ? await everywhere((p) => p.jobs)
            : (await projection(f.processInstanceKey)).jobs;
        const now = new Map(rows<Job>('jobs', f.processInstanceKey).map((j) => [j.key, j]));
        jobs = jobs.map((j) => (now.has(j.key) ? jobRecord(now.get(j.key)!) : j));
      }
      return jobs.filter(
        (j) =>
          (f.processInstanceKey === undefined || j.processInstanceKey === f.processInstanceKey) &&
          (f.type === undefined || j.type === f.type) &&
          (f.state === undefined || j.state === f.state),
      );
    },

    async incidents(f) {
      let incidents: Incident[];
      if (f.state === 'ACTIVE')
        incidents = rows<IncidentState>('incidents', f.processInstanceKey).map(
          ({ key, pi, createdAt, ...i }) => ({
            ...i,
            incidentKey: key,
            processInstanceKey: pi,
            state: 'ACTIVE',
            createdAt: new Date(createdAt).toISOString(),
          }),
        );
      else if (f.processInstanceKey === undefined) incidents = await everywhere((p) => p.incidents);
      else incidents = (await projection(f.processInstanceKey)).incidents;
      return incidents.filter(
        (i) =>
          (f.processInstanceKey === undefined || i.processInstanceKey === f.processInstanceKey) &&
          (f.state === undefined || i.state === f.state),
      );
    },

    history: async (pi) => (await projection(pi)).history,
  };
}

/** Keys of the instances that active call activities of an instance have called. */
function calledBy(state: EngineState, pi: string): string[] {
  const out: string[] = [];
  const visit = (key: string) => {
    const e = state.elements.get(key);
    if (e?.called !== undefined) out.push(e.called);
    for (const child of e?.children ?? []) visit(child);
  };
  visit(pi);
  return out;
}
