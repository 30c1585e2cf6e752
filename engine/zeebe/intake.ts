/** The small part of Elasticsearch that Zeebe's exporter speaks to: templates are acknowledged, bulks taken in. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type ExportedRecord, parseRecord } from './facts.ts';

export interface IntakeOptions {
  /** Default 127.0.0.1. */
  host?: string;
  port: number;
  user?: string;
  /** The secret that the exporter must show. */
  password: string;
}

const LARGEST_BULK = 64 * 2 ** 20;
/** The exporter's client refuses to talk to anything that does not say so. */
const HEADERS = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };

function allowed(request: IncomingMessage, expected: Buffer): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BULK) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Lines come in pairs: what to do, and the record. */
const recordsOf = (bulk: string): ExportedRecord[] =>
  bulk
    .split('\n')
    .filter((_, i) => i % 2 === 1)
    .map(parseRecord);

export interface Intake {
  close(): Promise<void>;
}

/** `take` resolves when the records are durable; only then the exporter is told that it may forget them. */
export async function openIntake(
  o: IntakeOptions,
  take: (records: ExportedRecord[]) => Promise<void>,
  report: (problem: unknown) => void,
): Promise<Intake> {
  const host = o.host ?? '127.0.0.1';
  const user = o.user ?? 'zeebe';
  const expected = Buffer.from(`Basic ${Buffer.from(`${user}:${o.password}`).toString('base64')}`);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: object) => {
      response.writeHead(status, HEADERS);
      response.end(JSON.stringify(body));
    };
    if (!allowed(request, expected)) return say(401, { error: 'unauthorized' });
    const text = await textOf(request);
    if (text === undefined) return say(413, { error: 'too large' });
    if (request.method !== 'POST' || !request.url?.startsWith('/_bulk'))
      return say(200, { acknowledged: true });
    const records = recordsOf(text);
    await take(records);
    const items = records.map(() => ({ index: { status: 201 } }));
    say(200, { took: 1, errors: false, items });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((problem: unknown) => {
      // The exporter keeps the records and comes again.
      report(problem);
      response.writeHead(503, HEADERS);
      response.end('{"error":"not taken"}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(o.port, host, resolve);
  });
  return {
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
