/** (state, event) → state. The only writer: it decides nothing, evaluates nothing and needs no model. */
import type { EngineEvent, EventOf, EventType } from './events.ts';
import { Keys } from './keys.ts';
import { assertTransition, type ElementState } from './lifecycle.ts';
import { dropCompensation, dropSignal, dropSubscription, dropTimer, forgetCompensations } from './remove.ts';
import {
  addTo,
  addVersion,
  type ElementInstance,
  type EngineState,
  emptyVars,
  type Job,
  NO_HEADERS,
  pair,
  removeFrom,
  type Timer,
  type Vars,
} from './state.ts';

type Applier<T extends EventType> = (state: EngineState, e: EventOf<T>, at: number) => void;

/** Writes one event, that happened at `at` (epoch milliseconds), into the state. */
export function apply(state: EngineState, event: EngineEvent, at: number): EngineState {
  if ('key' in event) {
    const next = Number(event.key) + 1;
    if (next > state.nextKey) state.nextKey = next;
  }
  (APPLIERS[event.type] as Applier<EventType>)(state, event, at);
  return state;
}

function element(state: EngineState, key: string): ElementInstance {
  const e = state.elements.get(key);
  if (!e) throw new Error(`no element instance <${key}>`);
  return e;
}

function job(state: EngineState, key: string): Job {
  const j = state.jobs.get(key);
  if (!j) throw new Error(`no job <${key}>`);
  return j;
}

function move(state: EngineState, key: string, to: ElementState): ElementInstance {
  const e = element(state, key);
  assertTransition(key, e.state, to);
  e.state = to;
  return e;
}

/** An ended instance leaves the state; a body counts how its instances ended. */
function end(state: EngineState, key: string, to: 'COMPLETED' | 'TERMINATED'): void {
  const e = move(state, key, to);
  state.elements.delete(key);
  const scope = e.scope === undefined ? undefined : state.elements.get(e.scope);
  scope?.children?.delete(key);
  if (scope?.loop) scope.loop[to === 'COMPLETED' ? 'completed' : 'terminated']++;
  if (to === 'TERMINATED' && e.type === 'SUB_PROCESS') forgetCompensations(state, e.pi, key);
  if (!e.root) return;
  for (const c of e.compensations ?? []) state.compensations.delete(c);
  const lock = state.lockOf.get(key);
  if (lock !== undefined) {
    state.lockOf.delete(key);
    state.startLocks.delete(lock);
  }
  const caller = e.root.parent && state.elements.get(e.root.parent.elementInstanceKey);
  if (caller) delete caller.called;
}

function setVariables(e: ElementInstance, variables: Vars): void {
  e.vars ??= emptyVars();
  Object.assign(e.vars, variables);
}

function dropJob(state: EngineState, key: string): void {
  const j = job(state, key);
  if (j.state === 'ACTIVATABLE') removeFrom(state.activatable, j.type, key);
  state.jobs.delete(key);
  const e = state.elements.get(j.elementInstanceKey);
  if (e) delete e.job;
}

function offer(state: EngineState, j: Job): void {
  j.state = 'ACTIVATABLE';
  delete j.worker;
  delete j.deadline;
  delete j.local;
  delete j.retryAt;
  addTo(state.activatable, j.type, j.key);
}

function withdraw(state: EngineState, j: Job, to: Job['state']): void {
  if (j.state === 'ACTIVATABLE') removeFrom(state.activatable, j.type, j.key);
  j.state = to;
  delete j.worker;
  delete j.deadline;
  delete j.local;
}

const APPLIERS: { [T in EventType]: Applier<T> } = {
  RESOURCE_DEPLOYED: (state, { key, name, content }) => void state.resources.set(key, { key, name, content }),

  PROCESS_DEPLOYED: (state, { type: _, ...definition }) => {
    state.definitions.set(definition.key, definition);
    addVersion(state.versions, definition.bpmnProcessId, definition.key);
  },
  REQUIREMENTS_DEPLOYED: (state, { type: _, ...requirements }) => {
    state.requirements.set(requirements.key, requirements);
    addVersion(state.requirementsVersions, requirements.requirementsId, requirements.key);
  },
  DECISION_DEPLOYED: (state, { type: _, ...decision }) => {
    state.decisions.set(decision.key, decision);
    addVersion(state.decisionVersions, decision.decisionId, decision.key);
  },
  DECISION_EVALUATED: () => {},

  ELEMENT_ACTIVATING: (state, e, at) => {
    const instance: ElementInstance = {
      key: e.key,
      pi: e.pi,
      elementId: e.elementId,
      type: e.elementType,
      state: 'ACTIVATING',
    };
    if (e.trigger) instance.trigger = e.trigger;
    if (e.loopCounter !== undefined) instance.loopCounter = e.loopCounter;
    if (e.scope !== undefined) {
      instance.scope = e.scope;
      const scope = element(state, e.scope);
      scope.children ??= new Keys();
      scope.children.add(e.key);
      if (e.flows && scope.tokens)
        for (const flow of e.flows) {
          const left = (scope.tokens[flow] ?? 0) - 1;
          if (left > 0) scope.tokens[flow] = left;
          else delete scope.tokens[flow];
        }
    }
    if (e.root) {
      instance.root = { ...e.root, startedAt: at };
      if (e.root.parent) element(state, e.root.parent.elementInstanceKey).called = e.key;
    }
    state.elements.set(e.key, instance);
  },
  ELEMENT_ACTIVATED: (state, { key }) => void move(state, key, 'ACTIVATED'),
  ELEMENT_COMPLETING: (state, { key }) => void move(state, key, 'COMPLETING'),
  ELEMENT_COMPLETED: (state, { key }) => end(state, key, 'COMPLETED'),
  ELEMENT_TERMINATING: (state, { key }) => void move(state, key, 'TERMINATING'),
  ELEMENT_TERMINATED: (state, { key }) => end(state, key, 'TERMINATED'),

  INSTANCE_MIGRATED: (state, { pi, definition, bpmnProcessId, version, elements, compensations }) => {
    Object.assign(element(state, pi).root!, { definition, bpmnProcessId, version });
    for (const [key, elementId] of Object.entries(elements)) {
      const e = element(state, key);
      e.elementId = elementId;
      if (e.job !== undefined) job(state, e.job).elementId = elementId;
      for (const incident of e.incidents ?? []) state.incidents.get(incident)!.elementId = elementId;
    }
    for (const [key, { elementId, handlerId }] of Object.entries(compensations ?? {})) {
      const c = state.compensations.get(key)!;
      c.elementId = elementId;
      if (handlerId === undefined) delete c.handlerId;
      else c.handlerId = handlerId;
    }
  },

  SEQUENCE_FLOW_TAKEN: (state, { scope, elementId }) => {
    const e = element(state, scope);
    e.tokens ??= {};
    e.tokens[elementId] = (e.tokens[elementId] ?? 0) + 1;
  },
  SCOPE_INTERRUPTED: (state, { scope, by }) => {
    const e = element(state, scope);
    e.interruptedBy = by;
    delete e.tokens;
  },
  SCOPE_REOPENED: (state, { scope }) => {
    delete element(state, scope).interruptedBy;
  },
  EVENT_TRIGGERED: (state, { elementInstanceKey, trigger }) => {
    element(state, elementInstanceKey).trigger = trigger;
  },
  TRIGGER_TAKEN: (state, { elementInstanceKey }) => {
    delete element(state, elementInstanceKey).trigger;
  },

  VARIABLES_SET: (state, { scope, variables }) => setVariables(element(state, scope), variables),
  LOOP_STARTED: (state, { scope, size, outputCollection }) => {
    const e = element(state, scope);
    e.loop = { size, completed: 0, terminated: 0, ...(outputCollection && { outputCollection }) };
    if (outputCollection) setVariables(e, { [outputCollection]: new Array<null>(size).fill(null) });
  },
  LOOP_OUTPUT_SET: (state, { scope, name, index, value }) => {
    const e = element(state, scope);
    const list = e.vars?.[name];
    // A new list: events and other scopes may hold the old one.
    if (Array.isArray(list)) setVariables(e, { [name]: list.with(index, value) });
  },

  JOB_CREATED: (state, e) => {
    state.jobs.set(e.key, {
      key: e.key,
      pi: e.pi,
      elementInstanceKey: e.elementInstanceKey,
      elementId: e.elementId,
      type: e.jobType,
      retries: e.retries,
      headers: e.headers ?? NO_HEADERS,
      state: 'ACTIVATABLE',
    });
    element(state, e.elementInstanceKey).job = e.key;
    addTo(state.activatable, e.jobType, e.key);
  },
  JOBS_ACTIVATED: (state, { jobs, worker, deadline, local }) => {
    for (const key of jobs) {
      const j = job(state, key);
      withdraw(state, j, 'ACTIVATED');
      j.worker = worker;
      j.deadline = deadline;
      if (local) j.local = true;
    }
  },
  JOB_COMPLETED: (state, { jobKey, variables, elementId, elementInstanceKey }) => {
    dropJob(state, jobKey);
    if (variables) element(state, elementInstanceKey).trigger = { elementId, variables };
  },
  JOB_FAILED: (state, { jobKey, retries, errorMessage, retryAt }) => {
    const j = job(state, jobKey);
    withdraw(state, j, 'FAILED');
    j.retries = retries;
    if (errorMessage !== undefined) j.errorMessage = errorMessage;
    if (retryAt !== undefined) j.retryAt = retryAt;
    else if (retries > 0) offer(state, j);
  },
  JOB_BACKOFF_ELAPSED: (state, { jobKey }) => offer(state, job(state, jobKey)),
  JOB_TIMED_OUT: (state, { jobKey }) => offer(state, job(state, jobKey)),
  JOB_RETRIES_UPDATED: (state, { jobKey, retries }) => {
    job(state, jobKey).retries = retries;
  },
  JOB_TIMEOUT_UPDATED: (state, { jobKey, deadline }) => {
    const j = job(state, jobKey);
    j.deadline = deadline;
    delete j.local;
  },
  JOB_ERROR_THROWN: (state, { jobKey, errorMessage, caught }) => {
    if (caught) {
      dropJob(state, jobKey);
      return;
    }
    const j = job(state, jobKey);
    withdraw(state, j, 'ERROR_THROWN');
    if (errorMessage !== undefined) j.errorMessage = errorMessage;
  },
  JOB_CANCELED: (state, { jobKey }) => dropJob(state, jobKey),

  TIMER_CREATED: (state, { type: _, ...timer }) => {
    state.timers.set(timer.key, timer satisfies Timer);
    if (timer.elementInstanceKey === undefined) return;
    const e = element(state, timer.elementInstanceKey);
    e.timers ??= new Keys();
    e.timers.add(timer.key);
  },
  TIMER_TRIGGERED: (state, { timerKey }) => dropTimer(state, timerKey),
  TIMER_CANCELED: (state, { timerKey }) => dropTimer(state, timerKey),

  MESSAGE_SUBSCRIBED: (state, { type: _, ...subscription }) => {
    state.subscriptions.set(subscription.key, subscription);
    addTo(
      state.subscriptionsByMessage,
      pair(subscription.name, subscription.correlationKey),
      subscription.key,
    );
    const e = element(state, subscription.elementInstanceKey);
    e.subscriptions ??= new Keys();
    e.subscriptions.add(subscription.key);
  },
  MESSAGE_UNSUBSCRIBED: (state, { subscription }) => dropSubscription(state, subscription),
  MESSAGE_PUBLISHED: (state, { type: _, ...message }) => {
    state.messages.set(message.key, { ...message, correlated: [] });
    addTo(state.messagesByName, pair(message.name, message.correlationKey), message.key);
  },
  MESSAGE_CORRELATED: (state, { message, subscription, bpmnProcessId }) => {
    state.messages.get(message)?.correlated.push(bpmnProcessId);
    if (state.subscriptions.get(subscription)?.interrupting) dropSubscription(state, subscription);
  },
  MESSAGE_STARTED_PROCESS: (state, { message, bpmnProcessId, correlationKey, pi }) => {
    state.messages.get(message)?.correlated.push(bpmnProcessId);
    if (correlationKey === '') return;
    const lock = pair(bpmnProcessId, correlationKey);
    state.startLocks.set(lock, pi);
    state.lockOf.set(pi, lock);
  },
  MESSAGE_EXPIRED: (state, { message }) => {
    const m = state.messages.get(message);
    if (!m) return;
    state.messages.delete(message);
    removeFrom(state.messagesByName, pair(m.name, m.correlationKey), message);
  },

  SIGNAL_SUBSCRIBED: (state, { type: _, ...subscription }) => {
    state.signals.set(subscription.key, subscription);
    addTo(state.signalsByName, subscription.name, subscription.key);
    const e = element(state, subscription.elementInstanceKey);
    e.signals ??= new Keys();
    e.signals.add(subscription.key);
  },
  SIGNAL_UNSUBSCRIBED: (state, { subscription }) => dropSignal(state, subscription),
  SIGNAL_BROADCAST: () => {},
  SIGNAL_CAUGHT: (state, { subscription }) => {
    if (state.signals.get(subscription)?.interrupting) dropSignal(state, subscription);
  },

  COMPENSATION_SUBSCRIBED: (state, { type: _, ...compensation }) => {
    state.compensations.set(compensation.key, compensation);
    const root = element(state, compensation.pi);
    root.compensations ??= new Keys();
    root.compensations.add(compensation.key);
  },
  COMPENSATION_TRIGGERED: (state, { subscription, by, handler }) => {
    const c = state.compensations.get(subscription);
    if (!c) throw new Error(`no compensation <${subscription}>`);
    c.by = by;
    if (handler === undefined) return;
    c.handler = handler;
    // The key is taken now, though its instance only comes later.
    state.nextKey = Math.max(state.nextKey, Number(handler) + 1);
  },
  COMPENSATION_COMPLETED: (state, { subscription }) => dropCompensation(state, subscription),

  INCIDENT_CREATED: (state, { type: _, ...incident }, at) => {
    state.incidents.set(incident.key, { ...incident, createdAt: at });
    const e = element(state, incident.elementInstanceKey);
    e.incidents ??= new Keys();
    e.incidents.add(incident.key);
  },
  INCIDENT_RESOLVED: (state, { incidentKey, elementInstanceKey }) => {
    const incident = state.incidents.get(incidentKey);
    state.incidents.delete(incidentKey);
    state.elements.get(elementInstanceKey)?.incidents?.delete(incidentKey);
    const j = incident?.jobKey === undefined ? undefined : state.jobs.get(incident.jobKey);
    if (j && (j.state === 'FAILED' || j.state === 'ERROR_THROWN') && j.retries > 0) offer(state, j);
  },
};

/** Every kind of event there is. */
export const EVENT_TYPES = Object.keys(APPLIERS) as EventType[];
