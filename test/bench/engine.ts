/**
 * Instances per second, durable (SQLite, synchronous=FULL), against npm bpmn-engine in memory, in one run.
 * The engine does start → n jobs → end with an in-process worker, 50 at once.
 */
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedEngine } from '../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../server/store/journal.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { definitions, process as drawn, end, flows, service, start } from '../engine/drawings.ts';

const AT_ONCE = 50;

export interface Rate {
  name: string;
  perSecond: number;
}

const chain = (jobs: number) => {
  const ids = Array.from({ length: jobs }, (_, i) => `t${i}`);
  return definitions(
    drawn(
      'bench',
      start('s'),
      ...ids.map((id) => service(id, 'work')),
      end('e'),
      flows(['s', ...ids, 'e'].join(' ')),
    ),
  );
};

/** Runs `one` until `total` are done, `AT_ONCE` at a time; gives how many per second. */
async function rate(total: number, one: () => Promise<unknown>): Promise<number> {
  let left = total;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await one();
    }),
  );
  return (total / (performance.now() - begin)) * 1000;
}

async function embedded(jobs: number, total: number): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'jiandu-bench-'));
  const store = await createSqliteStore({ file: join(dir, 'bench.sqlite'), collections: journalCollections });
  const engine = await createEmbeddedEngine({ store: createJournalStore(store) });
  try {
    await engine.deployResources([{ name: 'bench.bpmn', content: chain(jobs) }]);
    engine.createWorker({
      taskType: 'work',
      maxJobsToActivate: AT_ONCE,
      taskHandler: async (job) => engine.completeJob({ jobKey: job.key, variables: { done: true } }),
    });
    const one = () =>
      engine.createProcessInstanceWithResult({
        bpmnProcessId: 'bench',
        variables: { subject: '路灯', n: 1 },
      });
    await rate(Math.ceil(total / 5), one);
    return await rate(total, one);
  } finally {
    await engine.close();
    await store.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function bpmnEngine(total: number): Promise<number> {
  const { Engine } = await import('bpmn-engine');
  const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="bench" isExecutable="true"><startEvent id="s"/><userTask id="t"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/></process>
</definitions>`;
  const one = async () => {
    const listener = new EventEmitter();
    listener.once('activity.wait', (task: { signal(): void }) => setImmediate(() => task.signal()));
    const engine = new Engine({ name: 'bench', source });
    const ended = engine.waitFor('end');
    await engine.execute({ listener, variables: { subject: '路灯', n: 1 } });
    await ended;
  };
  await rate(Math.ceil(total / 5), one);
  return rate(total, one);
}

/** Prints and returns the rates; `scale` shortens or lengthens the run. */
export async function main(scale = 1): Promise<Rate[]> {
  const other = await bpmnEngine(Math.round(600 * scale));
  const single = await embedded(1, Math.round(5000 * scale));
  const ten = await embedded(10, Math.round(1000 * scale));
  console.log(`bpmn-engine, in memory, one task:        ${other.toFixed(0)} instances/s`);
  console.log(`embedded, SQLite FULL, one job:          ${single.toFixed(0)} instances/s`);
  console.log(
    `embedded, SQLite FULL, ten jobs in a row: ${ten.toFixed(0)} instances/s, ${(ten * 10).toFixed(0)} jobs/s`,
  );
  console.log(`ratio, one job:                          ${(single / other).toFixed(1)} x`);
  return [
    { name: 'bpmn-engine', perSecond: other },
    { name: 'embedded-1', perSecond: single },
    { name: 'embedded-10', perSecond: ten },
  ];
}
