/** BPMN errors: finding who catches one. */
import type { ElementModel } from './bpmn/model.ts';
import type { Execution } from './execution.ts';
import { type Failure, failure } from './failure.ts';
import type { ElementInstance, Vars } from './state.ts';
import { trigger } from './transitions.ts';

interface Catcher {
  instance: ElementInstance;
  event: ElementModel;
}

/** The code an event catches; '' catches all. */
function codeOf(x: Execution, instance: ElementInstance, event: ElementModel): string | undefined {
  if (event.event?.kind !== 'error') return undefined;
  if (!event.event.code) return '';
  const outcome = x.evaluate(event.event.code, instance.key);
  return 'value' in outcome && typeof outcome.value === 'string' ? outcome.value : undefined;
}

/**
 * From the thrower outwards, through calling processes too; in each place the very code before the catch-all. As on
 * Zeebe, out of a scope that is interrupted it goes only into the calling process.
 */
function findCatcher(x: Execution, from: ElementInstance, code: string): Catcher | { available: string[] } {
  const available: string[] = [];
  for (let at: ElementInstance | undefined = from; at; at = x.scopeOf(at) ?? x.callerOf(at)) {
    while (at && at !== from && (at.state !== 'ACTIVATED' || at.interruptedBy !== undefined))
      at = x.callerOf(at);
    if (!at) break;
    const m = x.model(at);
    const events: ElementModel[] = [];
    const isBody = at.type === 'MULTI_INSTANCE_BODY';
    if (!isBody) events.push(...m.eventSubProcessStarts);
    if (!x.isInner(at)) events.push(...m.boundaries);
    const coded = events.map((event) => ({ event, code: codeOf(x, at!, event) }));
    const found = coded.find((c) => c.code === code) ?? coded.find((c) => c.code === '');
    if (found) return { instance: at, event: found.event };
    for (const c of coded) if (c.code) available.push(c.code);
  }
  return { available };
}

/** Throws at `from`; `before` runs once it is known that somebody catches it. Uncaught: a failure. */
export function throwError(
  x: Execution,
  from: ElementInstance,
  code: string,
  detail: { message?: string; variables?: Vars } | undefined,
  before: () => void,
): Failure | undefined {
  const found = findCatcher(x, from, code);
  if ('available' in found) {
    const text = detail?.message ? ` with message '${detail.message}'` : '';
    const list = found.available.length
      ? ` Available error events are [${found.available.join(', ')}]`
      : ' No error events are available in the scope.';
    return failure(
      'UNHANDLED_ERROR_EVENT',
      `Expected to throw an error event with the code '${code}'${text}, but it was not caught.${list}`,
    );
  }
  before();
  trigger(x, found.instance, found.event, {
    elementId: found.event.id,
    ...(detail?.variables && { variables: detail.variables }),
  });
  return undefined;
}
