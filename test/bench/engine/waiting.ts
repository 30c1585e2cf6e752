/**
 * What waiting instances cost: start of the engine, memory, and throughput beside them, against the same engine with few.
 * Each waits at a user task with a timer on it, as a supervision case does.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEmbeddedEngine, type EmbeddedEngine } from '../../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../../server/store/journal.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import {
  boundary,
  catcher,
  definitions,
  process as drawn,
  end,
  flows,
  service,
  start,
  timer,
  user,
} from '../../engine/drawings.ts';
import { AT_ONCE, perSecond as rate } from './rate.ts';

const CASE = definitions(
  drawn(
    'waiting',
    start('s'),
    user('u'),
    boundary('late', 'u', timer('Duration', 'P30D'), false),
    end('e'),
    end('l'),
    flows('s u e', 'late l'),
  ),
  drawn('soon', start('ss'), catcher('st', timer('Duration', '=span')), end('se'), flows('ss st se')),
  drawn('quick', start('qs'), service('qt', 'work'), end('qe'), flows('qs qt qe')),
);

export interface WaitingFigures {
  instances: number;
  /** Milliseconds until the engine is open. */
  startMs: number;
  /** Bytes of live heap and buffers after a collection. */
  memory: number;
  /** start → one job → end, per second, beside the waiting ones. */
  perSecond: number;
  /** Milliseconds that the latest of `DUE` timers was told of after it was due, while the rate above was measured. */
  lateness: number;
  /** Bytes of the database. */
  disk: number;
}

const collect = () => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

const live = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

async function open(dir: string) {
  const store = await createSqliteStore({ file: join(dir, 'bench.sqlite'), collections: journalCollections });
  const engine = await createEmbeddedEngine({ store: createJournalStore(store) });
  return {
    engine,
    async close() {
      await engine.close();
      await store.close();
    },
  };
}

/** Fills a new folder with `instances` waiting ones, then opens it again and measures. */
export async function waitingFigures(instances: number, quick = 2000): Promise<WaitingFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'jiandu-bench-'));
  try {
    const first = await open(dir);
    await first.engine.deployResources([{ name: 'waiting.bpmn', content: CASE }]);
    const begun = performance.now();
    await rate(instances, () =>
      first.engine.createProcessInstance({ bpmnProcessId: 'waiting', variables: { subject: '路灯', no: 1 } }),
    );
    console.log(`  filled ${instances}: ${((instances / (performance.now() - begun)) * 1000).toFixed(0)}/s`);
    await first.close();
    collect();
    const before = live();
    const begin = performance.now();
    const second = await open(dir);
    const startMs = performance.now() - begin;
    collect();
    const memory = live() - before;
    second.engine.createWorker({
      taskType: 'work',
      maxJobsToActivate: AT_ONCE,
      taskHandler: async (job) => second.engine.completeJob({ jobKey: job.key, variables: { done: true } }),
    });
    const one = () =>
      second.engine.createProcessInstanceWithResult({ bpmnProcessId: 'quick', variables: { n: 1 } });
    await rate(Math.ceil(quick / 4), one);
    const late = lateness(second.engine);
    await late.begin();
    const perSecond = await rate(quick, one);
    const latest = await late.end();
    await second.close();
    const { size: disk } = await stat(join(dir, 'bench.sqlite'));
    return { instances, startMs, memory, perSecond, lateness: latest, disk };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Timers that fall due one after another within two seconds. */
const DUE = 200;

/** How late they are told of, durable as they are by then. */
function lateness(engine: EmbeddedEngine) {
  const dueAt = new Map<string, number>();
  let latest = 0;
  let left = DUE;
  let over = () => {};
  const all = new Promise<void>((resolve) => {
    over = resolve;
  });
  const subscription = engine.subscribe((e) => {
    if (e.elementId !== 'st') return;
    if (e.type === 'TIMER_CREATED') dueAt.set(e.processInstanceKey, Date.parse(String(e.dueAt)));
    if (e.type !== 'TIMER_TRIGGERED') return;
    latest = Math.max(latest, Date.now() - dueAt.get(e.processInstanceKey)!);
    if (--left === 0) over();
  });
  return {
    async begin() {
      for (let n = 0; n < DUE; n++) {
        const span = `PT${((n * 2) / DUE).toFixed(2)}S`;
        await engine.createProcessInstance({ bpmnProcessId: 'soon', variables: { span } });
      }
    },
    async end() {
      // the engine's own alarm keeps no program alive
      const awake = setInterval(() => {}, 1000);
      await all;
      clearInterval(awake);
      subscription.close();
      return latest;
    },
  };
}
