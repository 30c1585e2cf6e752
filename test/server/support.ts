/** A whole server in memory with the sample district, spoken to over HTTP. */

import { localDate } from '../../server/clock/clock.ts';
import { type App, compose } from '../../server/compose.ts';
import { seedDirectory } from '../../server/directory/seed.ts';
import { type Listening, listen } from '../../server/http/listen.ts';

export const PASSWORD = 'sample-password';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests
  body: any;
}

export interface Client {
  csrf: string;
  cookie: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
}

export interface TestServer {
  app: App;
  url: string;
  /** Moves the server's clock. */
  advance(minutes: number): void;
  /** Signed in; without a name, nobody. */
  client(username?: string, password?: string): Promise<Client>;
  close(): Promise<void>;
}

async function call(
  url: string,
  client: Pick<Client, 'csrf' | 'cookie'>,
  [method, path, body, headers]: Parameters<Client['call']>,
): Promise<Reply> {
  const res = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(client.cookie ? { cookie: client.cookie, 'x-csrf-token': client.csrf } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await res.text();
  const json = res.headers.get('content-type')?.includes('json');
  return { status: res.status, headers: res.headers, body: json ? JSON.parse(text) : text };
}

/** A session at a running server, over HTTP; without a name, nobody's. */
export async function httpClient(url: string, username?: string, password = PASSWORD): Promise<Client> {
  const self: Client = { csrf: '', cookie: '', call: (...args) => call(url, self, args) };
  if (username === undefined) return self;
  const reply = await self.call('POST', '/api/session', { username, password });
  if (reply.status !== 200) throw new Error(`sign-in of <${username}>: ${JSON.stringify(reply.body)}`);
  self.cookie = reply.headers.getSetCookie()[0]!.split(';')[0]!;
  self.csrf = reply.body.csrf;
  return self;
}

export async function openServer(
  /** `manual`: instant of a manual clock, on which scenarios can be run; nothing works by itself then. */
  o: { seed?: boolean; dataDir?: string; packages?: boolean; manual?: string } = {},
): Promise<TestServer> {
  let ms = Date.parse('2026-03-02T01:00:00Z');
  const now = () => new Date(ms).toISOString();
  const app = await compose({
    dataDir: o.dataDir ?? ':memory:',
    ...(o.manual
      ? { clock: 'manual' as const, now: o.manual }
      : { clock: { now, today: () => localDate(now()) } }),
    logLevel: 'silent',
    ...(o.packages ? {} : { packages: false as const }),
  });
  await app.start();
  if (o.seed !== false && app.auth.needsSetup) {
    await seedDirectory({ service: app.directoryService, password: PASSWORD, now: app.clock.now() });
  }
  const listening: Listening = await listen(app.handler, { port: 0, host: '127.0.0.1', graceMs: 100 });
  return {
    app,
    url: listening.url,
    advance: (minutes) => {
      ms += minutes * 60_000;
    },
    client: (username, password) => httpClient(listening.url, username, password),
    async close() {
      app.hub.close();
      await listening.close();
      await app.stop();
    },
  };
}
