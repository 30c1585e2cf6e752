import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '../../../engine/zeebe/client.ts';
import { startZeebe } from '../../support/zeebe/broker.ts';
import { AT_ONCE } from './rate.ts';
import { DRAWINGS, type Subject, VARIABLES } from './subject.ts';

/**
 * Zeebe 8.5.8, one partition, on this machine. Jobs are asked for and completed by direct calls: the worker of its
 * client library hides completions that failed, and a job that comes twice would count as work.
 */
export async function zeebe(): Promise<Subject> {
  const broker = await startZeebe({ controlledClock: false, fullSpeed: true });
  const client = createClient({ address: broker.address, deadline: 60_000, patience: 120_000 });
  const stop = new AbortController();
  const given = new Set<string>();
  let redelivered = 0;
  for (const [i, content] of DRAWINGS.entries())
    await client.call('deployResource', {
      resources: [{ name: `d${i}.bpmn`, content: Buffer.from(content) }],
    });

  async function poll(): Promise<void> {
    while (!stop.signal.aborted) {
      const jobs = await client
        .activate(
          {
            type: 'work',
            worker: 'bench',
            timeout: 60_000,
            maxJobsToActivate: AT_ONCE,
            requestTimeout: 5000,
          },
          stop.signal,
        )
        .catch(() => []);
      for (const job of jobs) {
        if (given.has(job.key)) redelivered++;
        given.add(job.key);
        const request = { jobKey: job.key, variables: JSON.stringify({ done: true }) };
        client.call('completeJob', request, { repeatable: true }).catch(() => {});
      }
    }
  }
  const polling = Promise.all([poll(), poll()]);

  return {
    name: 'Zeebe 8.5.8',
    run: (bpmnProcessId) =>
      client.call('createProcessInstanceWithResult', {
        request: { bpmnProcessId, version: -1, variables: JSON.stringify(VARIABLES) },
        requestTimeout: 60_000,
      }),
    redelivered: () => redelivered,
    bytes: () => written(broker.folder),
    async close() {
      stop.abort();
      await polling;
      await client.close();
      await broker.stop();
    },
  };
}

/** Bytes of all files; of the log's segments, which are made in full size, only what is written. */
async function written(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    // A file may go while this looks: compaction.
    if (entry.name.endsWith('.log') && /partition/.test(file)) {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      let length = bytes.length;
      while (length > 0 && bytes[length - 1] === 0) length--;
      sum += length;
    } else
      sum += await stat(file).then(
        (s) => s.size,
        () => 0,
      );
  }
  return sum;
}
