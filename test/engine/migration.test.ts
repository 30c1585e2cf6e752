import { expect, test } from 'vitest';
import { serialize } from '../../engine/core/index.ts';
import { load } from '../../engine/embedded/load.ts';
import { createEmbeddedEngine, memoryJournal } from '../../engine/index.ts';
import * as d from './drawings.ts';
import { path, work } from './harness.ts';

const message = d.messageRoot('M', 'm', '=k');
const one = d.definitions(
  d.process(
    'p',
    d.start('s'),
    d.parallel('f'),
    d.service('a', 'a', d.mappings([['=1', 'x']])),
    d.service('b', '=kind'),
    d.end('e'),
    d.end('e2'),
    d.flows('s f a e', 'f b e2'),
  ),
);
const two = d.definitions(
  message,
  d.process(
    'q',
    d.start('s') + d.service('a2') + d.boundary('late', 'a2', d.message('M'), false),
    d.service('b2', 'new') + d.service('more') + d.end('e') + d.end('le'),
    d.flows('s a2 more e', 'b2 e', 'late le'),
  ),
);

test('migration is in the journal: replay and checkpoint give the same, and the reads follow', async () => {
  const store = memoryJournal();
  const first = await createEmbeddedEngine({ store, clock: 'manual' });
  await first.deployResources([{ name: 'p.bpmn', content: one }]);
  const { processInstanceKey: pi } = await first.createProcessInstance({
    bpmnProcessId: 'p',
    variables: { k: 'x' },
  });
  const { processes } = await first.deployResources([{ name: 'q.bpmn', content: two }]);
  const target = processes[0]!.processDefinitionKey;
  const plan = {
    processInstanceKey: pi,
    targetProcessDefinitionKey: target,
    mappingInstructions: [
      { sourceElementId: 'a', targetElementId: 'a2' },
      { sourceElementId: 'b', targetElementId: 'b2' },
    ],
  };
  const before = serialize((await load(store)).state);
  const bad: [change: Partial<typeof plan>, code: string][] = [
    [{ processInstanceKey: '99' }, 'NOT_FOUND'],
    [{ targetProcessDefinitionKey: '99' }, 'NOT_FOUND'],
    [
      { mappingInstructions: [...plan.mappingInstructions, plan.mappingInstructions[0]!] },
      'INVALID_ARGUMENT',
    ],
    // Its message boundary event cannot be mapped, nor the one it would get.
    [
      {
        mappingInstructions: [...plan.mappingInstructions, { sourceElementId: 'e', targetElementId: 'late' }],
      },
      'INVALID_STATE',
    ],
  ];
  for (const [change, code] of bad)
    await expect(first.migrateProcessInstance({ ...plan, ...change })).rejects.toMatchObject({ code });
  expect(serialize((await load(store)).state)).toBe(before);
  await first.migrateProcessInstance(plan);
  const replay = { ...store, loadCheckpoint: async () => undefined, readUnits: async () => [] };
  const replayed = serialize((await load(replay)).state);
  await first.close();
  expect(serialize((await load(store)).state)).toBe(replayed);

  const second = await createEmbeddedEngine({ store, clock: 'manual' });
  expect(await second.processInstances({ bpmnProcessId: 'p' })).toEqual([]);
  expect(await second.processInstances({ bpmnProcessId: 'q' })).toMatchObject([
    { processInstanceKey: pi, version: 1, state: 'ACTIVE' },
  ]);
  expect((await second.variables(pi)).map((v) => `${v.elementId}.${v.name}`).sort()).toEqual(['a2.x', 'q.k']);
  expect((await second.jobs({ processInstanceKey: pi })).map((j) => j.elementId)).toEqual(['a2']);
  const [incident] = await second.incidents({ processInstanceKey: pi, state: 'ACTIVE' });
  expect(incident).toMatchObject({ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'b2' });
  expect((await second.incidents({ processInstanceKey: pi })).map((i) => i.elementId)).toEqual(['b2']);
  expect((await second.history(pi)).at(-2)).toMatchObject({ type: 'INSTANCE_MIGRATED', elementId: 'q' });

  await second.resolveIncident({ incidentKey: incident!.incidentKey });
  await second.publishMessage({ name: 'm', correlationKey: 'x' });
  const job = await work(second, 'a');
  expect(job).toMatchObject({ elementId: 'a2', bpmnProcessId: 'q', processDefinitionVersion: 1 });
  await work(second, 'new');
  await work(second, 'more');
  expect(await path(second, pi)).toBe('s f late le a2 b2 e more e q');
  await second.close();
});
