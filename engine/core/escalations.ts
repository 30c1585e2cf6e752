/** Escalations: finding who catches one. Unlike an error, one that nobody catches goes unheard. */
import type { ElementModel } from './bpmn/model.ts';
import type { Execution } from './execution.ts';
import type { ElementInstance } from './state.ts';
import { trigger } from './transitions.ts';

interface Catcher {
  instance: ElementInstance;
  event: ElementModel;
}

/** Only a static code can catch; '' catches all. */
function codeOf(event: ElementModel): string | undefined {
  if (event.event?.kind !== 'escalation') return undefined;
  if (!event.event.code) return '';
  return 'text' in event.event.code ? event.event.code.text : undefined;
}

function catcherAt(x: Execution, at: ElementInstance, code: string): Catcher | undefined {
  const m = x.model(at);
  const events = [
    ...(at.type === 'MULTI_INSTANCE_BODY' ? [] : m.eventSubProcessStarts),
    ...(x.isInner(at) ? [] : m.boundaries),
  ];
  const event = events.find((e) => codeOf(e) === code) ?? events.find((e) => codeOf(e) === '');
  return event && { instance: at, event };
}

/** From the scope of the thrower outwards; out of a scope that is interrupted, only into the calling process. */
function findCatcher(x: Execution, thrower: ElementInstance, code: string): Catcher | undefined {
  let at = x.scopeOf(thrower);
  while (at) {
    const found = catcherAt(x, at, code);
    if (found) return found;
    const up = at.state === 'ACTIVATED' && at.interruptedBy === undefined ? x.scopeOf(at) : undefined;
    at = up ?? x.callerOf(at);
  }
  return undefined;
}

/** True: the thrower may go on; false: it is about to be ended by who caught it. */
export function throwEscalation(x: Execution, thrower: ElementInstance, code: string): boolean {
  const found = findCatcher(x, thrower, code);
  if (!found) return true;
  trigger(x, found.instance, found.event, { elementId: found.event.id });
  return !found.event.interrupting;
}
