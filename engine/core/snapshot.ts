/**
 * State ↔ text. A checkpoint keeps the state in **units**, each by itself: a process instance with all that hangs on it,
 * a buffered message, a start timer, a definition, a resource. So what is written grows with what has changed.
 */
import { Keys } from './keys.ts';
import {
  addTo,
  addVersion,
  type ElementInstance,
  type EngineState,
  emptyState,
  emptyVars,
  type Job,
  NO_HEADERS,
  pair,
} from './state.ts';

const TABLES = [
  'resources',
  'definitions',
  'requirements',
  'decisions',
  'elements',
  'jobs',
  'timers',
  'subscriptions',
  'messages',
  'signals',
  'compensations',
  'incidents',
] as const;
type Table = (typeof TABLES)[number];
/** Tables that the first version had not: left out of the whole text while empty, so that its recorded states compare. */
const LATER = new Set<Table>(['requirements', 'decisions', 'signals', 'compensations']);

/** What hangs on an element instance, by table. */
const OWNED: [Table, (e: ElementInstance) => Iterable<string>][] = [
  ['jobs', (e) => (e.job === undefined ? [] : [e.job])],
  ['timers', (e) => e.timers ?? []],
  ['subscriptions', (e) => e.subscriptions ?? []],
  ['signals', (e) => e.signals ?? []],
  ['compensations', (e) => e.compensations ?? []],
  ['incidents', (e) => e.incidents ?? []],
];
const KEYS = ['children', 'timers', 'subscriptions', 'signals', 'compensations', 'incidents'] as const;
/** Texts that many rows share: kept once, not once per row that was read. */
const SHARED = [
  'key',
  'pi',
  'scope',
  'elementId',
  'type',
  'elementInstanceKey',
  'job',
  'bpmnProcessId',
  'name',
];

export type Unit = { [T in Table]?: unknown[] } & { lock?: string };

/** The unit of that key as it stands; undefined when it is no longer there. */
export function unitOf(state: EngineState, key: string): Unit | undefined {
  const root = state.elements.get(key);
  if (root) return instanceUnit(state, root);
  for (const table of TABLES) {
    const row = state[table].get(key);
    if (row) return { [table]: [row] };
  }
  return undefined;
}

function instanceUnit(state: EngineState, root: ElementInstance): Unit {
  const elements: ElementInstance[] = [];
  const unit: Unit = { elements };
  const visit = (e: ElementInstance) => {
    elements.push(e);
    for (const [table, keysOf] of OWNED)
      for (const key of keysOf(e)) {
        const row = state[table].get(key);
        if (!row) continue;
        unit[table] ??= [];
        unit[table].push(row);
      }
    for (const key of e.children ?? []) visit(state.elements.get(key)!);
  };
  visit(root);
  const lock = state.lockOf.get(root.key);
  if (lock !== undefined) unit.lock = lock;
  return unit;
}

/** Puts units together to a state again. They may come in any order. */
export class Restorer {
  readonly #rows = Object.fromEntries(TABLES.map((t) => [t, []])) as unknown as Record<
    Table,
    { key: string }[]
  >;
  readonly #state = emptyState();
  readonly #texts = new Map<string, string>();

  /** `unit`: from JSON, not used by anybody else. */
  add(unit: Unit): void {
    for (const table of TABLES)
      for (const row of (unit[table] ?? []) as { key: string }[]) {
        this.#share(row as unknown as Record<string, unknown>);
        if (table === 'elements') revive(row as unknown as ElementInstance);
        else if (table === 'jobs') withoutHeaders(row as unknown as Job);
        this.#rows[table].push(row);
      }
    const pi = (unit.elements as ElementInstance[] | undefined)?.[0]?.key;
    if (unit.lock !== undefined && pi !== undefined) this.#state.startLocks.set(unit.lock, pi);
  }

  finish(nextKey: number): EngineState {
    const state = this.#state;
    state.nextKey = nextKey;
    for (const table of TABLES) {
      // Oldest first, as they came into being.
      const rows = this.#rows[table].sort((a, b) => Number(a.key) - Number(b.key));
      for (const row of rows) (state[table] as Map<string, unknown>).set(row.key, row);
    }
    index(state);
    return state;
  }

  #share(row: Record<string, unknown>): void {
    for (const name of SHARED) {
      const text = row[name];
      if (typeof text !== 'string') continue;
      const known = this.#texts.get(text);
      if (known === undefined) this.#texts.set(text, text);
      else row[name] = known;
    }
  }
}

function revive(e: ElementInstance): void {
  for (const name of KEYS) {
    const keys = e[name] as unknown as string[] | undefined;
    if (keys) e[name] = Keys.of(keys);
  }
  if (e.vars) e.vars = Object.assign(emptyVars(), e.vars);
}

function withoutHeaders(job: Job): void {
  if (Object.keys(job.headers).length === 0) job.headers = NO_HEADERS;
}

/** The whole state as one text. The same state gives the same text, which the replay tests rely on. */
export function serialize(state: EngineState): string {
  const out: Record<string, unknown> = { nextKey: state.nextKey, startLocks: [...state.startLocks].sort() };
  for (const table of TABLES)
    if (state[table].size > 0 || !LATER.has(table))
      out[table] = [...state[table].values()].sort((a, b) => Number(a.key) - Number(b.key));
  return JSON.stringify(out);
}

function index(state: EngineState): void {
  for (const d of state.definitions.values()) {
    const versions = state.versions.get(d.bpmnProcessId) ?? [];
    versions[d.version - 1] = d.key;
    state.versions.set(d.bpmnProcessId, versions);
  }
  // In the order of their keys, and so of their versions.
  for (const r of state.requirements.values())
    addVersion(state.requirementsVersions, r.requirementsId, r.key);
  for (const d of state.decisions.values()) addVersion(state.decisionVersions, d.decisionId, d.key);
  for (const j of state.jobs.values()) if (j.state === 'ACTIVATABLE') addTo(state.activatable, j.type, j.key);
  for (const s of state.subscriptions.values())
    addTo(state.subscriptionsByMessage, pair(s.name, s.correlationKey), s.key);
  for (const s of state.signals.values()) addTo(state.signalsByName, s.name, s.key);
  for (const m of state.messages.values()) addTo(state.messagesByName, pair(m.name, m.correlationKey), m.key);
  for (const [lock, pi] of state.startLocks) state.lockOf.set(pi, lock);
}
