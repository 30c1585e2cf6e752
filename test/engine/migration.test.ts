import { expect, test } from 'vitest';
import { serialize } from '../../engine/core/index.ts';
import { decode, encode } from '../../engine/embedded/batch.ts';
import { load } from '../../engine/embedded/load.ts';
import { createEmbeddedEngine, memoryJournal } from '../../engine/index.ts';
import * as d from './drawings.ts';
import { engineWith, path, work } from './harness.ts';

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

const undoing = (id: string, ...parts: string[]) =>
  d.definitions(
    d.process(
      id,
      d.start('s') + d.end('e') + d.thrower('th', d.compensation('th')),
      d.catcher('t', d.timer('Duration', 'PT1H')),
      ...parts,
    ),
  );

/** `p` with `a` done and `w` active, and the key of the definition `target`. */
async function halfway(target: string, store = memoryJournal()) {
  const p = undoing(
    'p',
    d.service('a') + d.compensated('a', 'undo') + d.service('w') + d.flows('s a w t th e'),
  );
  const engine = await engineWith([p], { store });
  const { processes } = await engine.deployResources([{ name: 'q.bpmn', content: target }]);
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await work(engine, 'a');
  const migrate = (mapping: Record<string, string>) =>
    engine.migrateProcessInstance({
      processInstanceKey: pi,
      targetProcessDefinitionKey: processes[0]!.processDefinitionKey,
      mappingInstructions: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
        sourceElementId,
        targetElementId,
      })),
    });
  return { engine, pi, migrate };
}

test('what can be undone goes along when it is mapped, and is undone as in the new drawing', async () => {
  const target = undoing(
    'q',
    d.service('a2') + d.compensated('a2', 'undo2') + d.service('w2') + d.flows('s a2 w2 t th e'),
  );
  const { engine, pi, migrate } = await halfway(target);
  await migrate({ w: 'w2', a: 'a2' });
  await work(engine, 'w');
  await engine.advanceTime('PT1H');
  await work(engine, 'undo2');
  expect(await path(engine, pi)).toBe('s a w2 t b-a2 undo2 th e q');
});

test('what can be undone and has no counterpart: the migration is refused, and the old way still open', async () => {
  const target = undoing('q', d.service('w2') + d.flows('s w2 t th e'));
  const { engine, pi, migrate } = await halfway(target);
  await expect(migrate({ w: 'w2' })).rejects.toThrow(
    "completed element with id 'a' can still be compensated",
  );
  await work(engine, 'w');
  await engine.advanceTime('PT1H');
  await work(engine, 'undo');
  expect(await path(engine, pi)).toBe('s a w t b-a undo th e p');
});

test('what can be undone and has no compensation in the new drawing is undone at once', async () => {
  const target = undoing('q', d.service('a') + d.service('w2') + d.flows('s a w2 t th e'));
  const { engine, pi, migrate } = await halfway(target);
  await migrate({ w: 'w2' });
  await work(engine, 'w');
  await engine.advanceTime('PT1H');
  expect(await path(engine, pi)).toBe('s a w2 t th e q');
});

test('the same of a sub-process: what is in it goes along, or is undone at once', async () => {
  const inside = (a: string, more = '') =>
    d.sub('g', d.start('gs') + d.service(a, 'a') + more + d.end('ge') + d.flows(`gs ${a} ge`));
  const p = undoing('p', inside('a', d.compensated('a', 'undo')) + d.service('w') + d.flows('s g w th e'));
  for (const [target, end] of [
    [inside('a2', d.compensated('a2', 'undo2')), 's gs a ge g w2 b-a2 undo2 th e q'],
    [inside('a2'), 's gs a ge g w2 th e q'],
  ] as const) {
    const engine = await engineWith(p);
    const { processes } = await engine.deployResources([
      { name: 'q.bpmn', content: undoing('q', target + d.service('w2') + d.flows('s g w2 th e')) },
    ]);
    const { processInstanceKey } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
    await work(engine, 'a');
    await engine.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey: processes[0]!.processDefinitionKey,
      mappingInstructions: [
        { sourceElementId: 'w', targetElementId: 'w2' },
        { sourceElementId: 'a', targetElementId: 'a2' },
      ],
    });
    await work(engine, 'w');
    if (end.includes('undo2')) await work(engine, 'undo2');
    expect(await path(engine, processInstanceKey)).toBe(end);
  }
});

test('a journal of before, in which what can be undone was left behind: it is undone at once', async () => {
  const target = undoing(
    'q',
    d.service('a2') + d.compensated('a2', 'undo2') + d.service('w2') + d.flows('s a2 w2 t th e'),
  );
  const store = memoryJournal();
  const { engine: before, pi, migrate } = await halfway(target, store);
  await migrate({ w: 'w2', a: 'a2' });
  const old = memoryJournal();
  for (const { seq, body } of await store.readFrom(1, 1000)) {
    const groups = decode(body);
    for (const e of groups.flatMap((g) => g.events))
      if (e.type === 'INSTANCE_MIGRATED') delete e.compensations;
    await old.append({ seq, body: encode(groups) }, []);
  }
  await before.close();
  const engine = await createEmbeddedEngine({ store: old, clock: 'manual' });
  await work(engine, 'w');
  await engine.advanceTime('PT1H');
  expect(await path(engine, pi)).toBe('s a w2 t th e q');
});
