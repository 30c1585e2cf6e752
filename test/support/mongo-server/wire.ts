/**
 * A wire between a store and the test's MongoDB server that can break or stall at a chosen command: what a client's
 * death, a cut cable or a paused process look like from the database.
 */
import { connect, createServer, type Socket } from 'node:net';

/** A command of the client: its name and, for reads and writes, its collection. */
export interface WireCommand {
  name: string;
  collection?: string;
}

/**
 * `pass`: handed on. `cut`: not handed on, and every connection breaks. `deaf`: handed on and done, but the connections
 * break before the answer. A promise stalls this connection until it is settled.
 */
export type WireVerdict = 'pass' | 'cut' | 'deaf';

export interface Wire {
  /** Replaces the port of the server in a connection string. */
  uri(server: string): string;
  /** Asked for each command, in the order of arrival. Default: all pass. */
  rule: (command: WireCommand) => WireVerdict | Promise<WireVerdict>;
  /** From now on nothing passes and nobody gets through. */
  dead: boolean;
  close(): Promise<void>;
}

const OP_MSG = 2013;

/** Source: MongoDB wire protocol, OP_MSG: header (16), flags (4), section kind 0 (1), then a BSON document. */
function commandOf(message: Buffer): WireCommand {
  if (message.readInt32LE(12) !== OP_MSG || message[20] !== 0) return { name: 'legacy' };
  const nameEnd = message.indexOf(0, 26);
  const name = message.toString('utf8', 26, nameEnd);
  const STRING = 2;
  if (message[25] !== STRING) return { name };
  const length = message.readInt32LE(nameEnd + 1);
  return { name, collection: message.toString('utf8', nameEnd + 5, nameEnd + 4 + length) };
}

/** The whole messages at the start of `bytes`, and what is left. */
function split(bytes: Buffer): [Buffer[], Buffer] {
  const messages: Buffer[] = [];
  let at = 0;
  while (bytes.length - at >= 16 && bytes.length - at >= bytes.readInt32LE(at)) {
    const length = bytes.readInt32LE(at);
    messages.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [messages, bytes.subarray(at)];
}

export async function openWire(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  const breakAll = (): void => {
    for (const s of sockets) s.destroy();
  };
  const wire: Wire = {
    uri: (server) => server.replace(`:${port}/`, `:${listeningPort()}/`),
    rule: () => 'pass',
    dead: false,
    async close() {
      wire.dead = true;
      breakAll();
      await new Promise((done) => listener.close(done));
    },
  };
  const serve = (client: Socket): void => {
    if (wire.dead) return void client.destroy();
    const server = connect(port, '127.0.0.1');
    let deaf = false;
    for (const [s, peer] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(s);
      s.on('error', () => undefined);
      s.on('close', () => {
        sockets.delete(s);
        peer.destroy();
      });
    }
    server.on('data', (answer) => {
      if (deaf || wire.dead) breakAll();
      else client.write(answer);
    });
    let rest: Buffer = Buffer.alloc(0);
    let turn = Promise.resolve();
    client.on('data', (bytes: Buffer) => {
      const [messages, left] = split(Buffer.concat([rest, bytes]));
      rest = left;
      for (const message of messages) {
        turn = turn.then(async () => {
          if (wire.dead) return breakAll();
          const verdict = await wire.rule(commandOf(message));
          if (wire.dead || verdict === 'cut') return breakAll();
          deaf = verdict === 'deaf';
          if (!server.destroyed) server.write(message);
        });
      }
    });
  };
  const listener = createServer(serve);
  const listeningPort = (): number => (listener.address() as { port: number }).port;
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  return wire;
}
