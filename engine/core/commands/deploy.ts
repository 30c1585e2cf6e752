import type { DeployedProcess } from '../../engine.ts';
import type { ElementModel, ProcessModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import { isText } from '../messages.ts';
import { reject } from '../rejection.ts';
import { type Definition, latestDefinition } from '../state.ts';
import { timerDue } from '../time/timer.ts';
import type { Commands, Handler } from './command.ts';
import { deployDecisions, duplicateDecision } from './deploy-decisions.ts';

/** What is drawn in a resource that is the same as last time keeps its version, as on Zeebe. */
export const deploy: Handler<'deploy'> = (x, { resources }) => {
  const drawings = resources.flatMap((r) => ('processes' in r ? [r] : []));
  const decisions = resources.flatMap((r) => ('requirements' in r ? [r] : []));
  const ids = drawings.flatMap((r) => r.processes.map((p) => p.bpmnProcessId));
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) return reject('INVALID_ARGUMENT', `Duplicated process id in resources <${twice}>`);
  const duplicate = duplicateDecision(decisions);
  if (duplicate) return duplicate;
  const result: Commands['deploy']['result'] = {
    key: x.newKey(),
    processes: [],
    decisions: [],
    fresh: [],
    freshRequirements: [],
  };
  for (const r of drawings) deployDrawing(x, r, result);
  for (const r of decisions) deployDecisions(x, r, result);
  return result;
};

function deployDrawing(
  x: Execution,
  { name, content, processes: models }: { name: string; content: string; processes: ProcessModel[] },
  { processes, fresh }: Commands['deploy']['result'],
): void {
  const before = models.map((m) => latestDefinition(x.state, m.bpmnProcessId));
  const same = before.every(
    (d) => d && d.resourceName === name && x.state.resources.get(d.resource)?.content === content,
  );
  if (same) {
    for (const d of before) processes.push(deployed(d!));
    return;
  }
  const resource = x.newKey();
  x.emit({ type: 'RESOURCE_DEPLOYED', key: resource, name, content });
  for (const model of models) {
    const definition = deployProcess(x, model, name, resource);
    processes.push(deployed(definition));
    fresh.push({ key: definition.key, model });
  }
}

const deployed = (d: Definition): DeployedProcess => ({
  bpmnProcessId: d.bpmnProcessId,
  version: d.version,
  processDefinitionKey: d.key,
  resourceName: d.resourceName,
});

function deployProcess(
  x: Execution,
  model: ProcessModel,
  resourceName: string,
  resource: string,
): Definition {
  const { bpmnProcessId } = model;
  const previous = latestDefinition(x.state, bpmnProcessId);
  const key = x.newKey();
  const startsBy = (kind: 'message' | 'signal') =>
    model.process.starts.flatMap((s) => {
      const name = s.event?.kind === kind && s.event.name ? constant(x, s.event.name) : undefined;
      return name === undefined ? [] : [{ name, elementId: s.id }];
    });
  const signalStarts = startsBy('signal');
  x.emit({
    type: 'PROCESS_DEPLOYED',
    key,
    bpmnProcessId,
    version: (previous?.version ?? 0) + 1,
    resourceName,
    resource,
    messageStarts: startsBy('message'),
    ...(signalStarts.length > 0 && { signalStarts }),
  });
  for (const timer of [...x.state.timers.hot()])
    if (previous && timer.definition === previous.key)
      x.emit({ type: 'TIMER_CANCELED', timerKey: timer.key, elementId: timer.elementId });
  for (const start of model.process.starts) startTimer(x, key, start);
  return x.state.definitions.get(key)!;
}

/** Starts have no variables: their expressions see nothing. */
function constant(x: Execution, expression: NonNullable<ElementModel['job']>['type']): string | undefined {
  const value = x.evaluateAs(expression, '', 'STRING', isText);
  return 'value' in value ? value.value : undefined;
}

function startTimer(x: Execution, definition: string, start: ElementModel): void {
  if (start.event?.kind !== 'timer') return;
  const text = constant(x, start.event.timer.value);
  const due = text === undefined ? undefined : timerDue(start.event.timer.kind, text, x.env.at, x.env.zone);
  if (due === undefined || typeof due === 'string') return;
  x.emit({ type: 'TIMER_CREATED', key: x.newKey(), definition, elementId: start.id, ...due });
}
