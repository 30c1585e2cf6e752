/** Which batches tell of which instance: in memory while it is active, in its row once it has ended. */
import type { EngineEvent } from '../core/index.ts';
import type { Group } from './batch.ts';
import type { InstanceRow } from './journal-store.ts';
import { processInstanceOf } from './project.ts';

export type ActiveInstance = Omit<InstanceRow, 'state' | 'endedAt'>;

const iso = (at: number) => new Date(at).toISOString();

/** Notes a batch that is about to be written; gives the rows of the instances that end in it. */
export function noteBatch(active: Map<string, ActiveInstance>, seq: number, groups: Group[]): InstanceRow[] {
  const ended: InstanceRow[] = [];
  for (const { at, events } of groups) {
    for (const e of events) {
      const pi = processInstanceOf(e);
      if (pi === undefined) continue;
      if (e.type === 'ELEMENT_ACTIVATING' && e.root)
        active.set(pi, {
          key: pi,
          bpmnProcessId: e.root.bpmnProcessId,
          version: e.root.version,
          ...(e.root.parent && { parentProcessInstanceKey: e.root.parent.pi }),
          startedAt: iso(at),
          batches: [],
        });
      const instance = active.get(pi);
      if (!instance) continue;
      if (e.type === 'INSTANCE_MIGRATED') {
        instance.bpmnProcessId = e.bpmnProcessId;
        instance.version = e.version;
      }
      if (instance.batches.at(-1) !== seq) instance.batches.push(seq);
      const state = endOf(e, pi);
      if (!state) continue;
      ended.push({ ...instance, state, endedAt: iso(at) });
      active.delete(pi);
    }
  }
  return ended;
}

function endOf(e: EngineEvent, pi: string): InstanceRow['state'] | undefined {
  if (e.type === 'ELEMENT_COMPLETED' && e.key === pi) return 'COMPLETED';
  if (e.type === 'ELEMENT_TERMINATED' && e.key === pi) return 'TERMINATED';
  return undefined;
}
