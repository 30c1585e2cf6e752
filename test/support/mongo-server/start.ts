/** The MongoDB-protocol server for tests: fetched once through Maven, started on a free port, stopped by its pid. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findJava } from '../java.ts';
import { cached, fetchOnce } from '../maven.ts';

const here = dirname(fileURLToPath(import.meta.url));
const NAME = 'mongo-java-server-1.47.0';

/** Why the server cannot run here, or undefined: Java 17 or newer, and Maven (or the jars fetched before). */
export async function missingForMongoServer(): Promise<string | undefined> {
  if (!(await findJava(17))) return 'Java 17 or newer (java)';
  return fetchOnce(NAME, (folder, maven) =>
    maven('-f', join(here, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`),
  );
}

export interface MongoServer {
  /** Connection string of one database; each name is a database of its own. */
  uri(database: string): string;
  port: number;
  stop(): Promise<void>;
}

/** Starts a server with an empty memory. It also ends when this process does, because its standard input closes. */
export async function startMongoServer(): Promise<MongoServer> {
  const java = await findJava(17);
  if (!java) throw new Error('no Java 17 or newer');
  const child = spawn(java, ['-Xmx512m', '-cp', join(cached(NAME), '*'), join(here, 'Launcher.java')], {
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
    port,
    uri: (database) => `mongodb://127.0.0.1:${port}/${database}`,
    async stop() {
      child.stdin.end();
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(killer);
    },
  };
}
