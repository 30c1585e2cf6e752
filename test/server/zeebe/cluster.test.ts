/**
 * The server as a city would run it: a cluster of three partitions behind TLS, its data in MongoDB. The main walk, a
 * restart on the way, what it says when the cluster is away, and why it does not start.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from '../../support/free-port.ts';
import {
  type MongoServer,
  missingForMongoServer,
  startMongoServer,
} from '../../support/mongo-server/start.ts';
import { requirementOrSkip } from '../../support/requirement.ts';
import { type Broker, missingForZeebe, startZeebe } from '../../support/zeebe/broker.ts';
import { type Built, buildServer, call, Program, signIn } from '../program/program.ts';
import { walker } from './walk.ts';
import { openWire, type Wire } from './wire.ts';

const SECRET = 'the-secret-of-this-test';
const PARTITIONS = 3;
const openssl = promisify(execFile);

const missing = async () =>
  (await missingForZeebe()) ??
  (await missingForMongoServer()) ??
  (await openssl('openssl', ['version']).then(
    () => undefined,
    () => 'openssl (to make a certificate)',
  ));

/** A certificate of its own authority for the loopback, and its key. */
async function certificate(folder: string): Promise<{ chain: string; key: string }> {
  const [chain, key] = [join(folder, 'chain.pem'), join(folder, 'key.pem')];
  await openssl('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', chain],
  ]);
  return { chain, key };
}

if (await requirementOrSkip('Zeebe of three partitions behind TLS, with MongoDB', missing)) {
  describe('the server on a cluster of three partitions, behind TLS, with its data in MongoDB', () => {
    let built: Built;
    let folder: string;
    let wire: Wire;
    let broker: Broker;
    let mongo: MongoServer;
    let program: Program;
    let tls: { chain: string; key: string };
    let url = '';
    const people = walker(() => url);
    const settings: Record<string, string> = {};

    const opened = (changed: Record<string, string> = {}) =>
      new Program(built.main, join(folder, 'data'), { ...settings, ...changed });
    async function start(): Promise<void> {
      program = opened();
      url = await program.url();
    }
    /** Why it does not start. */
    async function refusal(changed: Record<string, string>): Promise<string> {
      const refused = opened(changed);
      await refused.says(/启动失败：.*/);
      await refused.end();
      return refused.output;
    }

    beforeAll(async () => {
      built = await buildServer();
      folder = await mkdtemp(join(tmpdir(), 'jiandu-city-'));
      tls = await certificate(folder);
      const [intake] = (await freePorts(1)) as [number];
      wire = await openWire(intake);
      mongo = await startMongoServer();
      const exporter = { url: `http://127.0.0.1:${wire.port}`, user: 'zeebe', password: SECRET };
      broker = await startZeebe({ intake: exporter, controlledClock: false, partitions: PARTITIONS, tls });
      Object.assign(settings, {
        ZEEBE_ADDRESS: broker.address,
        ZEEBE_SECURE_CONNECTION: 'true',
        ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: tls.chain,
        JIANDU_INTAKE_PORT: String(intake),
        JIANDU_INTAKE_SECRET: SECRET,
        MONGODB_URI: mongo.uri('city'),
      });
    }, 300_000);
    afterAll(async () => {
      await program?.end();
      await broker?.stop();
      await mongo?.stop();
      await wire?.close();
      await built?.remove();
      await rm(folder, { recursive: true, force: true });
    });

    it('does not start, and says why: nobody answers, an unknown certificate, no TLS, a taken intake port', async () => {
      const [silent, port, another] = (await freePorts(3)) as [number, number, number];
      // beside each other, since each waits half a minute for an answer; the first one on the database that is used below
      const own = (folder: string, intake: number) => ({
        JIANDU_DATA: join(folder, `refused-${intake}`),
        JIANDU_INTAKE_PORT: String(intake),
        MONGODB_URI: '',
      });
      const open = { ZEEBE_SECURE_CONNECTION: 'false', ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: '' };
      const [nobody, unknown, plain] = await Promise.all([
        refusal({ ZEEBE_ADDRESS: `127.0.0.1:${silent}` }),
        refusal({ ...own(folder, port), ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: '' }),
        refusal({ ...own(folder, another), ...open }),
      ]);
      expect(nobody).toMatch(/Zeebe 集群（.*）没有应答/);
      expect(unknown).toMatch(/Zeebe 集群（.*）没有应答.*certificate/);
      expect(plain).toMatch(/Zeebe 集群（.*）没有应答/);

      const other = createServer();
      await new Promise<void>((go) => other.listen(Number(settings.JIANDU_INTAKE_PORT), '127.0.0.1', go));
      const taken = await refusal({});
      await new Promise((go) => other.close(go));
      expect(taken).toContain(`接收 Zeebe 记录的端口 ${settings.JIANDU_INTAKE_PORT} 已被占用`);
    }, 240_000);

    it('works suggestions on all partitions, one to its end over a restart', async () => {
      await start();
      const [id, ...others] = await Promise.all(
        Array.from({ length: PARTITIONS }, (_, n) => people.start(`关于第 ${n + 1} 处护学岗的建议`)),
      );
      await people.walk(id!, 'review', 'receive');
      await program.end();
      await start();
      await people.walk(id!, 'contact', 'sign');
      await people.vote(id!, 'db01');
      await people.walk(id!, 'confirmClass', 'close');
      const done = await people.until(id!, 'end', (v) => v.case.state === 'completed');
      expect([done.activeElements, done.incidents]).toEqual([[], []]);
      for (const other of others) await people.walk(other, 'review', 'review');

      expect(wire.partitions()).toEqual([1, 2, 3]);
      await wire.replay();
      expect(await people.view(id!)).toEqual(done);
      expect(program.output).not.toContain('job not kept');
    }, 480_000);

    it('publishes nothing while the cluster is away: 503 in Chinese, and the draft stays', async () => {
      const admin = await signIn(url, 'admin');
      const path = '/api/packages/livelihood-projects';
      const { body: draft } = await call(url, admin, 'GET', `${path}/draft`);
      const saved = await call(url, admin, 'PUT', `${path}/draft`, { files: draft.files, rev: draft.rev });
      expect(saved.status).toBe(200);
      const publish = () =>
        call(url, admin, 'POST', `${path}/publish`, { rev: saved.body.rev, reason: '试' });
      await broker.kill();
      const away = await publish();
      expect([away.status, away.body.detail]).toEqual([503, expect.stringContaining('集群暂时没有应答')]);
      await broker.start();
      let again = await publish();
      while (again.status === 503) again = await publish();
      expect(again.status).toBe(200);
    }, 240_000);
  });
}
