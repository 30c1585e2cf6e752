/**
 * What waiting instances cost: start of the engine, memory, and throughput beside them, against the same engine with few.
 * Each waits at a user task with a timer on it, as a supervision case does.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEmbeddedEngine } from '../../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../../server/store/journal.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import {
  boundary,
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
  drawn('quick', start('qs'), service('qt', 'work'), end('qe'), flows('qs qt qe')),
);

export interface WaitingFigures {
  instances: number;
  /** Milliseconds until the engine is open. */
  startMs: number;
  /** Bytes of live heap after a collection. */
  heap: number;
  /** start → one job → end, per second, beside the waiting ones. */
  perSecond: number;
  /** Bytes of the database. */
  disk: number;
}

const collect = () => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
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
    const before = process.memoryUsage().heapUsed;
    const begin = performance.now();
    const second = await open(dir);
    const startMs = performance.now() - begin;
    collect();
    const heap = process.memoryUsage().heapUsed - before;
    second.engine.createWorker({
      taskType: 'work',
      maxJobsToActivate: AT_ONCE,
      taskHandler: async (job) => second.engine.completeJob({ jobKey: job.key, variables: { done: true } }),
    });
    const one = () =>
      second.engine.createProcessInstanceWithResult({ bpmnProcessId: 'quick', variables: { n: 1 } });
    await rate(Math.ceil(quick / 4), one);
    const perSecond = await rate(quick, one);
    await second.close();
    const { size: disk } = await stat(join(dir, 'bench.sqlite'));
    return { instances, startMs, heap, perSecond, disk };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
