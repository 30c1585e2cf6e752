/** Drawings of other tools on an engine: pools, lanes, several processes and foreign extensions change nothing of what runs. */
import { expect } from 'vitest';
import type { Engine, EngineReads } from '../../engine/engine.ts';
import { fixture } from './fixtures.ts';

/** `settle`: when what the engine told has been taken in. */
export async function runForeign(engine: Engine & EngineReads, settle: () => Promise<void>): Promise<void> {
  const names = ['zeebe', 'aris', 'drawio'] as const;
  const deployed = await engine.deployResources(
    names.map((name) => ({ name: `${name}.bpmn`, content: fixture(name) })),
  );
  expect(deployed.processes.map((p) => p.bpmnProcessId).sort()).toEqual([
    'foreign-a',
    'foreign-b',
    'p',
    'proc.1',
  ]);

  /** Waits for the job of an element and takes it. */
  const job = async (type: string, elementId: string) => {
    for (;;) {
      const found = await engine.activateJobs({
        type,
        maxJobsToActivate: 1,
        timeout: 60_000,
        worker: 'foreign',
      });
      if (found[0]) {
        expect(found[0].elementId).toBe(elementId);
        return found[0];
      }
      await new Promise((go) => setTimeout(go, 20));
    }
  };
  /** Started, driven and ended: the flows that were taken and the root's variables. */
  const run = async (bpmnProcessId: string, drive: () => Promise<void>) => {
    const { processInstanceKey } = await engine.createProcessInstance({ bpmnProcessId });
    await drive();
    for (let state = ''; state !== 'COMPLETED'; ) {
      await settle();
      state = (await engine.processInstances({ processInstanceKey }))[0]?.state ?? '';
    }
    const taken = (await engine.history(processInstanceKey)).filter((e) => e.type === 'SEQUENCE_FLOW_TAKEN');
    const variables = (await engine.variables(processInstanceKey)).filter(
      (v) => v.elementId === bpmnProcessId,
    );
    return {
      path: taken.map((e) => e.elementId),
      variables: Object.fromEntries(variables.map((v) => [v.name, v.value])),
    };
  };

  const both = await run('foreign-a', async () => {
    await engine.completeJob({ jobKey: (await job('foreign-job', 'b_do')).key });
    const mine = await job('foreign-job', 'a_do');
    expect([mine.customHeaders, mine.variables]).toMatchObject([{ who: 'a' }, { given: 7 }]);
    await engine.completeJob({ jobKey: mine.key });
  });
  expect(both).toEqual({ path: ['a_f1', 'a_f2', 'a_f3'], variables: { answer: 7, last: 7 } });

  const task = await run('proc.1', async () => {
    await engine.completeJob({ jobKey: (await job('io.camunda.zeebe:userTask', 'ut-1')).key });
  });
  expect(task.path).toEqual(['fl-1', 'fl-2']);
  expect((await run('p', async () => {})).path).toEqual(['f1', 'f2']);
}
