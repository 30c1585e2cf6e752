/** Moves a running instance to another definition, with the checks of Zeebe 8.5.8 and their texts. */
import { type MigrateProcessInstance, Rejection } from '../../engine.ts';
import type { ElementModel, InstanceType, ProcessModel } from '../bpmn/model.ts';
import { handlingOf } from '../compensation.ts';
import type { EventOf } from '../events.ts';
import type { Execution } from '../execution.ts';
import { reject } from '../rejection.ts';
import type { ElementInstance } from '../state.ts';
import { messageFor, unsubscribe } from '../subscriptions.ts';
import type { Handler } from './command.ts';

const SUPPORTED = new Set<InstanceType>([
  'PROCESS',
  'SERVICE_TASK',
  'USER_TASK',
  'SUB_PROCESS',
  'CALL_ACTIVITY',
]);

/** An active element and what it becomes. */
interface Move {
  e: ElementInstance;
  to: ElementModel;
}

export const migrateInstance: Handler<'migrateInstance'> = (x, r) => {
  const root = x.get(r.processInstanceKey);
  if (!root?.root)
    return reject(
      'NOT_FOUND',
      `Expected to migrate process instance but no process instance found with key '${r.processInstanceKey}'`,
    );
  const twice = duplicates(r);
  if (twice.length)
    return reject(
      'INVALID_ARGUMENT',
      `Expected to migrate process instance '${root.key}' but the mapping instructions contain duplicate source element ids '[${twice.join(', ')}]'.`,
    );
  const definition = x.state.definitions.get(r.targetProcessDefinitionKey);
  const target = definition && x.env.models(definition.key);
  if (!definition || !target)
    return reject(
      'NOT_FOUND',
      `Expected to migrate process instance to process definition but no process definition found with key '${r.targetProcessDefinitionKey}'`,
    );
  const source = x.process(root.pi);
  const unfit = checkPlan(r, source, target);
  if (unfit) return unfit;
  const mapping = new Map(r.mappingInstructions.map((m) => [m.sourceElementId, m.targetElementId]));
  mapping.set(source.bpmnProcessId, target.bpmnProcessId);
  const moves: Move[] = [];
  const waiting = [root];
  for (let e = waiting.shift(); e; e = waiting.shift()) {
    const to = checkElement(x, e, source, target, mapping);
    if (to instanceof Rejection) return to;
    moves.push({ e, to });
    for (const key of e.children ?? []) waiting.push(x.get(key)!);
  }
  const subscriptions: EventOf<'MESSAGE_SUBSCRIBED'>[] = [];
  for (const move of moves) {
    const opened = checkMessages(x, move, mapping);
    if (opened instanceof Rejection) return opened;
    for (const s of opened) subscriptions.push({ ...s, bpmnProcessId: target.bpmnProcessId });
  }
  const compensations = checkCompensations(x, root, target, mapping);
  if (compensations instanceof Rejection) return compensations;
  for (const { e } of moves) if (e.state !== 'ACTIVATING') unsubscribe(x, e);
  x.emit({
    type: 'INSTANCE_MIGRATED',
    pi: root.pi,
    definition: definition.key,
    bpmnProcessId: definition.bpmnProcessId,
    version: definition.version,
    elements: Object.fromEntries(moves.map(({ e, to }) => [e.key, to.id])),
    ...(Object.keys(compensations).length > 0 && { compensations }),
  });
  for (const s of subscriptions) {
    x.emit(s);
    x.later({ kind: 'correlate', subscription: s.key });
  }
  return null;
};

function duplicates(r: MigrateProcessInstance): string[] {
  const ids = r.mappingInstructions.map((m) => m.sourceElementId);
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
}

function checkPlan(
  r: MigrateProcessInstance,
  source: ProcessModel,
  target: ProcessModel,
): Rejection | undefined {
  for (const { sourceElementId, targetElementId } of r.mappingInstructions)
    for (const [side, id, model] of [
      ['source', sourceElementId, source],
      ['target', targetElementId, target],
    ] as const)
      if (!model.elements.has(id))
        return reject(
          'INVALID_ARGUMENT',
          `Expected to migrate process instance '${r.processInstanceKey}' but mapping instructions contain a non-existing ${side} element id '${id}'. Elements provided in mapping instructions must exist in the ${side} process definition.`,
        );
  if (hasEventSubProcess(source))
    return reject(
      'INVALID_STATE',
      'Expected to migrate process instance but process instance has an event subprocess. Process instances with event subprocesses cannot be migrated yet.',
    );
  if (hasEventSubProcess(target))
    return reject(
      'INVALID_STATE',
      'Expected to migrate process instance but target process has an event subprocess. Target processes with event subprocesses cannot be migrated yet.',
    );
  return undefined;
}

const hasEventSubProcess = (p: ProcessModel) =>
  [...p.elements.values()].some((m) => m.type === 'EVENT_SUB_PROCESS');

function checkElement(
  x: Execution,
  e: ElementInstance,
  source: ProcessModel,
  target: ProcessModel,
  mapping: Map<string, string>,
): ElementModel | Rejection {
  const no = (why: string) =>
    reject('INVALID_STATE', `Expected to migrate process instance '${e.pi}' but ${why}`);
  const active = `active element with id '${e.elementId}'`;
  if (!SUPPORTED.has(e.type))
    return no(`${active} has an unsupported type. The migration of a ${e.type} is not supported.`);
  const id = mapping.get(e.elementId);
  const to = id === undefined ? undefined : target.elements.get(id);
  if (!to)
    return no(`no mapping instruction defined for ${active}. Elements cannot be migrated without a mapping.`);
  const type: InstanceType = to.loop ? 'MULTI_INSTANCE_BODY' : to.type;
  if (type !== e.type)
    return no(
      `${active} and type '${e.type}' is mapped to an element with id '${to.id}' and different type '${type}'. Elements must be mapped to elements of the same type.`,
    );
  const scope = x.scopeOf(e);
  const wanted = scope && mapping.get(scope.elementId);
  if (scope && to.parent?.id !== wanted)
    return no(
      `the flow scope of ${active} is changed. The flow scope of the active element is expected to be '${wanted}' but was '${to.parent?.id}'. The flow scope of an element cannot be changed during migration yet.`,
    );
  for (const [what, m] of [
    ['active', source.elements.get(e.elementId)!],
    ['target', to],
  ] as const) {
    const others = m.boundaries.filter((b) => b.event?.kind !== 'message');
    if (others.length)
      return no(
        `${what} element with id '${m.id}' has one or more boundary events of types '${others.map((b) => b.event?.kind.toUpperCase()).join(',')}'. Migrating ${what} elements with boundary events of these types is not possible yet.`,
      );
  }
  if ((e.trigger && !begunBy(e, source)) || Object.values(e.tokens ?? {}).some((n) => n > 0))
    return no('a concurrent command was executed on the process instance. Please retry the migration.');
  return to;
}

/** Whether the trigger is only what the process instance began with: it stays with the root, and is used up. */
const begunBy = (e: ElementInstance, source: ProcessModel): boolean =>
  e.root !== undefined &&
  e.state === 'ACTIVATED' &&
  source.process.starts.some((s) => s.id === e.trigger?.elementId);

/** The message subscriptions that it gets; those that it has are closed. Mapped catch events stay out, as on Zeebe. */
function checkMessages(
  x: Execution,
  { e, to }: Move,
  mapping: Map<string, string>,
): EventOf<'MESSAGE_SUBSCRIBED'>[] | Rejection {
  if (e.state === 'ACTIVATING') return [];
  const no = (why: string) =>
    reject(
      'INVALID_STATE',
      `Expected to migrate process instance '${e.pi}' but active element with id '${e.elementId}' ${why}`,
    );
  const had = [...(e.subscriptions ?? [])].map((key) => x.state.subscriptions.get(key)!);
  const mapped = new Set(mapping.values());
  const opened: EventOf<'MESSAGE_SUBSCRIBED'>[] = [];
  for (const b of to.boundaries) {
    if (mapped.has(b.id))
      return no(
        `is mapped to element with id '${to.id}' that must be subscribed to mapped catch event with id '${b.id}'. Migrating active elements with mapped catch events is not possible yet.`,
      );
    const event = messageFor(x, e, b);
    if ('failure' in event)
      return no(
        `is mapped to element with id '${to.id}' that must be subscribed to a message catch event. ${event.failure.message}`,
      );
    const { name } = event.value;
    if (had.some((s) => s.name === name))
      return no(
        `attempts to subscribe to a message it is already subscribed to with name '${name}'. Migrating active elements that subscribe to a message they are already subscribed to is not possible yet. Please provide a mapping instruction to message catch event with id '${b.id}' to migrate the respective message subscription.`,
      );
    opened.push(event.value);
  }
  for (const s of had)
    if (mapping.has(s.elementId))
      return no(
        `is subscribed to mapped catch event with id '${s.elementId}'. Migrating active elements with mapped catch events is not possible yet.`,
      );
  return opened;
}

/**
 * What can be undone of it, in the target: the mapped element, else the one of the same id. Zeebe 8.5.8 looks for none,
 * and is then at a loss when it comes to undoing. An element without compensation there has nothing undone.
 */
function checkCompensations(
  x: Execution,
  root: ElementInstance,
  target: ProcessModel,
  mapping: Map<string, string>,
): NonNullable<EventOf<'INSTANCE_MIGRATED'>['compensations']> | Rejection {
  const moved: NonNullable<EventOf<'INSTANCE_MIGRATED'>['compensations']> = {};
  for (const key of root.compensations ?? []) {
    const c = x.state.compensations.get(key)!;
    const elementId = mapping.get(c.elementId) ?? c.elementId;
    if (!target.elements.has(elementId))
      return reject(
        'INVALID_STATE',
        `Expected to migrate process instance '${root.key}' but completed element with id '${c.elementId}' can still be compensated and the target process has no element with id '${elementId}'. Please provide a mapping instruction for it.`,
      );
    const handlerId = handlingOf(target, elementId)?.handler?.id;
    moved[key] = { elementId, ...(handlerId !== undefined && { handlerId }) };
  }
  return moved;
}
