import { activateElement } from '../activate-at.ts';
import type { Execution } from '../execution.ts';
import type { ElementInstance } from '../state.ts';
import { subscribe, unsubscribe } from '../subscriptions.ts';
import { activated, boundaryTaken, startNext, terminated } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { scopeBehavior } from './scope.ts';

/** The process instance itself: the outermost scope. Called by a call activity, it hands its variables back. */
export const process: Behavior = {
  ...scopeBehavior,
  activate(x, e, m) {
    const root = e.root!;
    // Without a start event nobody else does.
    const failed = root.startAt && subscribe(x, e, m);
    if (failed) return failed;
    activated(x, e);
    if (root.startAt) {
      for (const id of root.startAt) activateElement(x, e.pi, { element: x.process(e.pi).elements.get(id)! });
      return undefined;
    }
    const startId = e.trigger?.elementId;
    const start = m.starts.find((s) =>
      startId === undefined ? s.event?.kind === 'none' : s.id === startId,
    )!;
    x.later({ kind: 'activate', scope: e.key, element: start, ...(e.trigger && { trigger: e.trigger }) });
    return undefined;
  },
  complete(x, e) {
    const caller = e.root?.parent && x.get(e.root.parent.elementInstanceKey);
    if (caller) handBack(x, e, caller);
    unsubscribe(x, e);
    x.ended.push({ pi: e.pi, state: 'COMPLETED', variables: e.vars ?? {} });
    const lock = x.state.lockOf.get(e.pi);
    x.emit({ type: 'ELEMENT_COMPLETED', pi: e.pi, key: e.key, elementId: e.elementId });
    // A call that was interrupted meanwhile waits for nothing else but this end, however it comes.
    if (caller?.state === 'TERMINATING') terminated(x, caller);
    else if (caller) x.later({ kind: 'complete', key: caller.key });
    if (lock !== undefined) startNext(x, lock);
    return undefined;
  },
};

/** A call that is being interrupted completes no more: its boundary event must not be overwritten with results. */
function handBack(x: Execution, e: ElementInstance, caller: ElementInstance): void {
  const call = x.model(caller);
  if (caller.state === 'TERMINATING' || boundaryTaken(caller, call)) return;
  if (!call.call?.propagateAllChildVariables && !call.outputs.length) return;
  x.emit({
    type: 'EVENT_TRIGGERED',
    pi: caller.pi,
    elementInstanceKey: caller.key,
    elementId: caller.elementId,
    trigger: { elementId: caller.elementId, variables: { ...e.vars } },
  });
}
