/** What the cluster told, kept: repetitions change nothing, another cluster and another engine are refused. */
import { expect, it } from 'vitest';
import { createEmbeddedEngine, memoryJournal } from '../../engine/index.ts';
import type { ExportedRecord } from '../../engine/zeebe/facts.ts';
import { Ledger } from '../../engine/zeebe/ledger.ts';

const START = Date.parse('2026-03-02T01:00:00Z');

const record = (position: number, intent: string, minutes: number): ExportedRecord => ({
  partitionId: 1,
  position,
  timestamp: START + minutes * 60_000,
  key: '2251799813685249',
  valueType: 'PROCESS_INSTANCE',
  intent,
  recordType: 'EVENT',
  value: {
    processInstanceKey: '2251799813685249',
    parentProcessInstanceKey: '-1',
    flowScopeKey: '-1',
    elementId: 'p',
    bpmnElementType: 'PROCESS',
    bpmnProcessId: 'p',
    version: 1,
  },
});
const RUN = ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED'].map((intent, i) =>
  record(10 + i, intent, i),
);

async function opened(journal = memoryJournal()): Promise<Ledger> {
  const ledger = new Ledger(journal);
  await ledger.open();
  return ledger;
}
const path = async (ledger: Ledger) =>
  (await ledger.fold(RUN[0]!.key)).history.map((e) => e.type.replace('ELEMENT_', ''));

it('keeps what it heard once, also over a restart', async () => {
  const journal = memoryJournal();
  const first = await opened(journal);
  await first.take(RUN.slice(0, 2));
  await first.take(RUN);
  await first.take(RUN);
  expect(await path(first)).toEqual(['ACTIVATED', 'COMPLETED']);
  await first.close();
  const second = await opened(journal);
  await second.take(RUN);
  expect(await path(second)).toEqual(['ACTIVATED', 'COMPLETED']);
});

it('an instance that is looked at while its records are written: each is told once, and later ones go on', async () => {
  const journal = memoryJournal();
  let durable = (): void => {};
  const ledger = await opened({
    ...journal,
    async append(batch, ended) {
      await new Promise<void>((go) => {
        durable = go;
      });
      await journal.append(batch, ended);
    },
  });
  const one = ledger.take(RUN.slice(0, 2));
  const two = ledger.take(RUN.slice(2));
  await new Promise(setImmediate);
  const seen = path(ledger);
  durable();
  await one;
  await new Promise(setImmediate);
  durable();
  await two;
  expect(await seen).toEqual(['ACTIVATED', 'COMPLETED']);
  expect(await path(ledger)).toEqual(['ACTIVATED', 'COMPLETED']);
}, 10_000);

const CLOSING = [
  ['killed', async () => {}],
  ['stopped', (ledger: Ledger) => ledger.close()],
] as const;

it.each(CLOSING)('refuses a cluster that begins anew, and goes on with its own: %s', async (_, end) => {
  const journal = memoryJournal();
  const first = await opened(journal);
  await first.take(RUN);
  await end(first);
  // as after a kill, or a stop, and a start
  const ledger = await opened(journal);
  await expect(ledger.take([record(3, 'ELEMENT_ACTIVATED', 60)])).rejects.toThrow('记录从头开始了');
  await ledger.take(RUN);
  await ledger.take([record(20, 'ELEMENT_ACTIVATED', 61)]);
  expect(await path(ledger)).toHaveLength(3);
});

it('a folder begun on one engine is refused by the other', async () => {
  const cluster = memoryJournal();
  await opened(cluster);
  await expect(createEmbeddedEngine({ store: cluster })).rejects.toThrow('请设置 ZEEBE_ADDRESS');
  const embedded = memoryJournal();
  const engine = await createEmbeddedEngine({ store: embedded, clock: 'manual' });
  const content = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
    <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process></bpmn:definitions>`;
  await engine.deployResources([{ name: 'p.bpmn', content }]);
  await engine.close();
  await expect(opened(embedded)).rejects.toThrow('内置引擎的流程');
});
