/** State ↔ text. The same state gives the same text, which the replay tests rely on. */
import { Keys } from './keys.ts';
import { addTo, type EngineState, emptyState, emptyVars, pair } from './state.ts';

const TABLES = [
  'resources',
  'definitions',
  'elements',
  'jobs',
  'timers',
  'subscriptions',
  'messages',
  'incidents',
] as const;
const SETS = new Set(['children', 'timers', 'subscriptions', 'incidents']);

const byNumber = (a: string, b: string) => Number(a) - Number(b);

export function serialize(state: EngineState): string {
  const out: Record<string, unknown> = { nextKey: state.nextKey, startLocks: [...state.startLocks] };
  for (const table of TABLES)
    out[table] = [...state[table].values()].sort((a, b) => Number(a.key) - Number(b.key));
  return JSON.stringify(out, (_name, value) => (value instanceof Keys ? [...value].sort(byNumber) : value));
}

export function restore(text: string): EngineState {
  const raw = JSON.parse(text) as Record<string, unknown>;
  const state = emptyState();
  state.nextKey = raw.nextKey as number;
  state.startLocks = new Map(raw.startLocks as [string, string][]);
  for (const table of TABLES)
    for (const row of raw[table] as { key: string }[])
      (state[table] as Map<string, unknown>).set(row.key, row);
  for (const e of state.elements.values()) {
    const fields = e as unknown as Record<string, unknown>;
    for (const name of SETS) if (fields[name]) fields[name] = Keys.of(fields[name] as string[]);
    if (e.vars) e.vars = Object.assign(emptyVars(), e.vars);
  }
  index(state);
  return state;
}

function index(state: EngineState): void {
  for (const d of state.definitions.values()) {
    const versions = state.versions.get(d.bpmnProcessId) ?? [];
    versions[d.version - 1] = d.key;
    state.versions.set(d.bpmnProcessId, versions);
  }
  for (const j of state.jobs.values()) if (j.state === 'ACTIVATABLE') addTo(state.activatable, j.type, j.key);
  for (const s of state.subscriptions.values())
    addTo(state.subscriptionsByMessage, pair(s.name, s.correlationKey), s.key);
  for (const m of state.messages.values()) addTo(state.messagesByName, pair(m.name, m.correlationKey), m.key);
  for (const [lock, pi] of state.startLocks) state.lockOf.set(pi, lock);
}
