/** The common transitions: what happens to every element alike when it is activated, completed or terminated. */
import type { ElementModel, FlowModel } from './bpmn/model.ts';
import { forsaken, handled, note } from './compensation.ts';
import type { Trigger } from './events.ts';
import type { Execution, Internal } from './execution.ts';
import type { Failure } from './failure.ts';
import type { ElementInstance } from './state.ts';
import { unsubscribe } from './subscriptions.ts';

const place = (e: ElementInstance) => ({ pi: e.pi, key: e.key, elementId: e.elementId });

export function activated(x: Execution, e: ElementInstance): void {
  x.emit({ type: 'ELEMENT_ACTIVATED', ...place(e) });
}

/** ACTIVATED and done with it: completes as soon as what is before it in the queue is done. */
export function activatedAndComplete(x: Execution, e: ElementInstance): void {
  activated(x, e);
  x.later({ kind: 'complete', key: e.key });
}

type Activate = Internal & { kind: 'activate' };

/** Runs the internal `activate` command. */
export function activate(x: Execution, c: Activate): void {
  if (c.flow === undefined) x.pending.set(c.scope, (x.pending.get(c.scope) ?? 1) - 1);
  activateNow(x, c);
}

/** A scope that is no longer open for it drops it, as Zeebe rejects it. */
function activateNow(x: Execution, c: Activate): void {
  const scope = x.get(c.scope);
  if (scope?.state !== 'ACTIVATED') return;
  if (interruptedBeside(scope, c.element.id)) {
    x.behavior(scope).childTerminated?.(x, scope, x.model(scope));
    return;
  }
  const m = c.element;
  let flows = c.flow === undefined ? undefined : [c.flow];
  if (flows && (m.type === 'PARALLEL_GATEWAY' || m.type === 'INCLUSIVE_GATEWAY')) {
    flows = m.incoming.map((f) => f.id).filter((f) => (scope.tokens?.[f] ?? 0) > 0);
    if (m.type === 'PARALLEL_GATEWAY' && flows.length < m.incoming.length) return;
  }
  const key = c.key ?? x.newKey();
  const inBody = scope.type === 'MULTI_INSTANCE_BODY';
  x.emit({
    type: 'ELEMENT_ACTIVATING',
    pi: scope.pi,
    key,
    elementId: m.id,
    elementType: m.loop && !inBody ? 'MULTI_INSTANCE_BODY' : m.type,
    scope: c.scope,
    ...(flows && { flows }),
    ...(c.trigger && { trigger: c.trigger }),
    ...(c.loopCounter !== undefined && { loopCounter: c.loopCounter }),
  });
  x.touched.add(c.scope);
  const e = x.get(key)!;
  if (c.variables) x.setLocal(e, c.variables);
  const limit = x.overLimit();
  if (limit) x.fail(e, limit);
  else enter(x, e);
}

/** The element's own part of activation; again after its incident was resolved. */
export function enter(x: Execution, e: ElementInstance): void {
  const scope = x.scopeOf(e);
  const before = scope && x.behavior(scope).childActivating?.(x, scope, x.model(scope), e);
  const failed = before ?? x.behavior(e).activate(x, e, x.model(e));
  if (failed) x.fail(e, failed);
}

/** Whether the scope is interrupted, by another element than this one. */
const interruptedBeside = (scope: ElementInstance | undefined, elementId: string) =>
  scope?.interruptedBy !== undefined && scope.interruptedBy !== elementId;

export function complete(x: Execution, key: string): void {
  const e = x.get(key);
  if (e?.state !== 'ACTIVATED') return;
  const scope = x.scopeOf(e);
  if (e.scope !== undefined && scope?.state !== 'ACTIVATED') return;
  // As on Zeebe: what an interruption overtakes is ended and completes no more; but for one of a multi-instance.
  if (scope?.type !== 'MULTI_INSTANCE_BODY' && interruptedBeside(scope, e.elementId)) return;
  x.emit({ type: 'ELEMENT_COMPLETING', ...place(e) });
  leave(x, e);
}

/** The element's own part of completion; again after its incident was resolved. */
export function leave(x: Execution, e: ElementInstance): void {
  const failed = x.behavior(e).complete(x, e, x.model(e));
  if (failed) x.fail(e, failed);
}

/** COMPLETED, and on along the given flows; the scope is told. */
export function completed(
  x: Execution,
  e: ElementInstance,
  flows = x.isInner(e) ? [] : x.model(e).outgoing,
): Failure | undefined {
  const scope = x.scopeOf(e)!;
  const failed = x.behavior(scope).beforeChildCompleted?.(x, scope, x.model(scope), e);
  if (failed) return failed;
  unsubscribe(x, e);
  note(x, e, x.model(e));
  x.emit({ type: 'ELEMENT_COMPLETED', ...place(e) });
  x.touched.add(scope.key);
  for (const flow of flows) {
    x.emit({ type: 'SEQUENCE_FLOW_TAKEN', pi: scope.pi, scope: scope.key, elementId: flow.id });
    // An inclusive join is set off by `run` (step.ts) when all else rests.
    if (flow.target.type === 'INCLUSIVE_GATEWAY' && flow.target.incoming.length > 1) continue;
    x.later({ kind: 'activate', scope: scope.key, element: flow.target, flow: flow.id });
  }
  x.behavior(scope).childCompleted?.(x, scope, x.model(scope), e);
  handled(x, e);
  return undefined;
}

/** COMPLETED, and straight on to `next`, without taking a sequence flow. */
export function completedInto(x: Execution, e: ElementInstance, next: ElementModel, brought?: Trigger): void {
  unsubscribe(x, e);
  x.emit({ type: 'ELEMENT_COMPLETED', ...place(e) });
  x.later({ kind: 'activate', scope: e.scope!, element: next, ...(brought && { trigger: brought }) });
}

/** ACTIVATED to COMPLETED at once, for elements that never wait. */
export function passThrough(x: Execution, e: ElementInstance, flows?: FlowModel[]): Failure | undefined {
  activated(x, e);
  x.emit({ type: 'ELEMENT_COMPLETING', ...place(e) });
  return completed(x, e, flows);
}

export function terminate(x: Execution, key: string): void {
  const e = x.get(key);
  if (!e) return;
  if (e.state === 'TERMINATING') {
    endWithin(x, e);
    return;
  }
  x.emit({ type: 'ELEMENT_TERMINATING', ...place(e) });
  const job = e.job;
  if (job !== undefined)
    x.emit({
      type: 'JOB_CANCELED',
      jobKey: job,
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: e.elementId,
    });
  unsubscribe(x, e);
  forsaken(x, e);
  for (const incidentKey of [...(e.incidents ?? [])])
    x.emit({
      type: 'INCIDENT_RESOLVED',
      incidentKey,
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: e.elementId,
    });
  endWithin(x, e);
}

/**
 * Ends what runs inside, and itself if nothing does. Asked again it does the same, so that cancelling frees also an
 * instance that an older version left waiting for an end that had already come.
 */
function endWithin(x: Execution, e: ElementInstance): void {
  if (x.behavior(e).terminate?.(x, e, x.model(e)) ?? true) terminated(x, e);
}

export function terminated(x: Execution, e: ElementInstance): void {
  const scope = x.scopeOf(e);
  const m = x.model(e);
  const trigger = e.trigger;
  const caller = e.root?.parent;
  if (e.root) x.ended.push({ pi: e.pi, state: 'TERMINATED', variables: e.vars ?? {} });
  const lock = e.root && x.state.lockOf.get(e.pi);
  x.emit({ type: 'ELEMENT_TERMINATED', ...place(e) });
  if (lock !== undefined) startNext(x, lock);
  if (caller) {
    const call = x.get(caller.elementInstanceKey);
    if (call?.state === 'TERMINATING') terminated(x, call);
    return;
  }
  if (!scope) return;
  x.touched.add(scope.key);
  if (scope.state === 'TERMINATING') {
    if (!scope.children?.size) terminated(x, scope);
    return;
  }
  const boundary = trigger && m.boundaries.find((b) => b.id === trigger.elementId);
  if (boundary) activateNow(x, { kind: 'activate', scope: scope.key, element: boundary, trigger });
  else if (scope.state === 'ACTIVATED') x.behavior(scope).childTerminated?.(x, scope, x.model(scope));
}

/** Ends all children of a scope but one. True: none is left. */
export function terminateChildren(x: Execution, scope: ElementInstance, but?: string): boolean {
  let left = false;
  for (const key of scope.children ?? []) {
    if (key === but) continue;
    left = true;
    x.later({ kind: 'terminate', key });
  }
  return !left;
}

/** After an instance that a message started: the next buffered message of its key may start the next one. */
export function startNext(x: Execution, lock: string): void {
  const [bpmnProcessId, correlationKey] = lock.split('\u0000') as [string, string];
  x.later({ kind: 'start-by-message', bpmnProcessId, correlationKey });
}

/** Whether an interrupting boundary event of it was taken, so that it only waits to be ended. */
export function boundaryTaken(e: ElementInstance, m: ElementModel): boolean {
  const id = e.trigger?.elementId;
  return id !== undefined && m.boundaries.some((b) => b.id === id && b.interrupting);
}

/**
 * Whether `e` can still take what was caught, as Zeebe's event scopes have it: nothing after an interrupting boundary
 * event, only boundary events after an interrupting event sub-process, its own event once. An interrupting boundary
 * event finds no use either in what has its own event and is about to complete.
 */
export function canTake(e: ElementInstance, caught: ElementModel, m: ElementModel): boolean {
  const id = e.trigger?.elementId;
  if (boundaryTaken(e, m)) return false;
  if (caught.attachedTo) return !caught.interrupting || id !== e.elementId;
  if (caught.type === 'START_EVENT') return e.state === 'ACTIVATED' && e.interruptedBy === undefined;
  return id === undefined;
}

/** Something was caught for `e` (its own event, one attached to it, or an event sub-process in it). */
export function trigger(x: Execution, e: ElementInstance, caught: ElementModel, brought: Trigger): void {
  if (!canTake(e, caught, x.model(e))) return;
  const of = { pi: e.pi, elementInstanceKey: e.key, elementId: e.elementId };
  if (caught.attachedTo) {
    if (!caught.interrupting) {
      activateNow(x, { kind: 'activate', scope: e.scope!, element: caught, trigger: brought });
    } else {
      x.emit({ type: 'EVENT_TRIGGERED', ...of, trigger: brought });
      x.later({ kind: 'terminate', key: e.key });
    }
  } else if (caught.type === 'START_EVENT') {
    triggerEventSubProcess(x, e, caught, brought);
  } else {
    x.emit({ type: 'EVENT_TRIGGERED', ...of, trigger: brought });
    x.later({ kind: 'complete', key: e.key });
  }
}

function triggerEventSubProcess(
  x: Execution,
  scope: ElementInstance,
  start: ElementModel,
  brought: Trigger,
): void {
  const subProcess = start.parent!;
  if (start.interrupting) {
    x.emit({ type: 'SCOPE_INTERRUPTED', pi: scope.pi, scope: scope.key, by: subProcess.id });
    unsubscribe(x, scope, (id) => scopeStart(x, scope, id));
    if (!terminateChildren(x, scope)) {
      x.emit({
        type: 'EVENT_TRIGGERED',
        pi: scope.pi,
        elementInstanceKey: scope.key,
        elementId: scope.elementId,
        trigger: brought,
      });
      return;
    }
  }
  x.later({ kind: 'activate', scope: scope.key, element: subProcess, trigger: brought });
}

/** An interrupted scope still listens to the boundary events attached to it, but to none of its own starts. */
function scopeStart(x: Execution, scope: ElementInstance, elementId: string): boolean {
  return x.process(scope.pi).elements.get(elementId)?.type === 'START_EVENT';
}
