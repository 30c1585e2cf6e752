/** How long a call may take: a deployment longer than what people wait for. The gateway stands in as HTTP/2. */
import { getEventListeners } from 'node:events';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createZeebeEngine, ZeebeUnavailable } from '../../engine/index.ts';
import { pause } from '../../engine/zeebe/client.ts';

const DEADLINE = 200;

/** Answers an empty message, later than a call may take. */
const gateway = createServer((_, response) => {
  setTimeout(() => {
    if (response.stream.destroyed) return;
    response.writeHead(200, { 'content-type': 'application/grpc+proto' });
    response.addTrailers({ 'grpc-status': '0' });
    response.end(Buffer.alloc(5));
  }, 5 * DEADLINE);
});
beforeAll(() => new Promise<void>((go) => gateway.listen(0, '127.0.0.1', go)));
afterAll(() => gateway.close());

it('waits for a slow deployment, but not for a slow command', async () => {
  const { port } = gateway.address() as AddressInfo;
  const engine = await createZeebeEngine({
    address: `127.0.0.1:${port}`,
    deadline: DEADLINE,
    patience: DEADLINE,
  });
  const content = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
    <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process></bpmn:definitions>`;
  const deployed = await engine.deployResources([{ name: 'p.bpmn', content }]);
  expect(deployed.processes).toEqual([]);
  await expect(engine.cancelProcessInstance('2251799813685249')).rejects.toBeInstanceOf(ZeebeUnavailable);
  await engine.close();
});

it('does not hold on to the signal of a pause that is over', async () => {
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 20 }, () => pause(1, signal)));
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await pause(60_000, AbortSignal.abort());
});
