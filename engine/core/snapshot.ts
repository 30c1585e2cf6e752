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
  type SignalSubscription,
  type Subscription,
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
type TableName = (typeof TABLES)[number];
/** Tables that the first version had not: left out of the whole text while empty, so that its recorded states compare. */
const LATER = new Set<TableName>(['requirements', 'decisions', 'signals', 'compensations']);

/** What hangs on an element instance, by table. */
const OWNED: [TableName, (e: ElementInstance) => Iterable<string>][] = [
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

export type Unit = { [T in TableName]?: unknown[] } & { lock?: string };

/** What the indexes must know of a unit that is put away; absent: nothing. */
export interface UnitFacts {
  /** Jobs that can be activated: type and key. */
  jobs?: [type: string, key: string][];
  /** Open subscriptions: message and correlation key as a pair, and key. */
  subscriptions?: [pair: string, key: string][];
  signals?: [name: string, key: string][];
  lock?: [lock: string, pi: string];
}

/** Tables whose rows go with their process instance. */
export const OF_INSTANCES = [
  'elements',
  'jobs',
  'timers',
  'subscriptions',
  'signals',
  'compensations',
  'incidents',
] as const;

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
    TableName,
    { key: string }[]
  >;
  readonly #state = emptyState();
  readonly #texts = new Map<string, string>();
  readonly #away: UnitFacts[] = [];

  /** `unit`: from JSON, not used by anybody else. */
  add(unit: Unit): void {
    for (const table of TABLES)
      for (const row of revived(unit, table, this.#texts)) this.#rows[table].push(row);
    const pi = (unit.elements as ElementInstance[] | undefined)?.[0]?.key;
    if (unit.lock !== undefined && pi !== undefined) this.#state.startLocks.set(unit.lock, pi);
  }

  /** A unit that stays away for now. */
  addAway(facts: UnitFacts): void {
    this.#away.push(facts);
    if (facts.lock) this.#state.startLocks.set(...facts.lock);
  }

  finish(nextKey: number): EngineState {
    const state = this.#state;
    state.nextKey = nextKey;
    for (const table of TABLES) {
      // Oldest first, as they came into being.
      const rows = this.#rows[table].sort((a, b) => Number(a.key) - Number(b.key));
      for (const row of rows) (state[table] as Map<string, unknown>).set(row.key, row);
    }
    index(state, this.#away);
    return state;
  }
}

/** Brings the rows of an instance's unit, fresh from JSON, into their tables. The indexes know them already. */
export function thaw(state: EngineState, unit: Unit): void {
  const texts = new Map<string, string>();
  for (const table of OF_INSTANCES)
    for (const row of revived(unit, table, texts)) (state[table] as Map<string, unknown>).set(row.key, row);
}

/** Takes the rows of an instance's unit out of their tables, and leaves the indexes as they are. */
export function putAway(state: EngineState, unit: Unit): void {
  for (const table of OF_INSTANCES)
    for (const row of (unit[table] ?? []) as { key: string }[]) state[table].delete(row.key);
}

/** What the indexes must go on knowing of it, and the keys of all its rows, the instance's first. */
export function factsOf(unit: Unit): { keys: string[]; facts: UnitFacts } {
  const facts: UnitFacts = {};
  const keys = OF_INSTANCES.flatMap((table) =>
    (unit[table] ?? []).map((row) => (row as { key: string }).key),
  );
  const jobs = ((unit.jobs ?? []) as Job[]).filter((j) => j.state === 'ACTIVATABLE');
  if (jobs.length) facts.jobs = jobs.map((j) => [j.type, j.key]);
  const subscriptions = (unit.subscriptions ?? []) as Subscription[];
  if (subscriptions.length)
    facts.subscriptions = subscriptions.map((s) => [pair(s.name, s.correlationKey), s.key]);
  const signals = (unit.signals ?? []) as SignalSubscription[];
  if (signals.length) facts.signals = signals.map((s) => [s.name, s.key]);
  if (unit.lock !== undefined) facts.lock = [unit.lock, keys[0]!];
  return { keys, facts };
}

/** The rows of a table in a unit as they stand in the state. */
function revived(unit: Unit, table: TableName, texts: Map<string, string>): { key: string }[] {
  const rows = (unit[table] ?? []) as { key: string }[];
  for (const row of rows) {
    share(row as unknown as Record<string, unknown>, texts);
    if (table === 'elements') revive(row as unknown as ElementInstance);
    else if (table === 'jobs') withoutHeaders(row as unknown as Job);
  }
  return rows;
}

function share(row: Record<string, unknown>, texts: Map<string, string>): void {
  for (const name of SHARED) {
    const text = row[name];
    if (typeof text !== 'string') continue;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    else row[name] = known;
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

function index(state: EngineState, away: UnitFacts[]): void {
  for (const d of state.definitions.values()) {
    const versions = state.versions.get(d.bpmnProcessId) ?? [];
    versions[d.version - 1] = d.key;
    state.versions.set(d.bpmnProcessId, versions);
  }
  // In the order of their keys, and so of their versions.
  for (const r of state.requirements.values())
    addVersion(state.requirementsVersions, r.requirementsId, r.key);
  for (const d of state.decisions.values()) addVersion(state.decisionVersions, d.decisionId, d.key);
  const jobs: [string, string][] = away.flatMap((f) => f.jobs ?? []);
  for (const j of state.jobs.values()) if (j.state === 'ACTIVATABLE') jobs.push([j.type, j.key]);
  addAll(state.activatable, jobs);
  const subscriptions: [string, string][] = away.flatMap((f) => f.subscriptions ?? []);
  for (const s of state.subscriptions.values()) subscriptions.push([pair(s.name, s.correlationKey), s.key]);
  addAll(state.subscriptionsByMessage, subscriptions);
  const signals: [string, string][] = away.flatMap((f) => f.signals ?? []);
  for (const s of state.signals.values()) signals.push([s.name, s.key]);
  addAll(state.signalsByName, signals);
  for (const m of state.messages.values()) addTo(state.messagesByName, pair(m.name, m.correlationKey), m.key);
  for (const [lock, pi] of state.startLocks) state.lockOf.set(pi, lock);
}

/** Oldest first. */
function addAll(index: Map<string, Set<string>>, entries: [name: string, key: string][]): void {
  entries.sort(([, a], [, b]) => Number(a) - Number(b));
  for (const [name, key] of entries) addTo(index, name, key);
}
