import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedEngine } from '../../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../../server/store/journal.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { AT_ONCE } from './rate.ts';
import { DRAWINGS, type Subject, VARIABLES } from './subject.ts';

/** The embedded engine on SQLite with synchronous=FULL. */
export async function embedded(): Promise<Subject> {
  const dir = await mkdtemp(join(tmpdir(), 'jiandu-bench-'));
  const file = join(dir, 'bench.sqlite');
  const store = await createSqliteStore({ file, collections: journalCollections });
  const engine = await createEmbeddedEngine({ store: createJournalStore(store) });
  const given = new Set<string>();
  let redelivered = 0;
  for (const [i, content] of DRAWINGS.entries())
    await engine.deployResources([{ name: `d${i}.bpmn`, content }]);
  engine.createWorker({
    taskType: 'work',
    maxJobsToActivate: AT_ONCE,
    taskHandler: async (job) => {
      if (given.has(job.key)) redelivered++;
      given.add(job.key);
      await engine.completeJob({ jobKey: job.key, variables: { done: true } });
    },
  });
  const sizeOf = (name: string) =>
    stat(name).then(
      (s) => s.size,
      () => 0,
    );
  return {
    name: 'embedded engine',
    run: (bpmnProcessId) => engine.createProcessInstanceWithResult({ bpmnProcessId, variables: VARIABLES }),
    redelivered: () => redelivered,
    bytes: async () => (await sizeOf(file)) + (await sizeOf(`${file}-wal`)),
    async close() {
      await engine.close();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
