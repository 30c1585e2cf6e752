import type { ModifyProcessInstance } from '../../engine.ts';
import { activateElement, around, instancesOf, notActivatable, notSubscribable } from '../activate-at.ts';
import type { ElementModel, ProcessModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import { createRoot } from '../instances.ts';
import { notFound, reject } from '../rejection.ts';
import { type ElementInstance, latestDefinition } from '../state.ts';
import { enter } from '../transitions.ts';
import type { Handler } from './command.ts';

export const createInstance: Handler<'createInstance'> = (
  x,
  { bpmnProcessId, version, variables, startAt },
) => {
  const key = version === undefined ? undefined : x.state.versions.get(bpmnProcessId)?.[version - 1];
  const definition =
    version === undefined
      ? latestDefinition(x.state, bpmnProcessId)
      : key === undefined
        ? undefined
        : x.state.definitions.get(key);
  const model = definition && x.env.models(definition.key);
  if (!definition || !model) {
    const which = version === undefined ? '' : ` and version ${version}`;
    return reject(
      'NOT_FOUND',
      `Expected to find process definition with process ID '${bpmnProcessId}'${which}, but none found`,
    );
  }
  if (startAt) {
    for (const id of startAt) {
      const why = notActivatable(model, id);
      if (why)
        return reject(
          'INVALID_ARGUMENT',
          `Expected to create instance of process with start instructions but ${why}.`,
        );
    }
    const deaf = notSubscribable(x, undefined, (trial) =>
      enter(trial, trial.get(createRoot(trial, definition, variables, { startAt }))!),
    );
    if (deaf !== undefined) return reject('INVALID_ARGUMENT', deaf);
  } else if (!model.process.starts.some((s) => s.event?.kind === 'none'))
    return reject(
      'INVALID_STATE',
      `Expected to create instance of process with none start event, but there is no such event in <${bpmnProcessId}>`,
    );
  const processInstanceKey = createRoot(x, definition, variables, startAt ? { startAt } : {});
  return {
    processInstanceKey,
    bpmnProcessId,
    version: definition.version,
    processDefinitionKey: definition.key,
  };
};

export const cancelInstance: Handler<'cancelInstance'> = (x, { processInstanceKey }) => {
  const e = x.get(processInstanceKey);
  if (!e?.root)
    return reject(
      'NOT_FOUND',
      `Expected to cancel a process instance with key '${processInstanceKey}', but no such process was found`,
    );
  if (e.root.parent)
    return reject(
      'INVALID_STATE',
      `Expected to cancel a process instance with key '${processInstanceKey}', but it is created by a parent process instance. Cancel the root process instance instead.`,
    );
  x.later({ kind: 'terminate', key: e.key });
  return null;
};

export const modifyInstance: Handler<'modifyInstance'> = (x, r) => {
  const root = x.get(r.processInstanceKey);
  if (!root?.root) return notFound('process instance', r.processInstanceKey, 'modify');
  const { pi } = root;
  const model = x.process(pi);
  const activate = r.activateInstructions ?? [];
  const terminate = r.terminateInstructions ?? [];
  const why =
    activate.map((a) => unfit(x, pi, model, a)).find((w) => w !== undefined) ??
    terminate
      .map((t) => t.elementInstanceKey)
      .filter((key) => x.get(key)?.pi !== pi)
      .map((key) => `no element instance '${key}' is active`)[0];
  if (why !== undefined)
    return reject(
      'INVALID_ARGUMENT',
      `Expected to modify instance of process '${model.bpmnProcessId}' but ${why}`,
    );
  const ends = new Set(terminate.map((t) => t.elementInstanceKey));
  if (root.root.parent && !activate.length && isEnded(x, root, ends))
    return reject(
      'INVALID_ARGUMENT',
      `Expected to modify instance of process '${model.bpmnProcessId}' but the given instructions would terminate the instance. The instance was created by a call activity in the parent process. To terminate this instance please modify the parent process instead.`,
    );
  const targets = activate.map((a) => ({
    element: model.elements.get(a.elementId)!,
    ...(a.ancestorElementInstanceKey !== undefined && { ancestor: a.ancestorElementInstanceKey }),
    variables: new Map(
      (a.variableInstructions ?? []).map((v) => [v.scopeId || model.bpmnProcessId, v.variables]),
    ),
  }));
  const activateIn = (y: Execution) => {
    for (const target of targets) activateElement(y, pi, target);
  };
  const deaf = targets.length ? notSubscribable(x, pi, activateIn) : undefined;
  if (deaf !== undefined) return reject('INVALID_ARGUMENT', deaf);
  activateIn(x);
  for (const key of ends) x.later({ kind: 'terminate', key });
  return null;
};

type Activate = NonNullable<ModifyProcessInstance['activateInstructions']>[number];

/** Why an instruction to activate cannot be followed, in Zeebe's words; undefined: it can. */
function unfit(x: Execution, pi: string, model: ProcessModel, a: Activate): string | undefined {
  const instruction = 'it contains one or more activate instructions';
  const element = notActivatable(model, a.elementId);
  if (element) return `${instruction} with an element that cannot be activated: ${element}`;
  const [m, ...scopes] = around(model.elements.get(a.elementId)!) as [ElementModel, ...ElementModel[]];
  for (const { scopeId } of a.variableInstructions ?? [])
    if (scopeId && ![m, ...scopes].some((s) => s.id === scopeId))
      return `it contains one or more variable instructions with a scope element that doesn't belong to the activating element's flow scope: '${scopeId}'`;
  const ancestor = a.ancestorElementInstanceKey;
  if (ancestor === undefined) {
    const several = scopes.find((s) => instancesOf(x, pi, s).length > 1);
    return (
      several &&
      `${instruction} for an element that has a flow scope with more than one active instance: '${several.id}'. Can't decide in which instance of the flow scope the element should be activated. Please specify an ancestor element instance key for this activate instruction.`
    );
  }
  if (scopes.some((s) => instancesOf(x, pi, s).some((e) => e.key === ancestor))) return undefined;
  return `${instruction} with an ancestor scope key that is not an ancestor of the element to activate: '${ancestor}'`;
}

/** Whether nothing is left in a scope once these are ended. */
function isEnded(x: Execution, e: ElementInstance, ends: Set<string>): boolean {
  if (ends.has(e.key)) return true;
  const children = [...(e.children ?? [])].map((key) => x.get(key)!);
  return children.length > 0 && children.every((c) => isEnded(x, c, ends));
}

export const setVariables: Handler<'setVariables'> = (x, { elementInstanceKey, variables, local }) => {
  const e = x.get(elementInstanceKey);
  if (!e)
    return reject(
      'NOT_FOUND',
      `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`,
    );
  if (local) x.setLocal(e, variables);
  else x.merge(e.key, variables);
  return null;
};
