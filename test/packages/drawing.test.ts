/** The shipped drawings on the embedded engine, every job answered by the test: the loops come to their end. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Variables } from '../../engine/engine.ts';
import { createEmbeddedEngine } from '../../engine/index.ts';

const PEOPLE = 'io.camunda.zeebe:userTask';

/** Answers by element, the last one repeated; messages are published whenever nothing else is left to do. */
async function run(id: string, start: Variables, answers: Record<string, Variables[]>, messages: string[]) {
  const folder = new URL(`../../processes/${id}/`, import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
  const properties = manifest.parameters.properties as Record<string, { default: never }>;
  const params = Object.fromEntries(Object.entries(properties).map(([name, p]) => [name, p.default]));
  const engine = await createEmbeddedEngine({ clock: 'manual', now: '2025-03-03T01:00:00Z' });
  const content = readFileSync(new URL(manifest.main.file, folder), 'utf8');
  await engine.deployResources([{ name: manifest.main.file, content }]);
  const { processInstanceKey } = await engine.createProcessInstance({
    bpmnProcessId: manifest.main.process,
    variables: { caseId: 'c1', initiator: 'db01', year: 2025, params, ...start },
  });
  const path: string[] = [];
  const state = async () => (await engine.processInstances({ processInstanceKey }))[0]?.state;
  for (let round = 0; round < 100 && (await state()) === 'ACTIVE'; round++) {
    let worked = false;
    for (const type of [PEOPLE, ...manifest.blocks]) {
      const jobs = await engine.activateJobs({ type, maxJobsToActivate: 100, timeout: 1000, worker: 'test' });
      for (const job of jobs) {
        worked = true;
        path.push(job.elementId);
        const given = answers[job.elementId] ?? [{}];
        await engine.completeJob({
          jobKey: job.key,
          variables: (given.length > 1 ? given.shift() : given[0]) ?? {},
        });
      }
    }
    if (worked) continue;
    if (round % 2) await engine.advanceTime('P31D');
    for (const name of messages)
      await engine.publishMessage({ name: `${id}.${name}`, correlationKey: 'c1', timeToLive: 0 });
  }
  const incidents = await engine.incidents({ processInstanceKey, state: 'ACTIVE' });
  const end = { state: await state(), incidents, path };
  await engine.close();
  return end;
}

const times = (path: string[], element: string) => path.filter((e) => e === element).length;

it('deputy-suggestions: wrong addressee, extension, redo, B tracked and answered again', async () => {
  const end = await run(
    'deputy-suggestions',
    {},
    {
      review: [{ reviewDecision: 'accept', openToPublic: 'yes' }],
      assign: [{ handlingMode: 'lead', leadBody: 'jtj', coBodies: ['gaj', 'jyj'], keyLeaders: ['zhuren1'] }],
      receive: [{ receiveAction: 'return' }, { receiveAction: 'accept' }],
      reassign: [{ reassignDecision: 'agree', leadBody: 'gaj', coBodies: ['jyj', 'zjj'] }],
      handle: [
        { handleAction: 'extend' },
        { handleAction: 'reply', replyClass: 'B', plannedDate: '2025-12-31' },
      ],
      approveExtension: [{ extensionDecision: 'approve', grantedMonths: 2 }],
      extendClock: [{ replyDueAt: '2025-08-01' }],
      sign: [{ signDecision: 'return' }, { signDecision: 'approve' }],
      closeEvaluation: [
        { evaluation: { process: 'satisfied', result: 'unsatisfied' } },
        { evaluation: { process: 'satisfied', result: 'satisfied' } },
      ],
      reReply: [{ replyClass: 'B', plannedDate: '2025-12-31' }, { replyClass: 'A' }],
      reSign: [{ reSignDecision: 'approve' }],
      finalClass: [{ classification: { class: 'B' } }, { classification: { class: 'A' } }],
      progress: [{ solved: 'no' }, { solved: 'yes' }],
    },
    ['ballot.double-evaluation.closed'],
  );
  expect(end).toMatchObject({ state: 'COMPLETED', incidents: [] });
  expect(times(end.path, 'coOpinion')).toBe(2);
  expect(times(end.path, 'keySupervision')).toBe(1);
  expect(times(end.path, 'openEvaluation')).toBe(3);
  expect(times(end.path, 'progress')).toBe(2);
  expect(end.path.slice(-3)).toEqual(['close', 'dutyFile', 'notifyClosed']);
});

it('deputy-suggestions: separately handled, redo to its limit, then the leadership', async () => {
  const unsatisfied = { evaluation: { process: 'unsatisfied', result: 'satisfied' } };
  const end = await run(
    'deputy-suggestions',
    { coDeputies: ['db02'] },
    {
      review: [{ reviewDecision: 'accept', openToPublic: 'no' }],
      assign: [{ handlingMode: 'separate', leadBody: 'jtj', separateBodies: ['jtj', 'gaj'] }],
      receive: [{ receiveAction: 'accept' }],
      separateSign: [{ separateSignDecision: 'return' }, { separateSignDecision: 'approve' }],
      closeEvaluation: [
        unsatisfied,
        unsatisfied,
        unsatisfied,
        { evaluation: { process: 'basic', result: 'basic' } },
      ],
      reReply: [{ replyClass: 'A' }],
      reSign: [{ reSignDecision: 'approve' }],
      supervise: [{ superviseDecision: 'rehandle' }],
      finalClass: [{ classification: { class: 'A' } }],
    },
    ['ballot.double-evaluation.closed'],
  );
  expect(end).toMatchObject({ state: 'COMPLETED', incidents: [] });
  expect(times(end.path, 'separateReply')).toBe(3);
  expect(times(end.path, 'reReply')).toBe(3);
  expect(times(end.path, 'supervise')).toBe(1);
  expect(times(end.path, 'dutyFile')).toBe(2);
  expect(end.path).not.toContain('publish');
});

it('livelihood-projects: each chosen project to its end, red ones warned, a second vote at year end', async () => {
  const candidates = [1, 2, 3].map((n) => ({ id: `p${n}`, title: `项目${n}`, body: 'zjj' }));
  const end = await run(
    'livelihood-projects',
    {},
    {
      candidates: [{ candidates }],
      screen: [{ screening: { pass: false } }, { screening: { pass: true } }],
      closeChoice: [{ choice: { selected: ['p1', 'p3'] } }],
      report: [
        { done: 'no', colour: 'red' },
        { done: 'no', colour: 'green' },
        { done: 'yes', colour: 'green' },
      ],
      accept: [{ acceptance: 'fail' }, { acceptance: 'pass' }],
      closeYear: [{ yearEnd: { overall: 'unsatisfied' } }, { yearEnd: { overall: 'basic' } }],
    },
    ['ballot.choice.closed', 'ballot.year-end.closed'],
  );
  expect(end).toMatchObject({ state: 'COMPLETED', incidents: [] });
  expect(times(end.path, 'plan')).toBe(2);
  expect(times(end.path, 'rectify')).toBe(1);
  expect(times(end.path, 'fix')).toBe(1);
  expect(times(end.path, 'donePlan')).toBe(2);
  expect(times(end.path, 'openYear')).toBe(2);
});

it('bodies-review: report returned once, rectified again once, then decided', async () => {
  const end = await run(
    'bodies-review',
    { leadBody: 'jyj' },
    {
      research: [{ problemCount: 3 }],
      signReport: [{ signDecision: 'return' }, { signDecision: 'approve' }],
      closeFirst: [{ satisfaction: { overall: 'basic' } }],
      closeSecond: [{ followUp: { overall: 'unsatisfied' } }],
    },
    ['ballot.satisfaction.closed', 'ballot.follow-up.closed'],
  );
  expect(end).toMatchObject({ state: 'COMPLETED', incidents: [] });
  expect(times(end.path, 'report')).toBe(2);
  expect(times(end.path, 'rectify')).toBe(2);
  expect(end.path.slice(-3)).toEqual(['closeProblems', 'close', 'publish']);
});
