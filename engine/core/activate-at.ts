/** Activating an element anywhere in a process instance: start instructions and modification. */
import type { ElementModel } from './bpmn/model.ts';
import type { Execution } from './execution.ts';
import type { ElementInstance } from './state.ts';
import { subscribe } from './subscriptions.ts';
import { activated } from './transitions.ts';

/**
 * Leaves an `activate` for the element. Sub-processes around it that are not active become so, without their start
 * event; if one is active, it is used.
 */
export function activateElement(
  x: Execution,
  root: ElementInstance,
  m: ElementModel,
  ancestor?: string,
): void {
  x.later({ kind: 'activate', scope: scopeFor(x, root, m, ancestor).key, element: m });
}

function scopeFor(x: Execution, root: ElementInstance, m: ElementModel, ancestor?: string): ElementInstance {
  const parent = m.parent;
  if (!parent || parent.type === 'PROCESS') return root;
  const above = scopeFor(x, root, parent, ancestor);
  const chosen = ancestor === undefined ? undefined : x.get(ancestor);
  if (chosen?.elementId === parent.id) return chosen;
  for (const key of above.children ?? []) {
    const child = x.get(key);
    if (child?.elementId === parent.id && child.state === 'ACTIVATED') return child;
  }
  const key = x.newKey();
  x.emit({
    type: 'ELEMENT_ACTIVATING',
    pi: root.pi,
    key,
    elementId: parent.id,
    elementType: parent.type,
    scope: above.key,
  });
  const e = x.get(key)!;
  const failed = subscribe(x, e, parent);
  if (failed) x.fail(e, failed);
  else activated(x, e);
  return e;
}
