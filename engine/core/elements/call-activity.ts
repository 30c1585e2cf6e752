import { failure } from '../failure.ts';
import { createRoot } from '../instances.ts';
import { applyInputs, applyOutputs } from '../mappings.ts';
import { isText } from '../messages.ts';
import { latestDefinition } from '../state.ts';
import { subscribe } from '../subscriptions.ts';
import { activated, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Runs the latest version of another process, and waits for it. */
export const callActivity: Behavior = {
  activate(x, e, m) {
    const wrong = applyInputs(x, e, m);
    if (wrong) return wrong;
    const id = x.evaluateAs(m.call!.processId, e.key, 'STRING', isText);
    if ('failure' in id) return id.failure;
    const definition = latestDefinition(x.state, id.value);
    const model = definition && x.env.models(definition.key);
    if (!definition || !model)
      return failure(
        'CALLED_ELEMENT_ERROR',
        `Expected process with BPMN process id '${id.value}' to be deployed, but not found.`,
      );
    if (!model.process.starts.some((s) => s.event?.kind === 'none'))
      return failure(
        'CALLED_ELEMENT_ERROR',
        `Expected process with BPMN process id '${id.value}' to have a none start event, but not found.`,
      );
    const failed = subscribe(x, e, m);
    if (failed) return failed;
    activated(x, e);
    const variables = m.call!.propagateAllParentVariables ? x.scope(e.key).all() : { ...e.vars };
    createRoot(x, definition, variables, { parent: { pi: e.pi, elementInstanceKey: e.key } });
    return undefined;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
  terminate(x, e) {
    if (e.called === undefined) return true;
    x.later({ kind: 'terminate', key: e.called });
    return false;
  },
};
