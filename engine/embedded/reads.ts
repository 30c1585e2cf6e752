/** EngineReads: of what runs from memory, of what has ended from the journal. */
import type { EngineReads, Incident, JobRecord, ProcessInstance } from '../engine.ts';
import { decode } from './batch.ts';
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
    const keys = [...runtime.instances.keys(), ...(await journal.instances({})).map((r) => r.key)];
    const out: T[] = [];
    for (const key of new Set(keys)) out.push(...pick(await projection(key)));
    return out;
  }

  return {
    async processInstances(f) {
      const out: ProcessInstance[] = [];
      if (f.state === undefined || f.state === 'ACTIVE')
        for (const i of runtime.instances.values()) {
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
      if (live) jobs = [...runtime.state.jobs.keys()].map((k) => jobRecord(runtime.state, k));
      else {
        jobs =
          f.processInstanceKey === undefined
            ? await everywhere((p) => p.jobs)
            : (await projection(f.processInstanceKey)).jobs;
        jobs = jobs.map((j) => (runtime.state.jobs.has(j.key) ? jobRecord(runtime.state, j.key) : j));
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
        incidents = [...runtime.state.incidents.values()].map(({ key, pi, createdAt, ...i }) => ({
          ...i,
          incidentKey: key,
          processInstanceKey: pi,
          state: 'ACTIVE',
          createdAt: new Date(createdAt).toISOString(),
        }));
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
