/**
 * Compensation: each completed activity with a compensation event is noted; a throwing event has all that are noted in
 * its scope undone, in the order in which they completed, and what is in completed scopes with them. As on Zeebe the
 * handlers run in the scope of the throwing event, which completes when all of them have.
 */
import type { ElementModel, ProcessModel } from './bpmn/model.ts';
import type { Execution } from './execution.ts';
import type { Compensation, ElementInstance } from './state.ts';

/** The compensation event of an element, if the drawing has both: an instance may have come from another one. */
export function handlingOf(model: ProcessModel, elementId: string): ElementModel | undefined {
  const m = model.elements.get(elementId);
  return m && eventOf(m);
}

const eventOf = (m: ElementModel) => m.boundaries.find((b) => b.event?.kind === 'compensation');

function noted(x: Execution, pi: string): Compensation[] {
  return [...(x.get(pi)?.compensations ?? [])].map((key) => x.state.compensations.get(key)!);
}

/** Just before an activity completes. Of a multi-instance activity the body has the event, once for all. */
export function note(x: Execution, e: ElementInstance, m: ElementModel): void {
  const handler = x.isInner(e) ? undefined : eventOf(m)?.handler;
  if (!handler) {
    if (e.type !== 'SUB_PROCESS' && e.type !== 'MULTI_INSTANCE_BODY') return;
    if (!noted(x, e.pi).some((c) => c.scope === e.key)) return;
  }
  x.emit({
    type: 'COMPENSATION_SUBSCRIBED',
    key: x.newKey(),
    pi: e.pi,
    elementInstanceKey: e.key,
    elementId: e.elementId,
    scope: e.scope!,
    ...(handler && { handlerId: handler.id }),
  });
}

/** True: something is being undone, and the thrower waits for it. `activity`: only that one. */
export function compensate(x: Execution, thrower: ElementInstance, activity: string | undefined): boolean {
  const scopes = [thrower.scope];
  const scope = x.scopeOf(thrower)!;
  // From an event sub-process, what was done in the scope around it.
  if (scope.type === 'EVENT_SUB_PROCESS') scopes.push(scope.scope);
  const open = noted(x, thrower.pi).filter((c) => c.by === undefined);
  const chosen = open.filter(
    (c) => scopes.includes(c.scope) && (activity === undefined || c.elementId === activity),
  );
  for (const c of chosen) undo(x, thrower, open, c);
  closeEmpty(x, thrower);
  return noted(x, thrower.pi).some((c) => c.by === thrower.key);
}

/** What has neither a handler nor anything inside is undone at once: a migration may have taken its handler away. */
function closeEmpty(x: Execution, thrower: ElementInstance): void {
  const all = noted(x, thrower.pi);
  const filled = new Set(all.map((c) => c.scope));
  for (const c of all) {
    if (c.by !== thrower.key || c.handler !== undefined || filled.has(c.elementInstanceKey)) continue;
    x.emit({ type: 'COMPENSATION_COMPLETED', pi: c.pi, subscription: c.key });
    closeScope(x, c.pi, c.scope);
  }
}

function undo(x: Execution, thrower: ElementInstance, open: Compensation[], c: Compensation): void {
  const event = c.handlerId === undefined ? undefined : handlingOf(x.process(c.pi), c.elementId);
  let handler: string | undefined;
  if (event?.handler) {
    pass(x, thrower, event);
    handler = x.newKey();
    x.later({ kind: 'activate', scope: thrower.scope!, element: event.handler, key: handler });
  }
  x.emit({
    type: 'COMPENSATION_TRIGGERED',
    pi: c.pi,
    subscription: c.key,
    by: thrower.key,
    ...(handler !== undefined && { handler }),
  });
  for (const inner of open) if (inner.scope === c.elementInstanceKey) undo(x, thrower, open, inner);
}

/** The compensation event itself, from beginning to end. */
function pass(x: Execution, thrower: ElementInstance, event: ElementModel): void {
  const place = { pi: thrower.pi, key: x.newKey(), elementId: event.id };
  x.emit({ type: 'ELEMENT_ACTIVATING', ...place, elementType: event.type, scope: thrower.scope! });
  x.emit({ type: 'ELEMENT_ACTIVATED', ...place });
  x.emit({ type: 'ELEMENT_COMPLETING', ...place });
  x.emit({ type: 'ELEMENT_COMPLETED', ...place });
}

/** After an element completed: if it was a handler, its thrower may be done. */
export function handled(x: Execution, e: ElementInstance): void {
  if (!x.get(e.pi)?.compensations?.size) return;
  const done = noted(x, e.pi).find((c) => c.handler === e.key);
  if (!done) return;
  x.emit({ type: 'COMPENSATION_COMPLETED', pi: e.pi, subscription: done.key });
  closeScope(x, e.pi, done.scope);
  if (!noted(x, e.pi).some((c) => c.by === done.by)) x.later({ kind: 'complete', key: done.by! });
}

/** A thrower that is ended gives up what it was having undone; else the scope around would wait for it for ever. */
export function forsaken(x: Execution, e: ElementInstance): void {
  if (!x.get(e.pi)?.compensations?.size) return;
  for (const c of noted(x, e.pi))
    if (c.by === e.key) x.emit({ type: 'COMPENSATION_COMPLETED', pi: e.pi, subscription: c.key });
}

/** A scope whose parts are all undone is undone, and so the one around it. */
function closeScope(x: Execution, pi: string, scope: string): void {
  const all = noted(x, pi);
  if (all.some((c) => c.scope === scope)) return;
  const own = all.find(
    (c) =>
      c.elementInstanceKey === scope &&
      c.handler === undefined &&
      (c.handlerId === undefined || c.by !== undefined),
  );
  if (!own) return;
  x.emit({ type: 'COMPENSATION_COMPLETED', pi, subscription: own.key });
  closeScope(x, pi, own.scope);
}
