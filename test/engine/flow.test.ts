import { expect, test } from 'vitest';
import { memoryJournal } from '../../engine/index.ts';
import * as d from './drawings.ts';
import { engineWith, path, rootVariables, stateOf, work } from './harness.ts';

test('start, service task, exclusive gateway, user task, end', async () => {
  const xml = d.definitions(
    d.process(
      'p',
      d.start('s') + d.service('a', 'work') + d.exclusive('g', 'g-e'),
      d.user('u', '<zeebe:assignmentDefinition assignee="=who" candidateGroups="clerks, leaders"/>'),
      d.end('e') + d.flows('s a g', 'u e') + d.flow('g', 'u', '=n > 3') + d.flow('g', 'e'),
    ),
  );
  const engine = await engineWith(xml);
  const { processInstanceKey: pi } = await engine.createProcessInstance({
    bpmnProcessId: 'p',
    variables: { who: '张三' },
  });
  await work(engine, 'work', { n: 5 });
  const job = await work(engine, 'io.camunda.zeebe:userTask', { done: true });
  expect(job.customHeaders).toEqual({
    'io.camunda.zeebe:assignee': '张三',
    'io.camunda.zeebe:candidateGroups': '["clerks","leaders"]',
  });
  expect(await path(engine, pi)).toBe('s a g u e p');
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
  expect(await rootVariables(engine, pi)).toEqual({ who: '张三', n: 5, done: true });
});

test('parallel fork and join wait for both branches', async () => {
  const xml = d.definitions(
    d.process(
      'p',
      d.start('s') + d.parallel('f') + d.service('a') + d.service('b') + d.parallel('j') + d.end('e'),
      d.flows('s f a j e', 'f b j'),
    ),
  );
  const engine = await engineWith(xml);
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await work(engine, 'a');
  expect(await stateOf(engine, pi)).toBe('ACTIVE');
  await work(engine, 'b');
  expect(await path(engine, pi)).toBe('s f a b j e p');
});

test('a new engine on the same journal goes on where the first one stood', async () => {
  const store = memoryJournal();
  const xml = d.definitions(d.process('p', d.start('s') + d.service('a') + d.end('e') + d.flows('s a e')));
  const first = await engineWith(xml, { store });
  const { processInstanceKey: pi } = await first.createProcessInstance({ bpmnProcessId: 'p' });
  const { createEmbeddedEngine } = await import('../../engine/index.ts');
  const second = await createEmbeddedEngine({ store, clock: 'manual' });
  await work(second, 'a', { x: 1 });
  expect(await stateOf(second, pi)).toBe('COMPLETED');
  await second.close();
  const third = await createEmbeddedEngine({ store, clock: 'manual' });
  expect(await rootVariables(third, pi)).toEqual({ x: 1 });
});

test('in-process workers and results', async () => {
  const xml = d.definitions(d.process('p', d.start('s') + d.service('a') + d.end('e') + d.flows('s a e')));
  const engine = await engineWith(xml);
  engine.createWorker({
    taskType: 'a',
    taskHandler: async (job) =>
      engine.completeJob({ jobKey: job.key, variables: { out: job.variables.in! } }),
  });
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      engine.createProcessInstanceWithResult({ bpmnProcessId: 'p', variables: { in: i } }),
    ),
  );
  expect(results.map((r) => r.variables.out)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  await engine.close();
});
