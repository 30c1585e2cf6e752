/** The real server program in a process of its own, as `npm start` runs it, and people who work with it over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';

export const PASSWORD = 'jiandu-sample';

/** A built server, beside the shipped packages as in `dist/`, in a folder of its own. */
export interface Built {
  main: string;
  remove(): Promise<void>;
}

/** A program (the server's) from its sources as they stand; in the project, so that its libraries are found. */
export async function buildServer(entry = 'server/main.ts'): Promise<Built> {
  await mkdir('.cache', { recursive: true });
  const folder = await mkdtemp(join('.cache', 'program-'));
  await symlink(resolve('processes'), join(folder, 'processes'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: join(folder, 'dist', dirname(entry)),
      target: 'node20',
      minify: false,
    },
  });
  const main = join(folder, 'dist', entry.replace(/\.ts$/, '.js'));
  return { main, remove: () => rm(folder, { recursive: true, force: true }) };
}

export class Program {
  readonly #process: ChildProcess;
  #output = '';
  #wakes: (() => void)[] = [];
  #ended = false;

  /** `flags`: of Node. */
  constructor(main: string, dataDir: string, env: Record<string, string> = {}, flags: string[] = []) {
    this.#process = spawn(process.execPath, [...flags, main], {
      env: {
        PATH: process.env.PATH ?? '',
        PORT: '0',
        JIANDU_DATA: dataDir,
        JIANDU_SAMPLE_PASSWORD: PASSWORD,
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (text: string): void => {
      this.#output += text;
      this.#wake();
    };
    this.#process.stdout!.setEncoding('utf8').on('data', hear);
    this.#process.stderr!.setEncoding('utf8').on('data', hear);
    this.#process.once('exit', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  #wake(): void {
    for (const wake of this.#wakes.splice(0)) wake();
  }

  get pid(): number {
    return this.#process.pid!;
  }

  get output(): string {
    return this.#output;
  }

  /** Waits until it has said so; throws with all it said when it ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found) return found;
      if (this.#ended) throw new Error(`the server ended before it said ${pattern}:\n${this.#output}`);
      await new Promise<void>((wake) => this.#wakes.push(wake));
    }
  }

  /** Its address, once it listens. */
  async url(): Promise<string> {
    return (await this.says(/监督系统已启动：(http:\S+)/))[1]!;
  }

  /** SIGKILL by default; resolves when it has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    if (this.#ended) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill(signal);
    await exit;
  }
}

export interface Session {
  username: string;
  cookie: string;
  csrf: string;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests
  body: any;
}

/** Throws when the connection breaks: then nothing was acknowledged. */
export async function call(
  url: string,
  session: Session | undefined,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const res = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await res.text();
  return { status: res.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}

export async function signIn(url: string, username: string): Promise<Session> {
  const res = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  if (res.status !== 200) throw new Error(`sign-in of <${username}>: ${res.status} ${await res.text()}`);
  const { csrf } = (await res.json()) as { csrf: string };
  return { username, csrf, cookie: res.headers.getSetCookie()[0]!.split(';')[0]! };
}
