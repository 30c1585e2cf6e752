/** Activating an element anywhere in a process instance: start instructions and modification. */
import type { ElementModel, ProcessModel } from './bpmn/model.ts';
import { Execution } from './execution.ts';
import { Keys } from './keys.ts';
import { type ElementInstance, type EngineState, emptyState, emptyVars, type Vars } from './state.ts';
import { subscribe } from './subscriptions.ts';
import { activated } from './transitions.ts';

export interface ActivateAt {
  element: ElementModel;
  /** Key of an active scope around the element: scopes between the two are made anew. */
  ancestor?: string;
  /** By id of the element or of a scope around it: variables that it gets, if it is activated for this. */
  variables?: Map<string, Vars>;
}

/** The element, and the scopes around it from the inside out. */
export function around(m: ElementModel): ElementModel[] {
  return m.parent ? [m, ...around(m.parent)] : [m];
}

/** Why the element with this id cannot be activated by itself; undefined: it can. */
export function notActivatable(model: ProcessModel, elementId: string): string | undefined {
  const m = model.elements.get(elementId);
  if (!m || m.type === 'PROCESS') return `no element found with id '${elementId}'`;
  const no = (what: string) => `the activation of ${what} is not supported: '${elementId}'`;
  if (m.type === 'START_EVENT' || m.type === 'BOUNDARY_EVENT') return no(`elements of type '${m.type}'`);
  if (m.incoming.some((f) => f.source.type === 'EVENT_BASED_GATEWAY'))
    return no('events belonging to an event-based gateway');
  if (around(m).some((scope) => scope !== m && scope.loop))
    return no('elements inside a multi-instance subprocess');
  return undefined;
}

/** The active instances of a scope, anywhere in the process instance. */
export function instancesOf(x: Execution, pi: string, scope: ElementModel): ElementInstance[] {
  if (!scope.parent) return [x.get(pi)!];
  return instancesOf(x, pi, scope.parent).flatMap((above) =>
    [...(above.children ?? [])]
      .map((key) => x.get(key)!)
      .filter((e) => e.elementId === scope.id && e.state === 'ACTIVATED'),
  );
}

/**
 * Leaves an `activate` for the element. Scopes around it that are not active become so, without their start event; if
 * one is active, it is used.
 */
export function activateElement(x: Execution, pi: string, at: ActivateAt): void {
  const variables = at.variables?.get(at.element.id);
  const scope = scopeFor(x, pi, at.element.parent!, at);
  for (let e: ElementInstance | undefined = scope; e; e = x.scopeOf(e))
    if (e.interruptedBy !== undefined) x.emit({ type: 'SCOPE_REOPENED', pi, scope: e.key });
  x.later({ kind: 'activate', scope: scope.key, element: at.element, ...(variables && { variables }) });
}

function scopeFor(x: Execution, pi: string, scope: ElementModel, at: ActivateAt): ElementInstance {
  const variables = at.variables?.get(scope.id) ?? {};
  const active = instancesOf(x, pi, scope);
  const used =
    scope.parent && at.ancestor !== undefined ? active.find((e) => e.key === at.ancestor) : active[0];
  if (used) {
    x.setLocal(used, variables);
    return used;
  }
  const above = scopeFor(x, pi, scope.parent!, at);
  const key = x.newKey();
  x.emit({
    type: 'ELEMENT_ACTIVATING',
    pi,
    key,
    elementId: scope.id,
    elementType: scope.type,
    scope: above.key,
  });
  const e = x.get(key)!;
  x.setLocal(e, variables);
  const failed = subscribe(x, e, scope);
  if (failed) x.fail(e, failed);
  else activated(x, e);
  return e;
}

/**
 * What a scope on the way could not listen to, in Zeebe's words; undefined: all is well. `run` is done on a copy, since a
 * rejection must come before the first event, but what fails shows only with the scopes and variables of all instructions.
 */
export function notSubscribable(
  x: Execution,
  pi: string | undefined,
  run: (trial: Execution) => void,
): string | undefined {
  const state = emptyState();
  state.nextKey = x.state.nextKey;
  if (pi !== undefined) copyElements(x, pi, state);
  const trial = new Execution(state, x.env, x.behavior);
  run(trial);
  const failed = trial.events.find((e) => e.type === 'INCIDENT_CREATED');
  return (
    failed && `Expected to subscribe to catch event(s) of '${failed.elementId}' but ${failed.errorMessage}`
  );
}

/** An element and all in it, without what they wait for. */
function copyElements(x: Execution, key: string, to: EngineState): void {
  const { timers, subscriptions, signals, incidents, compensations, ...e } = x.get(key)!;
  to.elements.set(key, {
    ...e,
    ...(e.vars && { vars: Object.assign(emptyVars(), e.vars) }),
    ...(e.children && { children: Keys.of(e.children) }),
  });
  for (const child of e.children ?? []) copyElements(x, child, to);
}
