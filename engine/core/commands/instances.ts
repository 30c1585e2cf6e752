import { activateElement } from '../activate-at.ts';
import { createRoot } from '../instances.ts';
import { notFound, reject } from '../rejection.ts';
import { latestDefinition } from '../state.ts';
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
      const m = model.elements.get(id);
      if (!m)
        return reject(
          'INVALID_ARGUMENT',
          `Expected to create instance of process with start instructions but no element found with id '${id}'.`,
        );
      if (m.type === 'PROCESS' || m.type === 'START_EVENT' || m.type === 'BOUNDARY_EVENT')
        return reject(
          'INVALID_ARGUMENT',
          `Elements of type '${m.type}' such as '${id}' cannot be a start instruction`,
        );
    }
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
  const model = x.process(root.pi);
  for (const { elementId, ancestorElementInstanceKey: ancestor } of r.activateInstructions ?? []) {
    const m = model.elements.get(elementId);
    if (!m || m.type === 'PROCESS' || m.type === 'START_EVENT' || m.type === 'BOUNDARY_EVENT')
      return reject(
        'INVALID_ARGUMENT',
        `Expected to modify instance of process '${model.bpmnProcessId}' but the element with id '${elementId}' cannot be activated`,
      );
    if (ancestor !== undefined && x.get(ancestor)?.pi !== root.pi)
      return reject('INVALID_ARGUMENT', `no active scope <${ancestor}> in process instance <${root.pi}>`);
  }
  for (const { elementInstanceKey } of r.terminateInstructions ?? [])
    if (x.get(elementInstanceKey)?.pi !== root.pi)
      return reject(
        'INVALID_ARGUMENT',
        `Expected to modify instance of process '${model.bpmnProcessId}' but no element instance '${elementInstanceKey}' is active`,
      );
  for (const instruction of r.activateInstructions ?? []) {
    for (const { scopeId, variables } of instruction.variableInstructions ?? []) {
      const own = [...(root.children ?? [])].map((k) => x.get(k)!).find((c) => c.elementId === scopeId);
      x.setLocal(own ?? root, variables);
    }
    activateElement(
      x,
      root,
      model.elements.get(instruction.elementId)!,
      instruction.ancestorElementInstanceKey,
    );
  }
  for (const { elementInstanceKey } of r.terminateInstructions ?? [])
    x.later({ kind: 'terminate', key: elementInstanceKey });
  return null;
};

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
