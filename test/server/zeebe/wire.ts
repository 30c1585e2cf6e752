/** Between the broker's exporter and the server's intake: lets all through, and can send what it has seen once more. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Wire {
  port: number;
  /** How many records the intake has taken so far. */
  taken(): number;
  /** Partitions whose records were taken. */
  partitions(): number[];
  /** Sends every bulk that was taken again, in order, as an exporter does that has lost its place. */
  replay(): Promise<void>;
  close(): Promise<void>;
}

export async function openWire(intakePort: number): Promise<Wire> {
  const bulks: Sent[] = [];
  const forward = ({ method, path, headers, body }: Sent) =>
    fetch(`http://127.0.0.1:${intakePort}${path}`, { method, headers, ...(body ? { body } : {}) });

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
      const sent: Sent = {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: { authorization, 'content-type': type },
        body: Buffer.concat(chunks).toString('utf8'),
      };
      // the server may be down: then the exporter comes again, as it would without us
      const answer = await forward(sent).catch(() => undefined);
      if (answer?.ok && sent.path.startsWith('/_bulk')) bulks.push(sent);
      response.writeHead(answer?.status ?? 503, {
        'content-type': 'application/json',
        'x-elastic-product': 'Elasticsearch',
      });
      response.end(answer ? await answer.text() : '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    // of each record a line that says where it goes, and the record
    taken: () => bulks.reduce((sum, { body }) => sum + body.trim().split('\n').length / 2, 0),
    partitions: () =>
      [...new Set(bulks.flatMap(({ body }) => body.match(/"partitionId":\d+/g) ?? []))]
        .map((found) => Number(found.split(':')[1]))
        .sort(),
    async replay() {
      for (const bulk of [...bulks]) {
        const answer = await forward(bulk);
        if (!answer.ok) throw new Error(`the intake answered ${answer.status} to a bulk that it had taken`);
      }
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
