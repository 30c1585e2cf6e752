/** Tasks that the engine takes back: by an error that is caught, and before they have come into the list. */
import { templateFiles } from '../../../designer/packages/list/new-package.ts';
import type { App } from '../../../server/compose.ts';
import type { ServerEngine } from '../../../server/engine/open.ts';
import { USER_TASK } from '../../../server/tasks/intake.ts';

const ID = 'takes-back';
const CLERK = { id: 'clerk', title: '工作人员' };
const MESSAGE = `${ID}.stop`;
const ERROR = 'gone';

const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements>
  <zeebe:formDefinition formKey="handle"/>
  <zeebe:assignmentDefinition candidateGroups="=[&quot;clerk&quot;]"/>
  <zeebe:properties><zeebe:property name="stage" value="${id}"/></zeebe:properties>
</bpmn:extensionElements></bpmn:userTask>`;
const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:message id="m" name="${MESSAGE}"><bpmn:extensionElements><zeebe:subscription correlationKey="=caseId"/></bpmn:extensionElements></bpmn:message>
<bpmn:error id="e" errorCode="${ERROR}"/>
<bpmn:process id="${ID}" isExecutable="true">
  <bpmn:startEvent id="begin"/>${flow('begin', 'first')}${task('first')}${flow('first', 'end')}
  <bpmn:boundaryEvent id="stopped" attachedToRef="first"><bpmn:messageEventDefinition id="sm" messageRef="m"/></bpmn:boundaryEvent>
  <bpmn:boundaryEvent id="failed" attachedToRef="first"><bpmn:errorEventDefinition id="fe" errorRef="e"/></bpmn:boundaryEvent>
  ${flow('stopped', 'second')}${flow('failed', 'second')}${task('second')}${flow('second', 'end')}<bpmn:endEvent id="end"/>
</bpmn:process></bpmn:definitions>`;

/** An engine whose next people's jobs are handed out late: `meanwhile` has happened since they were activated. */
export interface Late {
  engine(e: ServerEngine): ServerEngine;
  meanwhile: (() => Promise<void>) | undefined;
}

export function lateJobs(): Late {
  const late: Late = {
    meanwhile: undefined,
    engine: (e) => ({
      ...e,
      async activateJobs(r) {
        const jobs = await e.activateJobs(r);
        const { meanwhile } = late;
        if (r.type !== USER_TASK || jobs.length === 0 || !meanwhile) return jobs;
        late.meanwhile = undefined;
        await meanwhile();
        return jobs;
      },
    }),
  };
  return late;
}

/** What stands in the list: tasks of a case that was taken back by an error, then of one by a message that overtook it. */
export async function tasksTakenBack(app: App, late: Late): Promise<[string, string][][]> {
  const clerk = app.actors.actorOf('renda1')!;
  const states = async (id: string) =>
    (await app.tasks.ofCase(id)).map((t): [string, string] => [t.elementId, t.state]).sort();
  const begin = () => app.cases.start(clerk, { packageId: ID, data: { title: '一件', content: '试验' } });
  await app.packages.install(ID, {
    ...templateFiles({ id: ID, title: '收回', description: '试验' }, { start: CLERK, work: CLERK }),
    'main.bpmn': DRAWING,
  });

  const failed = await begin();
  await app.settle();
  const [first] = await app.tasks.ofCase(failed.id);
  await app.engine.throwError({ jobKey: first!.id, errorCode: ERROR });
  await app.settle();

  const stopped = await begin();
  late.meanwhile = async () => {
    await app.engine.publishMessage({ name: MESSAGE, correlationKey: stopped.id });
    await app.engine.idle();
    // until the cancellation has been followed: the position is noted after that
    const { processInstanceKey } = (await app.cases.get(stopped.id))!;
    const told = (await app.engine.history(processInstanceKey!)).at(-1)!.seq;
    const followed = async () =>
      (await app.store.get<{ id: string; value: number }>('counters', 'projection'))!.value >= told;
    while (!(await followed())) await new Promise((go) => setTimeout(go, 20));
  };
  await app.settle();
  return [await states(failed.id), await states(stopped.id)];
}
