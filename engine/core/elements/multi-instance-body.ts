import type { Json } from '../../engine.ts';
import type { LoopDefinition } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import { type Failure, failure, type Outcome } from '../failure.ts';
import { evaluationProblem, isBoolean, isList } from '../messages.ts';
import type { ElementInstance, Vars } from '../state.ts';
import { subscribe } from '../subscriptions.ts';
import { activated, completed, terminateChildren } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** What `SCOPE_INTERRUPTED` names when the completion condition ended the loop. No element has such an id. */
const CONDITION = '<completionCondition>';

/** The scope around the instances of a multi-instance activity: owns its boundary events, flows and results. */
export const multiInstanceBody: Behavior = {
  activate(x, e, m) {
    const loop = m.loop!;
    const items = readItems(x, e, loop);
    if ('failure' in items) return items.failure;
    const size = items.value.length;
    if (size > x.env.limits.maxActivations)
      return failure(
        'EXECUTION_LIMIT_EXCEEDED',
        `the input collection has ${size} items, more than ${x.env.limits.maxActivations}`,
      );
    const failed = subscribe(x, e, m);
    if (failed) return failed;
    x.emit({
      type: 'LOOP_STARTED',
      pi: e.pi,
      scope: e.key,
      elementId: e.elementId,
      size,
      ...(loop.outputCollection && { outputCollection: loop.outputCollection }),
    });
    activated(x, e);
    if (size === 0) x.later({ kind: 'complete', key: e.key });
    const first = loop.sequential ? Math.min(size, 1) : size;
    for (let n = 1; n <= first; n++) x.later({ kind: 'activate', scope: e.key, element: m, loopCounter: n });
    return undefined;
  },

  complete(x, e, m) {
    const name = m.loop!.outputCollection;
    if (name) x.merge(e.scope!, { [name]: e.vars?.[name] ?? [] });
    return completed(x, e, m.outgoing);
  },

  terminate: (x, e) => terminateChildren(x, e),

  childActivating(x, e, m, child) {
    const loop = m.loop!;
    const items = readItems(x, e, loop);
    if ('failure' in items) return items.failure;
    const variables: Vars = { loopCounter: child.loopCounter! };
    if (loop.inputElement) variables[loop.inputElement] = items.value[child.loopCounter! - 1] ?? null;
    const own = loop.outputElement && 'feel' in loop.outputElement && firstName(loop.outputElement.feel);
    if (own && variables[own] === undefined) variables[own] = null;
    x.setLocal(child, variables);
    return undefined;
  },

  beforeChildCompleted(x, e, m, child) {
    const loop = m.loop!;
    if (loop.outputCollection && loop.outputElement) {
      const value = x.evaluate(loop.outputElement, child.key);
      if ('failure' in value) return value.failure;
      x.emit({
        type: 'LOOP_OUTPUT_SET',
        pi: e.pi,
        scope: e.key,
        elementId: e.elementId,
        name: loop.outputCollection,
        index: child.loopCounter! - 1,
        value: value.value,
      });
    }
    return endEarly(x, e, loop, child);
  },

  childCompleted(x, e, m, child) {
    const next = child.loopCounter! + 1;
    if (m.loop!.sequential && next <= e.loop!.size)
      x.later({ kind: 'activate', scope: e.key, element: m, loopCounter: next });
    else if (!e.children?.size && !x.pending.get(e.key)) x.later({ kind: 'complete', key: e.key });
  },

  childTerminated(x, e) {
    if (e.children?.size || x.pending.get(e.key)) return;
    if (e.interruptedBy === CONDITION) x.later({ kind: 'complete', key: e.key });
    else x.later({ kind: 'terminate', key: e.key });
  },
};

/** Read once per step; over a longer time each new instance reads it again, as on Zeebe. */
function readItems(x: Execution, e: ElementInstance, loop: LoopDefinition): Outcome<Json[]> {
  const known = x.loopItems.get(e.key);
  if (known) return { value: known };
  const items = x.evaluateAs(loop.inputCollection, e.key, 'ARRAY', isList);
  if ('value' in items) x.loopItems.set(e.key, items.value);
  return items;
}

/** `x` of `x` and of `x.y`: such an output element is made local to each instance, so that they do not share it. */
function firstName(expression: string): string | undefined {
  return /^([\p{L}_][\p{L}\p{N}_]*)(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.exec(expression.trim())?.[1];
}

/** Ends what still runs if the completion condition holds after this child. */
function endEarly(
  x: Execution,
  e: ElementInstance,
  loop: LoopDefinition,
  child: ElementInstance,
): Failure | undefined {
  const condition = loop.completionCondition;
  if (!condition || !('feel' in condition)) return undefined;
  const { completed, terminated } = e.loop!;
  const facts: Vars = {
    // As on Zeebe: those that have begun, also of a sequential one.
    numberOfInstances: e.children!.size + completed + terminated,
    numberOfActiveInstances: e.children!.size - 1,
    numberOfCompletedInstances: completed + 1,
    numberOfTerminatedInstances: terminated,
  };
  const outer = x.scope(child.key);
  const scope = {
    get: (name: string) => (Object.hasOwn(facts, name) ? facts[name] : outer.get(name)),
    all: () => ({ ...outer.all(), ...facts }),
  };
  const result = x.feel(condition.feel, scope);
  if (!result.ok)
    return failure(result.exceeded ? 'EXECUTION_LIMIT_EXCEEDED' : 'EXTRACT_VALUE_ERROR', result.message);
  if (!isBoolean(result.value))
    return failure('EXTRACT_VALUE_ERROR', evaluationProblem(condition, 'BOOLEAN', result.value, []));
  if (!result.value) return undefined;
  x.emit({ type: 'SCOPE_INTERRUPTED', pi: e.pi, scope: e.key, by: CONDITION });
  terminateChildren(x, e, child.key);
  return undefined;
}
