/** EngineReads from what the cluster's exporter told. */
import type { EngineReads, ProcessInstance } from '../engine.ts';
import type { Fold } from './fold.ts';
import type { Ledger } from './ledger.ts';

export function createReads(ledger: Ledger): Omit<EngineReads, 'caughtUp' | 'idle'> {
  /** `live`: what is asked for can only be in an instance that has not ended. */
  async function folds(processInstanceKey: string | undefined, live: boolean): Promise<Fold[]> {
    if (processInstanceKey !== undefined) return [await ledger.fold(processInstanceKey)];
    const ended = live ? [] : (await ledger.journal.instances({})).map((r) => r.key);
    return Promise.all([...new Set([...ledger.active.keys(), ...ended])].map((pi) => ledger.fold(pi)));
  }

  return {
    async processInstances(f) {
      const fits = (i: { key: string; bpmnProcessId: string; parentProcessInstanceKey?: string }) =>
        i.bpmnProcessId !== '' &&
        (f.processInstanceKey === undefined || f.processInstanceKey === i.key) &&
        (f.bpmnProcessId === undefined || f.bpmnProcessId === i.bpmnProcessId) &&
        (f.parentProcessInstanceKey === undefined ||
          f.parentProcessInstanceKey === i.parentProcessInstanceKey);
      const out: ProcessInstance[] = [];
      if (f.state === undefined || f.state === 'ACTIVE')
        for (const { batches: _, key, ...i } of ledger.active.values())
          if (fits({ key, ...i })) out.push({ processInstanceKey: key, ...i, state: 'ACTIVE' });
      if (f.state === 'ACTIVE') return out;
      const rows = await ledger.journal.instances({
        ...(f.processInstanceKey !== undefined && { key: f.processInstanceKey }),
        ...(f.bpmnProcessId !== undefined && { bpmnProcessId: f.bpmnProcessId }),
        ...(f.parentProcessInstanceKey !== undefined && {
          parentProcessInstanceKey: f.parentProcessInstanceKey,
        }),
        ...(f.state !== undefined && { state: f.state }),
      });
      for (const { batches: _, key, ...row } of rows)
        if (fits({ key, ...row })) out.push({ processInstanceKey: key, ...row });
      return out;
    },

    variables: async (pi) => (await ledger.fold(pi)).variables,

    async jobs(f) {
      const live = f.state !== undefined && f.state !== 'COMPLETED' && f.state !== 'CANCELED';
      const all = (await folds(f.processInstanceKey, live)).flatMap((x) => [...x.jobs.values()]);
      return all
        .filter((j) => (f.type ?? j.type) === j.type && (f.state ?? j.state) === j.state)
        .map((j) => ({ ...j, customHeaders: { ...j.customHeaders } }));
    },

    async incidents(f) {
      const all = (await folds(f.processInstanceKey, f.state === 'ACTIVE')).flatMap((x) => [
        ...x.incidents.values(),
      ]);
      return all.filter((i) => (f.state ?? i.state) === i.state).map((i) => ({ ...i }));
    },

    history: async (pi) => (await ledger.fold(pi)).history.map((e) => ({ ...e })),

    subscribe: (listener, o) => ledger.listeners.subscribe(listener, o?.from),
  };
}
