/** The real server, killed in the middle of work: what it acknowledged is there, nothing twice, nothing half. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateFiles } from '../../designer/packages/list/new-package.ts';
import { zipPackage } from '../../processes/zip.ts';
import { expectNothingLost, verified } from './program/drill.ts';
import { type Built, buildServer, call, Program, signIn } from './program/program.ts';
import { nothingYet, workUntilGone } from './program/work.ts';

let built: Built;
let dataDir: string;
let running: Program | undefined;

const start = async (): Promise<{ program: Program; url: string }> => {
  await running?.end();
  const program = new Program(built.main, dataDir);
  running = program;
  return { program, url: await program.url() };
};

beforeAll(async () => {
  built = await buildServer();
  dataDir = join(await mkdtemp(join(tmpdir(), 'jiandu-kill-')), 'data');
}, 300_000);
afterAll(async () => {
  await running?.end();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
  await built.remove();
});

describe('the sample load', () => {
  it('starts afresh after a kill in the middle, and comes in whole', async () => {
    for (const moment of [/ 0%/, /25%/]) {
      const program = new Program(built.main, dataDir);
      running = program;
      await program.says(moment);
      await program.end();
      expect(existsSync(join(dataDir, 'jiandu.sqlite'))).toBe(false);
    }
    const { program, url } = await start();
    await program.says(/密码：/);
    expect(program.output).not.toContain('没有办到底');
    const clerk = await signIn(url, 'renda1');
    const cases = await call(url, clerk, 'GET', '/api/cases?limit=200');
    const numbers = cases.body.items.map(
      (c: Record<string, string>) => `${c.packageId}${c.orgId}${c.number}`,
    );
    expect(numbers.length).toBeGreaterThanOrEqual(45);
    expect(new Set(numbers).size).toBe(numbers.length);
    await program.end('SIGTERM');
    expect(existsSync(join(dataDir, '.loading'))).toBe(false);
  }, 300_000);
});

describe('work', () => {
  it('acknowledged to 24 clients is there after each of three kills', async () => {
    let { program, url } = await start();
    const people = {
      deputies: await Promise.all(['db01', 'db02', 'db03', 'db04'].map((u) => signIn(url, u))),
      clerks: await Promise.all(['renda1', 'renda2'].map((u) => signIn(url, u))),
    };
    const admin = await signIn(url, 'admin');
    const seen = nothingYet();
    for (const acknowledgements of [40, 90, 140]) {
      const killed = program;
      let killing: Promise<void> | undefined;
      await workUntilGone(url, people, {
        clients: 4,
        seen,
        onAck: (count) => {
          if (count >= acknowledgements) killing ??= killed.end();
        },
      });
      await killing;
      ({ program, url } = await start());

      await expectNothingLost(url, { clerks: people.clerks, admin }, seen);
    }
    expect(seen.completed.size).toBeGreaterThan(20);
    await program.end('SIGTERM');
  }, 300_000);
});

const TIMED = (id: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="${id}" name="到时办理" isExecutable="true">
  <bpmn:startEvent id="begin" name="提出"/>
  <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="later"/>
  <bpmn:intermediateCatchEvent id="later" name="稍候"><bpmn:timerEventDefinition id="t1">
    <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT6S</bpmn:timeDuration>
  </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:sequenceFlow id="f2" sourceRef="later" targetRef="handle"/>
  <bpmn:userTask id="handle" name="办理"><bpmn:extensionElements>
    <zeebe:formDefinition formKey="handle"/>
    <zeebe:assignmentDefinition candidateGroups="=[&quot;clerk&quot;]"/>
    <zeebe:properties><zeebe:property name="stage" value="办理"/></zeebe:properties>
  </bpmn:extensionElements></bpmn:userTask>
  <bpmn:sequenceFlow id="f3" sourceRef="handle" targetRef="done"/>
  <bpmn:endEvent id="done" name="办结"/>
</bpmn:process></bpmn:definitions>`;

describe('timers', () => {
  it('that fall due around a kill fire once', async () => {
    let { program, url } = await start();
    const admin = await signIn(url, 'admin');
    const clerk = await signIn(url, 'renda1');
    const id = 'timed';
    const naming = { id, title: '到时办理', description: '断电演练' };
    const files = {
      ...templateFiles(naming, {
        start: { id: 'clerk', title: '工作人员' },
        work: { id: 'clerk', title: '工作人员' },
      }),
      'main.bpmn': TIMED(id),
    };
    const imported = await fetch(`${url}/api/packages/import?rev=0`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip', cookie: admin.cookie, 'x-csrf-token': admin.csrf },
      body: new Blob([zipPackage(files).slice()]),
    });
    expect([imported.status, await imported.text()]).toEqual([200, expect.any(String)]);
    const { rev } = (await call(url, admin, 'GET', `/api/packages/${id}/draft`)).body;
    const published = await call(url, admin, 'POST', `/api/packages/${id}/publish`, {
      rev,
      reason: '演练',
    });
    expect(published).toMatchObject({ status: 200 });

    const begin = async (n: number) => {
      const { status, body } = await call(url, clerk, 'POST', '/api/cases', {
        packageId: id,
        data: { title: `到时 ${n}`, content: '演练' },
      });
      expect(status).toBe(200);
      return body.id as string;
    };
    const started: string[] = [];
    for (let n = 0; n < 30; n++) started.push(await begin(n));
    const tasks = async () => {
      const { body } = await call(url, clerk, 'GET', `/api/tasks?view=groups&packageId=${id}&limit=200`);
      return body.items.map((t: { caseId: string }) => t.caseId) as string[];
    };
    await program.end();

    ({ program, url } = await start());
    while ((await tasks()).length === 0);
    await program.end();

    ({ program, url } = await start());
    while ((await tasks()).length < started.length);
    for (const caseId of started) {
      const view = (await call(url, clerk, 'GET', `/api/cases/${caseId}`)).body;
      expect([view.tasks.length, view.activeElements, view.incidents]).toEqual([1, ['handle'], []]);
    }
    expect((await tasks()).sort()).toEqual([...started].sort());
    expect(await verified(url, admin)).toEqual({ ok: true, problems: [] });
    await program.end('SIGTERM');
  }, 300_000);
});
