import { expect, test } from 'vitest';
import { decode } from '../../engine/embedded/batch.ts';
import { createEmbeddedEngine, memoryJournal } from '../../engine/index.ts';
import * as d from './drawings.ts';
import { engineWith, path, rootVariables, stateOf, work } from './harness.ts';

const simple = (...body: string[]) => d.definitions(d.process('p', ...body));

async function begin(xml: string | string[], variables = {}) {
  const engine = await engineWith(xml);
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p', variables });
  return { engine, pi };
}

test('script and mappings: local stays local, outputs go up', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') +
        d.script('x', '=a + 1', 'b') +
        d.service(
          't',
          't',
          d.mappings(
            [['=b * 2', 'inp']],
            [
              ['=got + inp', 'sum'],
              ['=got', 'deep.er'],
            ],
          ),
        ),
      d.end('e') + d.flows('s x t e'),
    ),
    { a: 1 },
  );
  const job = await work(engine, 't', { got: 10 });
  expect(job.variables).toEqual({ a: 1, b: 2, inp: 4 });
  expect(await rootVariables(engine, pi)).toEqual({ a: 1, b: 2, sum: 14, deep: { er: 10 } });
});

test('timer boundary interrupts its task and cancels the job', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') +
        d.service('t') +
        d.boundary('b', 't', d.timer('Duration', 'PT1H')) +
        d.end('e') +
        d.end('late'),
      d.flows('s t e', 'b late'),
    ),
  );
  await engine.advanceTime('PT59M');
  expect(await stateOf(engine, pi)).toBe('ACTIVE');
  await engine.advanceTime('PT1M');
  expect(await path(engine, pi)).toBe('s b late p');
  expect((await engine.jobs({ processInstanceKey: pi })).map((j) => j.state)).toEqual(['CANCELED']);
});

test('a non-interrupting cycle fires as often as it says, until its task ends', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') + d.service('t') + d.boundary('b', 't', d.timer('Cycle', 'R3/PT1H'), false),
      d.end('e') + d.end('n') + d.flows('s t e', 'b n'),
    ),
  );
  await engine.advanceTime('PT2H');
  expect(await path(engine, pi)).toBe('s b n b n');
  await engine.advanceTime('PT5H');
  await work(engine, 't');
  expect(await path(engine, pi)).toBe('s b n b n b n t e p');
});

test('messages: buffered before the subscription, by key, once per process', async () => {
  const xml = d.definitions(
    d.messageRoot('M', 'm', '=key'),
    d.process(
      'p',
      d.start('s') + d.service('w') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s w c e'),
    ),
  );
  const { engine, pi } = await begin(xml, { key: 7 });
  await engine.publishMessage({ name: 'm', correlationKey: '8', timeToLive: 10000, variables: { wrong: 1 } });
  await engine.publishMessage({
    name: 'm',
    correlationKey: '7',
    timeToLive: 10000,
    messageId: 'i',
    variables: { x: 1 },
  });
  await expect(
    engine.publishMessage({ name: 'm', correlationKey: '7', timeToLive: 10000, messageId: 'i' }),
  ).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  await work(engine, 'w');
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
  expect(await rootVariables(engine, pi)).toEqual({ key: 7, x: 1 });
});

test('a message starts one instance per key; the next buffered one starts when the first ends', async () => {
  const xml = d.definitions(
    d.messageRoot('M', 'm'),
    d.process('p', d.start('s', d.message('M')) + d.service('w') + d.end('e') + d.flows('s w e')),
  );
  const engine = await engineWith(xml);
  await engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { n: 1 } });
  await engine.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: 60000, variables: { n: 2 } });
  expect(await engine.processInstances({ state: 'ACTIVE' })).toHaveLength(1);
  const job = await work(engine, 'w');
  expect(job.variables).toEqual({ n: 1 });
  const [second] = await engine.processInstances({ state: 'ACTIVE' });
  await engine.cancelProcessInstance(second!.processInstanceKey);
  expect(await rootVariables(engine, second!.processInstanceKey)).toEqual({ n: 2 });
  expect(await engine.processInstances({ state: 'ACTIVE' })).toHaveLength(0);
});

test('event-based gateway: the first event wins, and no flow is taken to it', async () => {
  const xml = d.definitions(
    d.messageRoot('M', 'm', '="k"'),
    d.process(
      'p',
      d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.message('M')),
      d.catcher('t', d.timer('Duration', 'PT1H')) + d.end('e') + d.flows('s g c e', 'g t e'),
    ),
  );
  const { engine, pi } = await begin(xml);
  await engine.advanceTime('PT1H');
  expect(await path(engine, pi)).toBe('s g t e p');
  const taken = (await engine.history(pi))
    .filter((e) => e.type === 'SEQUENCE_FLOW_TAKEN')
    .map((e) => e.elementId);
  expect(taken).toEqual(['s-g', 't-e']);
});

test('errors: boundary by code, sub-process outwards, uncaught is an incident', async () => {
  const xml = d.definitions(
    d.errorRoot('E', 'E1'),
    d.process(
      'p',
      d.start('s') + d.sub('sp', d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2')),
      d.boundary('b', 'sp', d.error('E')) + d.end('caught') + d.end('e') + d.flows('s sp e', 'b caught'),
    ),
  );
  const { engine, pi } = await begin(xml);
  const [job] = await engine.activateJobs({ type: 't', maxJobsToActivate: 1, timeout: 1000, worker: 'w' });
  await engine.throwError({ jobKey: job!.key, errorCode: 'E1', variables: { why: 'x' } });
  expect(await path(engine, pi)).toBe('s s2 b caught p');
  expect(await rootVariables(engine, pi)).toEqual({});

  const { processInstanceKey: other } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const [second] = await engine.activateJobs({ type: 't', maxJobsToActivate: 1, timeout: 1000, worker: 'w' });
  await engine.throwError({ jobKey: second!.key, errorCode: 'E2' });
  const [incident] = await engine.incidents({ processInstanceKey: other, state: 'ACTIVE' });
  expect(incident).toMatchObject({ errorType: 'UNHANDLED_ERROR_EVENT', elementId: 't', jobKey: second!.key });
  await engine.resolveIncident({ incidentKey: incident!.incidentKey });
  await work(engine, 't');
  expect(await stateOf(engine, other)).toBe('COMPLETED');
});

test('error end event is caught by an event sub-process', async () => {
  const xml = d.definitions(
    d.errorRoot('E', 'E1'),
    d.process(
      'p',
      d.start('s') + d.parallel('f') + d.service('t') + d.end('bad', d.error('E')) + d.end('e'),
      d.flows('f bad', 's f t e'),
      d.eventSub(
        'es',
        d.start('es-s', d.error('E')) + d.service('fix') + d.end('es-e') + d.flows('es-s fix es-e'),
      ),
    ),
  );
  const { engine, pi } = await begin(xml);
  await work(engine, 'fix');
  expect(await path(engine, pi)).toBe('s f es-s fix es-e es p');
  expect((await engine.jobs({ processInstanceKey: pi, type: 't' }))[0]?.state).toBe('CANCELED');
});

test('terminate end event ends its scope only', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') +
            d.parallel('f') +
            d.service('t') +
            d.end('x', d.terminate) +
            d.flows('s2 f t', 'f x'),
        ),
      d.service('after') + d.end('e') + d.flows('s sp after e'),
    ),
  );
  await work(engine, 'after');
  expect(await path(engine, pi)).toBe('s s2 f x sp after e p');
});

test('non-interrupting event sub-process by message runs beside', async () => {
  const xml = d.definitions(
    d.messageRoot('M', 'm', '="k"'),
    d.process(
      'p',
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub(
        'es',
        d.start('es-s', d.message('M'), 'isInterrupting="false"') + d.end('es-e') + d.flows('es-s es-e'),
      ),
    ),
  );
  const { engine, pi } = await begin(xml);
  await engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { a: 1 } });
  await engine.publishMessage({ name: 'm', correlationKey: 'k' });
  await work(engine, 't');
  expect(await path(engine, pi)).toBe('s es-s es-e es es-s es-e es t e p');
});

test('multi-instance, parallel: outputs in the order of the inputs', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') +
        d.service('t', 't', '', d.loop({ items: '=list', element: 'item', into: 'outs', output: '=out' })),
      d.end('e') + d.flows('s t e'),
    ),
    { list: [1, 2, 3] },
  );
  const jobs = await engine.activateJobs({ type: 't', maxJobsToActivate: 9, timeout: 1000, worker: 'w' });
  expect(jobs.map((j) => [j.variables.item, j.variables.loopCounter])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  for (const j of jobs.reverse())
    await engine.completeJob({ jobKey: j.key, variables: { out: Number(j.variables.item) * 10 } });
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
  expect(await rootVariables(engine, pi)).toEqual({ list: [1, 2, 3], outs: [10, 20, 30] });
});

test('multi-instance, sequential, ends early by its condition; empty lists pass', async () => {
  const xml = simple(
    d.start('s') +
      d.service(
        't',
        't',
        '',
        d.loop({
          sequential: true,
          items: '=list',
          element: 'item',
          until: '=numberOfCompletedInstances >= 2',
        }),
      ),
    d.end('e') + d.flows('s t e'),
  );
  const { engine, pi } = await begin(xml, { list: ['a', 'b', 'c'] });
  expect((await work(engine, 't')).variables.item).toBe('a');
  expect((await work(engine, 't')).variables.item).toBe('b');
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
  const { processInstanceKey: empty } = await engine.createProcessInstance({
    bpmnProcessId: 'p',
    variables: { list: [] },
  });
  expect(await path(engine, empty)).toBe('s t e p');
});

test('multi-instance, parallel, ends the rest when the condition holds', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') + d.user('t', '', d.loop({ items: '=[1,2,3]', until: '=agreed' })),
      d.end('e') + d.flows('s t e'),
    ),
    { agreed: false },
  );
  await work(engine, 'io.camunda.zeebe:userTask', { agreed: true });
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
  const states = (await engine.jobs({ processInstanceKey: pi })).map((j) => j.state);
  expect(states).toEqual(['COMPLETED', 'CANCELED', 'CANCELED']);
});

test('call activity: variables down and up; cancelling ends the called process; errors come out', async () => {
  const child = d.definitions(
    d.process('c', d.start('cs') + d.service('ct') + d.end('ce') + d.flows('cs ct ce')),
  );
  const parent = d.definitions(
    d.process(
      'p',
      d.start('s') +
        d.call('call', '=which') +
        d.boundary('b', 'call', d.error()) +
        d.end('e') +
        d.end('bad'),
      d.flows('s call e', 'b bad'),
    ),
  );
  const { engine, pi } = await begin([child, parent], { which: 'c' });
  const [called] = await engine.processInstances({ parentProcessInstanceKey: pi });
  expect(called).toMatchObject({ bpmnProcessId: 'c', state: 'ACTIVE' });
  await work(engine, 'ct', { r: 1 });
  expect(await path(engine, pi)).toBe('s call e p');
  expect(await rootVariables(engine, pi)).toEqual({ which: 'c', r: 1 });

  const second = await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { which: 'c' } });
  await engine.cancelProcessInstance(second.processInstanceKey);
  expect(await engine.processInstances({ state: 'ACTIVE' })).toEqual([]);

  const third = await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { which: 'c' } });
  const [job] = await engine.activateJobs({ type: 'ct', maxJobsToActivate: 1, timeout: 1000, worker: 'w' });
  await engine.throwError({ jobKey: job!.key, errorCode: 'any' });
  expect(await path(engine, third.processInstanceKey)).toBe('s b bad p');

  const fourth = await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { which: 'none' } });
  expect(await engine.incidents({ processInstanceKey: fourth.processInstanceKey })).toMatchObject([
    { errorType: 'CALLED_ELEMENT_ERROR', elementId: 'call' },
  ]);
});

test('inclusive gateways: as many branches join as were taken', async () => {
  const xml = simple(
    d.start('s') +
      d.inclusive('f', 'f-c') +
      d.service('a') +
      d.service('b') +
      d.service('c') +
      d.inclusive('j'),
    d.service('after') + d.end('e') + d.flows('s f', 'a j', 'b j', 'c j', 'j after e'),
    d.flow('f', 'a', '=x') + d.flow('f', 'b', '=y') + d.flow('f', 'c'),
  );
  const { engine, pi } = await begin(xml, { x: true, y: true });
  await work(engine, 'a');
  await expect(work(engine, 'after')).rejects.toThrow('no job');
  await work(engine, 'b');
  await work(engine, 'after');
  expect(await path(engine, pi)).toBe('s f a b j after e p');
  const one = await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { x: false, y: false } });
  await work(engine, 'c');
  await work(engine, 'after');
  expect(await stateOf(engine, one.processInstanceKey)).toBe('COMPLETED');
});

test('an endless loop without a wait state stops in an incident and can be cancelled', async () => {
  const engine = await engineWith(
    simple(
      d.start('s') + d.exclusive('m', 'm-t') + d.manual('t') + d.end('e'),
      d.flows('s m t m') + d.flow('m', 'e', '=false'),
    ),
    { stepLimits: { maxActivations: 200 } },
  );
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  expect(await engine.incidents({ processInstanceKey: pi })).toMatchObject([
    { errorType: 'EXECUTION_LIMIT_EXCEEDED', state: 'ACTIVE' },
  ]);
  await engine.cancelProcessInstance(pi);
  expect(await stateOf(engine, pi)).toBe('TERMINATED');
});

test('job retries, back-off, time-out and the incident without retries', async () => {
  const { engine, pi } = await begin(simple(d.start('s') + d.service('t') + d.end('e') + d.flows('s t e')));
  const take = () => engine.activateJobs({ type: 't', maxJobsToActivate: 1, timeout: 60_000, worker: 'w' });
  const [job] = await take();
  expect(await take()).toEqual([]);
  await engine.advanceTime('PT1M');
  expect(await take()).toHaveLength(1);
  await engine.failJob({ jobKey: job!.key, retries: 2, errorMessage: 'x', retryBackOff: 30_000 });
  expect(await take()).toEqual([]);
  await engine.advanceTime('PT30S');
  expect(await take()).toHaveLength(1);
  await engine.failJob({ jobKey: job!.key, retries: 0, errorMessage: 'no more' });
  const [incident] = await engine.incidents({ processInstanceKey: pi });
  expect(incident).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'no more', jobKey: job!.key });
  await expect(engine.completeJob({ jobKey: job!.key })).rejects.toMatchObject({ code: 'INVALID_STATE' });
  await engine.updateJobRetries({ jobKey: job!.key, retries: 1 });
  await engine.resolveIncident({ incidentKey: incident!.incidentKey });
  await work(engine, 't');
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
  await expect(engine.completeJob({ jobKey: job!.key })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a condition that is no boolean waits in an incident; setting the variable and resolving goes on', async () => {
  const { engine, pi } = await begin(
    simple(d.start('s') + d.exclusive('g') + d.end('e') + d.flows('s g') + d.flow('g', 'e', '=n > 3')),
  );
  const [incident] = await engine.incidents({ processInstanceKey: pi });
  expect(incident).toMatchObject({ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'g' });
  expect(incident?.errorMessage).toContain("to be 'BOOLEAN', but was 'NULL'");
  await engine.setVariables({ elementInstanceKey: pi, variables: { n: 1 } });
  await engine.resolveIncident({ incidentKey: incident!.incidentKey });
  const [next] = await engine.incidents({ processInstanceKey: pi, state: 'ACTIVE' });
  expect(next?.errorType).toBe('CONDITION_ERROR');
  await engine.setVariables({ elementInstanceKey: pi, variables: { n: 4 } });
  await engine.resolveIncident({ incidentKey: next!.incidentKey });
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
});

test('start instructions and modification', async () => {
  const { engine, pi } = await begin(
    simple(
      d.start('s') +
        d.service('a') +
        d.sub('sp', d.start('s2') + d.service('b') + d.end('e2') + d.flows('s2 b e2')),
      d.end('e') + d.flows('s a sp e'),
    ),
  );
  const job = (await engine.jobs({ processInstanceKey: pi }))[0]!;
  await engine.modifyProcessInstance({
    processInstanceKey: pi,
    activateInstructions: [{ elementId: 'b' }],
    terminateInstructions: [{ elementInstanceKey: job.elementInstanceKey }],
  });
  await work(engine, 'b');
  expect(await path(engine, pi)).toBe('s b e2 sp e p');
  const other = await engine.createProcessInstance({
    bpmnProcessId: 'p',
    startInstructions: [{ elementId: 'b' }],
  });
  await work(engine, 'b');
  expect(await path(engine, other.processInstanceKey)).toBe('b e2 sp e p');
});

test('timer start and cron', async () => {
  const engine = await engineWith(
    simple(d.start('s', d.timer('Cycle', '0 0 9 * * MON-FRI')) + d.end('e') + d.flows('s e')),
    { now: '2026-01-01T00:00:00+08:00' },
  );
  await engine.advanceTime('P7D');
  const started = (await engine.processInstances({})).map((i) => i.startedAt);
  // Thursday 1st, Friday 2nd, then Monday to Wednesday; 9 o'clock in Shanghai is 1 o'clock UTC.
  expect(started).toEqual(['01', '02', '05', '06', '07'].map((day) => `2026-01-${day}T01:00:00.000Z`));
});

test('a cycle that was missed while the engine stood still fires once, then goes on from there', async () => {
  const store = memoryJournal();
  const xml = simple(
    d.start('s') + d.service('t') + d.boundary('b', 't', d.timer('Cycle', 'R4/PT10M'), false) + d.end('e'),
    d.end('x') + d.flows('s t e', 'b x'),
  );
  const first = await engineWith(xml, { store, now: '2026-01-01T00:00:00Z' });
  const { processInstanceKey: pi } = await first.createProcessInstance({ bpmnProcessId: 'p' });
  await first.close();
  const engine = await createEmbeddedEngine({ store, clock: 'manual', now: '2026-01-01T01:05:00Z' });
  const firedAfter = async (duration: string) => {
    await engine.advanceTime(duration);
    return path(engine, pi);
  };
  expect(await firedAfter('PT1S')).toBe('s b x');
  expect(await firedAfter('PT9M')).toBe('s b x');
  expect(await firedAfter('PT1M')).toBe('s b x b x');
  await engine.close();
});

test('two event sub-processes whose signals turn out to have one name: the first ends the waiting of the other', async () => {
  const on = (id: string, signal: string) =>
    d.eventSub(
      id,
      d.start(`${id}s`, d.signal(signal)) + d.service(`${id}t`) + d.end(`${id}e`),
      d.flows(`${id}s ${id}t ${id}e`),
    );
  const store = memoryJournal();
  const engine = await engineWith(
    d.definitions(
      d.signalRoot('S', 'sig'),
      d.signalRoot('X', '="s" + "ig"'),
      d.process(
        'p',
        d.start('s') + d.service('a') + d.end('e') + d.flows('s a e'),
        on('x', 'S'),
        on('y', 'X'),
      ),
    ),
    { store },
  );
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await engine.broadcastSignal({ signalName: 'sig' });
  const events = (await store.readFrom(1, 1000)).flatMap((b) => decode(b.body).flatMap((g) => g.events));
  expect(events.flatMap((e) => (e.type === 'SIGNAL_CAUGHT' ? e.elementId : []))).toEqual(['ys']);
  await work(engine, 'yt');
  expect(await path(engine, pi)).toBe('s ys yt ye y p');
});
