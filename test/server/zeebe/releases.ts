/** A package whose process calls another of its own; each edition draws the called one differently. */
import { templateFiles } from '../../../designer/packages/list/new-package.ts';
import type { App } from '../../../server/compose.ts';

const ID = 'calls-another';
const CLERK = { id: 'clerk', title: '工作人员' };

const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements>
  <zeebe:formDefinition formKey="handle"/>
  <zeebe:assignmentDefinition candidateGroups="=[&quot;clerk&quot;]"/>
  <zeebe:properties><zeebe:property name="stage" value="${id}"/></zeebe:properties>
</bpmn:extensionElements></bpmn:userTask>`;
const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

/** `called`: the task in the called process. */
const drawing = (called: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="${ID}" isExecutable="true">
  <bpmn:startEvent id="begin"/>${flow('begin', 'first')}${task('first')}${flow('first', 'call')}
  <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="${ID}-part"/></bpmn:extensionElements></bpmn:callActivity>
  ${flow('call', 'end')}<bpmn:endEvent id="end"/>
</bpmn:process>
<bpmn:process id="${ID}-part" isExecutable="true">
  <bpmn:startEvent id="partBegin"/>${flow('partBegin', called)}${task(called)}${flow(called, 'partEnd')}<bpmn:endEvent id="partEnd"/>
</bpmn:process></bpmn:definitions>`;

const edition = (called: string) => ({
  ...templateFiles({ id: ID, title: '调用', description: '试验' }, { start: CLERK, work: CLERK }),
  'main.bpmn': drawing(called),
});

/**
 * Starts a case on the first edition, publishes a second one, and works both that case and a new one to the called
 * process. Gives the open tasks of each, first the old one's.
 */
export async function tasksAcrossEditions(app: App): Promise<string[][]> {
  const admin = app.actors.actorOf('admin')!;
  const clerk = app.actors.actorOf('renda1')!;
  const begin = async () => {
    const c = await app.cases.start(clerk, { packageId: ID, data: { title: '一件', content: '试验' } });
    await app.settle();
    return c.id;
  };
  const open = async (id: string) => (await app.tasks.ofCase(id)).filter((t) => t.state === 'open');
  const complete = async (id: string) => {
    const [first] = await open(id);
    await app.tasks.complete(clerk, first!.id, { opinion: '同意' });
    await app.settle();
  };
  await app.packages.install(ID, edition('old'));
  const before = await begin();
  const { rev } = await app.packages.drafts.save(admin, ID, edition('new'), 0);
  await app.packages.publish(admin, ID, rev, '试验');
  const after = await begin();
  await complete(before);
  await complete(after);
  const standing = [await open(before), await open(after)].map((tasks) => tasks.map((t) => t.elementId));
  await complete(before);
  await complete(after);
  const states = await Promise.all([before, after].map(async (id) => (await app.cases.get(id))!.state));
  return [...standing, states];
}
