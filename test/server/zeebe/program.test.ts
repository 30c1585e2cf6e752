/** The server's program on a real Zeebe broker: the main walk, interruptions, and both ends going down on the way. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createZeebeEngine } from '../../../engine/index.ts';
import { actuatorClock, openCluster } from '../../../server/scenarios/cluster.ts';
import { freePorts } from '../../support/free-port.ts';
import { requirementOrSkip } from '../../support/requirement.ts';
import { type Broker, missingForZeebe, startZeebe } from '../../support/zeebe/broker.ts';
import { type Built, buildServer, Program } from '../program/program.ts';
import { walker } from './walk.ts';
import { openWire, type Wire } from './wire.ts';

const SECRET = 'the-secret-of-this-test';

if (await requirementOrSkip('the server on Zeebe 8.5.8', missingForZeebe)) {
  describe('the server on a cluster', () => {
    let built: Built;
    let dataDir: string;
    let wire: Wire;
    let broker: Broker;
    let program: Program;
    let intake: number;
    let url = '';
    const people = walker(() => url);

    async function start(): Promise<void> {
      program = new Program(built.main, dataDir, {
        ZEEBE_ADDRESS: broker.address,
        JIANDU_INTAKE_PORT: String(intake),
        JIANDU_INTAKE_SECRET: SECRET,
      });
      url = await program.url();
    }

    beforeAll(async () => {
      built = await buildServer();
      dataDir = join(await mkdtemp(join(tmpdir(), 'jiandu-cluster-')), 'data');
      [intake] = (await freePorts(1)) as [number];
      wire = await openWire(intake);
      const exporter = { url: `http://127.0.0.1:${wire.port}`, user: 'zeebe', password: SECRET };
      broker = await startZeebe({ intake: exporter, controlledClock: false });
      await start();
    }, 300_000);
    afterAll(async () => {
      await program?.end();
      await broker?.stop();
      await wire?.close();
      await built?.remove();
      await rm(join(dataDir, '..'), { recursive: true, force: true });
    });

    it('starts with people and packages, says that there are no sample cases, and how to set the exporter', async () => {
      await program.says(/密码：/);
      expect(program.output).toContain('只载入了示例机构和人员');
      const file = /导出器的设置写在 (\S+)（/.exec(program.output)![1]!;
      const settings = await readFile(file, 'utf8');
      expect(settings).toContain(`ZEEBE_BROKER_EXPORTERS_ES_ARGS_URL=http://127.0.0.1:${intake}\n`);
      expect(settings).toContain(`ZEEBE_BROKER_EXPORTERS_ES_ARGS_AUTHENTICATION_PASSWORD=${SECRET}\n`);
    });

    it('works a suggestion to its end while the server is killed, the broker falls and the exporter replays', async () => {
      const id = await people.start();
      await people.walk(id, 'review', 'assign');

      await people.until(id, 'task of the body', (v) => v.activeElements.includes('receive'));
      await program.end();
      await start();
      await people.walk(id, 'receive', 'contact');

      await broker.kill();
      const other = await people.start();
      await broker.start();
      await people.walk(id, 'handle', 'sign');
      // what was submitted while the cluster was away has been told to it since, once
      const late = await people.until(
        other,
        'its task',
        (v) => v.tasks.length > 0 && v.activeElements.includes('review'),
      );
      expect([late.activeElements, late.tasks.length, late.incidents]).toEqual([['review'], 1, []]);

      await people.vote(id, 'db01');
      await people.walk(id, 'confirmClass', 'close');
      const done = await people.until(id, 'end', (v) => v.case.state === 'completed');
      expect(done.tasks.map((t: { state: string }) => t.state)).toEqual(Array(8).fill('completed'));
      expect([done.activeElements, done.incidents]).toEqual([[], []]);

      const taken = wire.taken();
      expect(taken).toBeGreaterThan(100);
      await wire.replay();
      expect(await people.view(id)).toEqual(done);
      await program.end();
      await start();
      expect(await people.view(id)).toEqual(done);
      await people.cancel(other);
      expect(program.output).not.toContain('job not kept');
    }, 240_000);

    it('takes an interrupted task off the list: by a boundary message, and by cancelling the case', async () => {
      const id = await people.start();
      await people.walk(id, 'review', 'assign');
      await people.until(id, 'task', (v) => v.activeElements.includes('receive'));
      expect(await people.listed('jtj1', id)).toEqual(['主办单位签收']);

      const outside = await createZeebeEngine({ address: broker.address });
      await outside.publishMessage({ name: 'deputy-suggestions.clock.return.overdue', correlationKey: id });
      await outside.close();
      const lapsed = await people.until(id, 'lapse', (v) => v.activeElements.includes('contact'));
      const states = new Map(lapsed.tasks.map((t: { name: string; state: string }) => [t.name, t.state]));
      expect(states.get('主办单位签收')).toBe('withdrawn');
      await people.until(id, 'task', (v) => v.tasks.some((t: { state: string }) => t.state === 'open'));
      expect(await people.listed('jtj1', id)).toEqual(['与代表沟通']);

      await people.cancel(id);
      const ended = await people.until(id, 'end', (v) => v.case.state === 'cancelled');
      expect(ended.tasks.filter((t: { state: string }) => t.state === 'open')).toEqual([]);
      expect(await people.listed('jtj1', id)).toEqual([]);
    }, 120_000);

    it('refuses to run cases on it, since the clock of a cluster in service does not move', async () => {
      const [port] = (await freePorts(1)) as [number];
      const access = { address: broker.address, intake: { port, user: 'zeebe', password: SECRET } };
      await expect(openCluster({ ...access, clock: actuatorClock(broker.management) })).rejects.toThrow(
        '集群的时钟不能调整（403）',
      );
    });
  });
}
