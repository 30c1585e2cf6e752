/** Data folders with so many cases that wait, each at a user task with a timer on it, as the real server leaves them. */
import { resolve } from 'node:path';
import { templateFiles } from '../../../designer/packages/list/new-package.ts';
import { createEmbeddedEngine } from '../../../engine/index.ts';
import { zipPackage } from '../../../processes/zip.ts';
import { WORKER } from '../../../server/blocks/runner.ts';
import type { Case } from '../../../server/cases/collections.ts';
import { type App, COLLECTIONS, compose } from '../../../server/compose.ts';
import { seedDirectory } from '../../../server/directory/seed.ts';
import type { NoticeDoc } from '../../../server/notices/collections.ts';
import { openStore } from '../../../server/store/index.ts';
import { createJournalStore } from '../../../server/store/journal.ts';
import type { Op } from '../../../server/store/port.ts';
import type { Task } from '../../../server/tasks/collections.ts';
import { USER_TASK } from '../../../server/tasks/intake.ts';
import { PASSWORD } from '../../server/program/program.ts';

export const PACKAGE = 'waiting';
export const CLERK = 'renda1';

const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="${PACKAGE}" name="等待办理" isExecutable="true">
  <bpmn:startEvent id="begin" name="提出"/>
  <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="handle"/>
  <bpmn:userTask id="handle" name="办理"><bpmn:extensionElements>
    <zeebe:formDefinition formKey="handle"/>
    <zeebe:assignmentDefinition candidateGroups="=[&quot;clerk&quot;]"/>
    <zeebe:properties><zeebe:property name="stage" value="办理"/></zeebe:properties>
  </bpmn:extensionElements></bpmn:userTask>
  <bpmn:boundaryEvent id="late" name="超期" attachedToRef="handle" cancelActivity="false"><bpmn:timerEventDefinition id="t1">
    <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P30D</bpmn:timeDuration>
  </bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="f2" sourceRef="handle" targetRef="done"/>
  <bpmn:endEvent id="done" name="办结"/>
  <bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="told"/>
  <bpmn:endEvent id="told" name="已提醒"/>
</bpmn:process></bpmn:definitions>`;

/**
 * The folder must be empty. One case is begun by the real server; the others are that one again and again: the same
 * commands to the engine, and its rows under new names. Begun one by one they would take minutes.
 */
export async function fill(dataDir: string, cases: number): Promise<void> {
  const app = await compose({ dataDir, synced: false, logLevel: 'warn', packages: resolve('processes') });
  let first: Case | undefined;
  try {
    await seedDirectory({ service: app.directoryService, password: PASSWORD, now: app.clock.now() });
    await app.start();
    await publish(app);
    if (cases === 0) return;
    const clerk = app.actors.actorOf(CLERK)!;
    const data = { title: '等待办理', content: '量尺' };
    const { id } = await app.cases.start(clerk, { packageId: PACKAGE, data });
    while (
      !first?.active.some((a) => a.elementId === 'handle') ||
      !(await app.store.count('tasks', { caseId: id }))
    ) {
      await new Promise((again) => setTimeout(again, 100));
      first = await app.store.get<Case>('cases', id);
    }
  } finally {
    await app.stop();
  }
  await multiply(dataDir, first!.id, cases - 1);
}

async function publish(app: App): Promise<void> {
  const role = { id: 'clerk', title: '工作人员' };
  const naming = { id: PACKAGE, title: '等待办理', description: '量尺' };
  const files = { ...templateFiles(naming, { start: role, work: role }), 'main.bpmn': DRAWING };
  const admin = app.actors.actorOf('admin')!;
  await app.packages.importZip(admin, zipPackage(files), 0);
  const { rev } = await app.packages.drafts.read(PACKAGE);
  await app.packages.publish(admin, PACKAGE, rev, '量尺');
}

const AT_ONCE = 250;

type Row = [collection: string, doc: { id: string; [field: string]: unknown }];

async function multiply(dataDir: string, caseId: string, times: number): Promise<void> {
  const store = await openStore({ dataDir, collections: COLLECTIONS, synced: false });
  const engine = await createEmbeddedEngine({ store: createJournalStore(store) });
  let told = 0;
  engine.subscribe((e) => {
    told = e.seq;
  });
  const model = (await store.get<Case>('cases', caseId))!;
  const task = (await store.find<Task>('tasks', { where: { caseId } })).items[0]!;
  const { items: notices } = await store.find<NoticeDoc>('notices', { where: { userId: CLERK }, limit: 1 });
  const [instance] = await engine.processInstances({ processInstanceKey: model.processInstanceKey! });
  const variables = Object.fromEntries(
    (await engine.variables(model.processInstanceKey!)).map((v) => [v.name, v.value]),
  );
  for (let n = 0; n < times; n += AT_ONCE) {
    const many = Math.min(AT_ONCE, times - n);
    const ids = Array.from({ length: many }, (_, i) => `${caseId}-${n + i}`);
    const { bpmnProcessId, version } = instance!;
    await Promise.all(
      ids.map((id) =>
        engine.createProcessInstance({ bpmnProcessId, version, variables: { ...variables, caseId: id } }),
      ),
    );
    const jobs = await engine.activateJobs({
      type: USER_TASK,
      maxJobsToActivate: many,
      timeout: 30_000,
      worker: WORKER,
    });
    const held = jobs.map((job) => engine.updateJobTimeout({ jobKey: job.key, timeout: 86_400_000 }));
    const ops = jobs.flatMap((job): Op[] => {
      const { processInstanceKey, elementInstanceKey } = job;
      const own = { caseId: String(job.variables.caseId), processInstanceKey };
      const active = model.active.map((a) => ({
        ...a,
        key: elementInstanceKey,
        instance: processInstanceKey,
      }));
      const docs: Row[] = [
        ['cases', { ...model, id: own.caseId, number: own.caseId, processInstanceKey, active }],
        ['tasks', { ...task, ...own, id: job.key, elementInstanceKey, caseNumber: own.caseId }],
        ...notices.map(
          (d): Row => ['notices', { ...d, id: `${d.id}-${job.key}`, caseId: own.caseId, taskId: job.key }],
        ),
      ];
      return docs.map(([collection, doc]) => ({ op: 'put', collection, doc }));
    });
    await Promise.all([store.commit(ops), ...held]);
  }
  await store.commit([{ op: 'put', collection: 'counters', doc: { id: 'projection', value: told } }]);
  await engine.close();
  await store.close();
}
