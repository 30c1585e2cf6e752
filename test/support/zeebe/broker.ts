/** A real Zeebe broker for tests: fetched once through Maven, on free ports of the loopback, stopped by its pid. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type ExporterTarget, exporterSettings } from '../../../engine/index.ts';
import { actuatorClock } from '../../../server/scenarios/cluster.ts';
import { freePorts } from '../free-port.ts';
import { findJava } from '../java.ts';
import { cached, fetchOnce } from '../maven.ts';

const VERSION = '8.5.8';
const NAME = `camunda-zeebe-${VERSION}`;
const run = promisify(execFile);

/** Why the broker cannot run here, or undefined: Java 21 or newer, and Maven (or the broker fetched before). */
export async function missingForZeebe(): Promise<string | undefined> {
  if (!(await findJava(21))) return 'Java 21 or newer';
  return fetchOnce(NAME, async (folder, maven) => {
    const artifact = `io.camunda:camunda-zeebe:${VERSION}:tar.gz`;
    await maven('dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`);
    const archive = join(folder, `${NAME}.tar.gz`);
    await run('tar', ['-xzf', archive, '--strip-components=1', '-C', folder]);
    await rm(archive);
  });
}

export interface Broker {
  /** host:port of the gRPC gateway. */
  address: string;
  /** Where it keeps its data. */
  folder: string;
  /** Of the management port, such as `http://127.0.0.1:9600`. */
  management: string;
  /** Moves the broker's clock forward. */
  advance(ms: number): Promise<void>;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface BrokerOptions {
  /** Where the Elasticsearch exporter sends its records. */
  intake?: ExporterTarget;
  timeZone?: string;
  /** Default 1. */
  partitions?: number;
  /** The gateway speaks TLS: files of its certificate chain and private key (PEM). */
  tls?: { chain: string; key: string };
  /** Controlled clock (default) or the system's. */
  controlledClock?: boolean;
  /** For figures: Java compiles and collects as it does by default, instead of starting fast. */
  fullSpeed?: boolean;
}

const STARTS_FAST = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const JAVA_OPTIONS = [
  ...['-Xms512m', '-Xmx1g', '-XX:MaxDirectMemorySize=1g'],
  ...['--sun-misc-unsafe-memory-access=allow', '--enable-native-access=ALL-UNNAMED'],
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED',
];

export async function startZeebe(o: BrokerOptions = {}): Promise<Broker> {
  const java = await findJava(21);
  if (!java) throw new Error('no Java 21 or newer');
  const home = cached(NAME);
  const data = await mkdtemp(join(tmpdir(), 'zeebe-'));
  const [gateway, rest, management, command, internal] = (await freePorts(5)) as [number, ...number[]];
  const env = {
    ...process.env,
    TZ: o.timeZone ?? 'Asia/Shanghai',
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(rest),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(management),
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(internal),
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(gateway),
    ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: `127.0.0.1:${internal}`,
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(o.partitions ?? 1),
    ZEEBE_BROKER_DATA_DIRECTORY: data,
    ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '32MB',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '500MB',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '250MB',
    ZEEBE_CLOCK_CONTROLLED: String(o.controlledClock ?? true),
    ...(o.tls && {
      ZEEBE_BROKER_GATEWAY_SECURITY_ENABLED: 'true',
      ZEEBE_BROKER_GATEWAY_SECURITY_CERTIFICATECHAINPATH: o.tls.chain,
      ZEEBE_BROKER_GATEWAY_SECURITY_PRIVATEKEYPATH: o.tls.key,
    }),
    ...(o.intake && exporterSettings(o.intake)),
  };
  const log = join(data, 'broker.log');
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const out = openSync(log, 'a');
    const classPath = [join(home, 'config'), join(home, 'lib/*')].join(delimiter);
    const options = o.fullSpeed ? JAVA_OPTIONS : [...JAVA_OPTIONS, ...STARTS_FAST];
    const args = [...options, '-Dfile.encoding=UTF-8', `-Dapp.home=${home}`, `-Dbasedir=${home}`];
    const main = ['-classpath', classPath, 'io.camunda.zeebe.broker.StandaloneBroker'];
    child = spawn(java!, [...args, ...main], { env, cwd: data, stdio: ['ignore', out, out] });
    process.once('exit', () => child?.kill('SIGKILL'));
    await ready(child);
  }

  /** `/ready` is no proof: each partition must have a healthy leader. */
  async function ready(started: ChildProcess): Promise<void> {
    const until = Date.now() + 110_000;
    for (;;) {
      if (started.exitCode !== null || Date.now() > until)
        throw new Error(`Zeebe did not start: ${(await readFile(log, 'utf8')).slice(-3000)}`);
      const topology = await fetch(`http://127.0.0.1:${rest}/v1/topology`, {
        signal: AbortSignal.timeout(2000),
      }).then((r) => r.text(), String);
      const led = topology.match(/"leader","health":"healthy"/g)?.length ?? 0;
      if (led >= (o.partitions ?? 1)) return;
      await new Promise((go) => setTimeout(go, 250));
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    ending.kill(signal);
    const killer = setTimeout(() => ending.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(killer);
  }

  try {
    await start();
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    address: `127.0.0.1:${gateway}`,
    folder: data,
    management: `http://127.0.0.1:${management}`,
    advance: (ms) => actuatorClock(`http://127.0.0.1:${management}`).advance(ms),
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
}
