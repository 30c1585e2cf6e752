/**
 * 50 clients on an engine of its own, until it is killed. Each line on the standard output is an acknowledgement:
 * `created <instance>`, `set <instance> <value>`, `completed <job> <instance>`.
 */
import { writeSync } from 'node:fs';
import { createEmbeddedEngine } from '../../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../../server/store/journal.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { XML } from './drawing.ts';

const file = process.argv[2];
if (!file) throw new Error('usage: program <file>');
// To the pipe at once, so that what was acknowledged is told even if the next moment is the last.
const say = (line: string) => void writeSync(1, `${line}\n`);

const store = await createSqliteStore({ file, collections: journalCollections });
const engine = await createEmbeddedEngine({ store: createJournalStore(store) });
await engine.deployResources([{ name: 'p.bpmn', content: XML }]);
engine.createWorker({
  taskType: 'work',
  maxJobsToActivate: 50,
  async taskHandler(job) {
    await engine.completeJob({ jobKey: job.key, variables: { [job.elementId]: true } });
    say(`completed ${job.key} ${job.processInstanceKey}`);
  },
});

async function client(): Promise<never> {
  for (let n = 0; ; n++) {
    const { processInstanceKey: key } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
    say(`created ${key}`);
    await engine.setVariables({ elementInstanceKey: key, variables: { n } }).then(
      () => say(`set ${key} ${n}`),
      // It may be over by now.
      (e) => {
        if (e.code !== 'NOT_FOUND') throw e;
      },
    );
  }
}
await Promise.all(Array.from({ length: 50 }, client));
