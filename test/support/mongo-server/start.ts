/** The MongoDB-protocol server for tests: fetched once through Maven, started on a free port, stopped by its pid. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const jars = join(here, '../../../.cache/mongo-java-server-1.47.0');

/** Why the server cannot run here, or undefined: Java 17 or newer, and Maven (or the jars fetched before). */
export async function missingForMongoServer(): Promise<string | undefined> {
  const java = await run('java', ['-version']).catch(() => undefined);
  const major = Number(/version "(\d+)/.exec(`${java?.stderr}${java?.stdout}`)?.[1] ?? 0);
  if (major < 17) return 'Java 17 or newer (java)';
  if (existsSync(jars)) return undefined;
  const maven = await run('mvn', ['-v']).catch(() => undefined);
  if (!maven) return 'Maven (mvn), to fetch mongo-java-server';
  return fetchJars().catch(
    (error: Error) => `mongo-java-server from Maven Central (${error.message.slice(0, 200)})`,
  );
}

async function fetchJars(): Promise<undefined> {
  const part = `${jars}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const pom = join(here, 'pom.xml');
  await run('mvn', ['-B', '-q', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${part}`]);
  // Two runs at once: the first to finish wins, the folder is whole in any case.
  if (!existsSync(jars)) renameSync(part, jars);
}

export interface MongoServer {
  /** Connection string of one database; each name is a database of its own. */
  uri(database: string): string;
  stop(): Promise<void>;
}

/** Starts a server with an empty memory. It also ends when this process does, because its standard input closes. */
export async function startMongoServer(): Promise<MongoServer> {
  const child = spawn('java', ['-Xmx512m', '-cp', join(jars, '*'), join(here, 'Launcher.java')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`mongo-java-server ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      const found = /^port (\d+)/.exec(line);
      if (found) resolve(Number(found[1]));
    });
  });
  return {
    uri: (database) => `mongodb://127.0.0.1:${port}/${database}`,
    async stop() {
      child.stdin.end();
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(killer);
    },
  };
}
