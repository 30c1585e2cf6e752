/**
 * The engine's state: plain data that `apply` alone writes. Instances that have ended are not in it.
 * Rows in a `Table` may be put away (embedded/cold.ts) until somebody asks for them.
 * The maps marked "index" follow from the others; a snapshot leaves them out and `restore` makes them anew.
 */
import type { IncidentErrorType, JobState as JobStateName, Json } from '../engine.ts';
import type { InstanceType } from './bpmn/model.ts';
import type { RootFacts, Trigger } from './events.ts';
import type { Keys } from './keys.ts';
import type { ElementState } from './lifecycle.ts';
import { Table } from './table.ts';

export type Vars = Record<string, Json>;

/** Its instances inherit nothing, hence no name of a variable means something else (`constructor`). */
const Bag = function Bag() {} as unknown as new () => Vars;
Bag.prototype = Object.create(null);

/** Like `Object.create(null)`, which V8 would keep as a hash table of several hundred bytes. */
export const emptyVars = (): Vars => new Bag();

export interface Definition {
  key: string;
  bpmnProcessId: string;
  version: number;
  resourceName: string;
  resource: string;
  messageStarts: { name: string; elementId: string }[];
  signalStarts?: { name: string; elementId: string }[];
}

export interface Requirements {
  key: string;
  requirementsId: string;
  version: number;
  resourceName: string;
  resource: string;
}

export interface Decision {
  key: string;
  decisionId: string;
  name: string;
  version: number;
  /** Key of its requirements graph. */
  requirements: string;
}

export interface ElementInstance {
  key: string;
  pi: string;
  elementId: string;
  type: InstanceType;
  state: ElementState;
  scope?: string;
  /** Local variables; made by `emptyVars`. */
  vars?: Vars;
  children?: Keys;
  /** Tokens on sequence flows of this scope: taken, but not yet consumed by their target. */
  tokens?: Record<string, number>;
  interruptedBy?: string;
  /** What was caught for it and not yet used, such as the variables of its completed job. */
  trigger?: Trigger;
  job?: string;
  timers?: Keys;
  subscriptions?: Keys;
  signals?: Keys;
  incidents?: Keys;
  /** Of an instance in a multi-instance body: from 1. */
  loopCounter?: number;
  /** Of a multi-instance body. */
  loop?: { size: number; completed: number; terminated: number; outputCollection?: string };
  /** Of a call activity: the called process instance. */
  called?: string;
  /** Of a process instance. */
  root?: RootFacts & { startedAt: number };
  /** Of a process instance: what can be undone in it, in the order of completion. */
  compensations?: Keys;
}

export const NO_HEADERS: Record<string, string> = Object.freeze({});

export interface Job {
  key: string;
  pi: string;
  elementInstanceKey: string;
  elementId: string;
  type: string;
  retries: number;
  headers: Record<string, string>;
  state: JobStateName | 'ERROR_THROWN';
  worker?: string;
  /** While activated: epoch milliseconds. */
  deadline?: number;
  /** Activated by a worker in this process; a restart gives it free. */
  local?: true;
  /** While failed with a back-off: epoch milliseconds. */
  retryAt?: number;
  errorMessage?: string;
}

export interface Timer {
  key: string;
  pi?: string;
  elementInstanceKey?: string;
  definition?: string;
  elementId: string;
  dueAt: number;
  repetitions: number;
  interval?: string;
}

export interface Subscription {
  key: string;
  pi: string;
  elementInstanceKey: string;
  elementId: string;
  bpmnProcessId: string;
  name: string;
  correlationKey: string;
  interrupting: boolean;
}

export interface SignalSubscription {
  key: string;
  pi: string;
  elementInstanceKey: string;
  elementId: string;
  name: string;
  interrupting: boolean;
}

/** A completed activity that can be undone, or a completed scope with such in it. */
export interface Compensation {
  key: string;
  pi: string;
  elementInstanceKey: string;
  elementId: string;
  scope: string;
  handlerId?: string;
  /** The event that has it undone, once there is one. */
  by?: string;
  handler?: string;
}

export interface Message {
  key: string;
  name: string;
  correlationKey: string;
  variables?: Vars;
  expiresAt: number;
  messageId?: string;
  /** Processes that have had it: each gets it once. */
  correlated: string[];
}

export interface IncidentState {
  key: string;
  pi: string;
  elementInstanceKey: string;
  elementId: string;
  errorType: IncidentErrorType;
  errorMessage: string;
  jobKey?: string;
  createdAt: number;
}

export interface EngineState {
  nextKey: number;
  resources: Map<string, { key: string; name: string; content: string }>;
  definitions: Map<string, Definition>;
  requirements: Map<string, Requirements>;
  decisions: Map<string, Decision>;
  elements: Table<ElementInstance>;
  jobs: Table<Job>;
  timers: Table<Timer>;
  subscriptions: Table<Subscription>;
  messages: Map<string, Message>;
  signals: Table<SignalSubscription>;
  compensations: Table<Compensation>;
  incidents: Table<IncidentState>;
  /** Process and correlation key → the instance that a message started, while it lives. */
  startLocks: Map<string, string>;

  /** Index: bpmnProcessId → definition keys by version (index 0 is version 1). */
  versions: Map<string, string[]>;
  /** Index: decision requirements id → keys by version. */
  requirementsVersions: Map<string, string[]>;
  /** Index: decision id → keys by version. */
  decisionVersions: Map<string, string[]>;
  /** Index: job type → keys of the jobs that can be activated, oldest first. */
  activatable: Map<string, Set<string>>;
  /** Index: message name and correlation key → subscriptions, oldest first. */
  subscriptionsByMessage: Map<string, Set<string>>;
  /** Index: message name and correlation key → buffered messages, oldest first. */
  messagesByName: Map<string, Set<string>>;
  /** Index: signal name → subscriptions. */
  signalsByName: Map<string, Set<string>>;
  /** Index: process instance → its start lock. */
  lockOf: Map<string, string>;
}

export function emptyState(): EngineState {
  return {
    nextKey: 1,
    resources: new Map(),
    definitions: new Map(),
    requirements: new Map(),
    decisions: new Map(),
    elements: new Table(),
    jobs: new Table(),
    timers: new Table(),
    subscriptions: new Table(),
    messages: new Map(),
    signals: new Table(),
    compensations: new Table(),
    incidents: new Table(),
    startLocks: new Map(),
    versions: new Map(),
    requirementsVersions: new Map(),
    decisionVersions: new Map(),
    activatable: new Map(),
    subscriptionsByMessage: new Map(),
    messagesByName: new Map(),
    signalsByName: new Map(),
    lockOf: new Map(),
  };
}

export const pair = (a: string, b: string) => `${a}\u0000${b}`;

export function addTo(index: Map<string, Set<string>>, name: string, key: string): void {
  const set = index.get(name);
  if (set) set.add(key);
  else index.set(name, new Set([key]));
}

export function removeFrom(index: Map<string, Set<string>>, name: string, key: string): void {
  const set = index.get(name);
  if (set?.delete(key) && set.size === 0) index.delete(name);
}

export function latestDefinition(state: EngineState, bpmnProcessId: string): Definition | undefined {
  const key = state.versions.get(bpmnProcessId)?.at(-1);
  return key === undefined ? undefined : state.definitions.get(key);
}

export function latestRequirements(state: EngineState, requirementsId: string): Requirements | undefined {
  const key = state.requirementsVersions.get(requirementsId)?.at(-1);
  return key === undefined ? undefined : state.requirements.get(key);
}

export function latestDecision(state: EngineState, decisionId: string): Decision | undefined {
  const key = state.decisionVersions.get(decisionId)?.at(-1);
  return key === undefined ? undefined : state.decisions.get(key);
}

/** Notes a new version under its id. */
export function addVersion(index: Map<string, string[]>, id: string, key: string): void {
  const versions = index.get(id);
  if (versions) versions.push(key);
  else index.set(id, [key]);
}
