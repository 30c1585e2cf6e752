/** Java for the servers that tests start: every installed one is asked for its version; no fixed path. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folders that hold one JDK each, where the usual systems and tools put them. */
const HOMES = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt',
  join(homedir(), '.sdkman/candidates/java'),
  join(homedir(), '.jdks'),
  '/Library/Java/JavaVirtualMachines',
];

function candidates(): string[] {
  const homes = HOMES.filter((h) => existsSync(h)).flatMap((h) => readdirSync(h).map((n) => join(h, n)));
  const inHomes = homes.flatMap((h) => [join(h, 'bin/java'), join(h, 'Contents/Home/bin/java')]);
  const own = process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin/java')] : [];
  return [...own, 'java', ...inHomes.filter((j) => existsSync(j))];
}

async function majorOf(java: string): Promise<number> {
  const said = await run(java, ['-version']).catch(() => undefined);
  return Number(/version "(\d+)/.exec(`${said?.stderr}${said?.stdout}`)?.[1] ?? 0);
}

/** The first installed `java` of that major version or newer; undefined when there is none. */
export async function findJava(major: number): Promise<string | undefined> {
  for (const java of candidates()) if ((await majorOf(java)) >= major) return java;
  return undefined;
}
