/**
 * Residents' votes over HTTP: durable, one per code, from a second process (this one), beside an express route that only
 * parses and answers; then a burst with a kill -9 in the middle: none lost, none twice. Goal: at least half of the bare route.
 * `BENCH_VOTES` is the number of votes of the burst (100,000).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { READY_BALLOTS } from '../../../rules/index.ts';
import { BallotBoxes } from '../../../server/ballots/box.ts';
import type { BallotRound, Token } from '../../../server/ballots/collections.ts';
import { randomText } from '../../../server/ballots/random.ts';
import { codeId } from '../../../server/ballots/voting.ts';
import { compose } from '../../../server/compose.ts';
import type { Op } from '../../../server/store/port.ts';
import { buildServer, Program } from '../../server/program/program.ts';
import { median } from '../median.ts';
import { cpuOf } from '../server/program.ts';

const CLIENTS = 64;
const ROUND = 'bench';

/** An installation with one open round and so many codes; gives the codes. */
async function prepare(dataDir: string, count: number): Promise<string[]> {
  const app = await compose({ dataDir, logLevel: 'silent', packages: false });
  await new BallotBoxes(dataDir).create(ROUND);
  const rule = { ...READY_BALLOTS[1]! } as unknown as Record<string, unknown>;
  const doc: BallotRound = {
    ...{ id: ROUND, caseId: 'c', caseTitle: 't', packageId: 'p', releaseId: 'r', orgId: 'o', orgPath: '/o/' },
    ...{
      ballot: 'b',
      round: 1,
      title: 't',
      secret: true,
      rule,
      electorate: 'codes',
      electors: count,
      cast: 0,
    },
    ...{ state: 'open', openedAt: '2026-01-01T00:00:00.000Z', closeWhenAllVoted: false, box: 'sealed' },
  };
  const codes = Array.from({ length: count }, () => randomText(16));
  const ops = codes.map((code): Op => {
    const token: Token = { id: codeId(code), roundId: ROUND, used: false, batch: 1 };
    return { op: 'put', collection: 'ballotTokens', doc: { ...token } };
  });
  await app.store.commit([{ op: 'put', collection: 'ballots', doc: { ...doc } }]);
  for (let n = 0; n < ops.length; n += 1000) await app.store.commit(ops.slice(n, n + 1000));
  await app.stop();
  return codes;
}

const CHOICES = ['satisfied', 'basic', 'unsatisfied'];

interface Outcome {
  ms: number[];
  /** Indexes of codes whose vote was acknowledged, and of those refused as used. */
  acknowledged: number[];
  used: number[];
  /** Without an answer. */
  unknown: number[];
  seconds: number;
}

/** Casts with the codes of these indexes, so many at a time, until done or told to stop. */
async function send(
  url: string,
  path: string,
  codes: readonly string[],
  indexes: readonly number[],
  onAck: (n: number) => void = () => {},
): Promise<Outcome> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const { hostname, port } = new URL(url);
  const out: Outcome = { ms: [], acknowledged: [], used: [], unknown: [], seconds: 0 };
  let next = 0;
  const one = (i: number) =>
    new Promise<void>((done) => {
      const body = JSON.stringify({ code: codes[i], answers: { overall: CHOICES[i % 3] } });
      const began = performance.now();
      const req = http.request(
        {
          ...{ agent, hostname, port, path, method: 'POST' },
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (res) => {
          res.resume();
          res.on('end', () => {
            out.ms.push(performance.now() - began);
            if (res.statusCode === 200) {
              out.acknowledged.push(i);
              onAck(out.acknowledged.length);
            } else if (res.statusCode === 409) out.used.push(i);
            else out.unknown.push(i);
            done();
          });
          res.on('error', () => done());
        },
      );
      req.on('error', () => {
        out.unknown.push(i);
        done();
      });
      req.end(body);
    });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let n = next++; n < indexes.length; n = next++) await one(indexes[n]!);
    }),
  );
  out.seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return out;
}

/** The bare route, in a process of its own: parses and answers. */
async function bare(folder: string): Promise<{ url: string; pid: number; end(): void }> {
  const file = join(folder, 'bare.mjs');
  await writeFile(
    file,
    `import express from ${JSON.stringify(resolve('node_modules/express/index.js'))};
     const app = express();
     app.post('/vote', express.json(), (req, res) => { res.json({ receipt: req.body.code }); });
     const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));`,
  );
  const child: ChildProcess = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((done) => child.stdout!.once('data', (d) => done(String(d).trim())));
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, end: () => child.kill() };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const quantile = (q: number, values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? Number.NaN;

export default async function voteFigures(burst = Number(process.env.BENCH_VOTES ?? 100_000)): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jiandu-votes-'));
  const dataDir = join(folder, 'data');
  const each = 5000;
  const rounds = 4;
  const built = await buildServer();
  let program: Program | undefined;
  const start = async () => {
    await program?.end();
    program = new Program(built.main, dataDir, { JIANDU_SAMPLE: 'off' });
    return program.url();
  };
  const path = '/api/public/ballots/code/cast';
  try {
    const codes = await prepare(dataDir, each * (rounds + 1) + burst);
    let url = await start();
    const plain = await bare(folder);
    await send(url, path, codes, range(0, each));
    await send(plain.url, '/vote', codes, range(0, each));
    const [ours, theirs]: [number[], number[]] = [[], []];
    const ms: number[] = [];
    // of the servers; a machine that works for others, too, does not lengthen it much
    const cpu = { ours: 0, theirs: 0 };
    // in alternation, so that noise falls on both
    for (let r = 1; r <= rounds; r++) {
      const indexes = range(r * each, (r + 1) * each);
      const [was, bareWas] = [cpuOf(program!.pid), cpuOf(plain.pid)];
      const votes = await send(url, path, codes, indexes);
      if (votes.acknowledged.length !== each)
        throw new Error(`${votes.unknown.length} votes without an answer`);
      ours.push(each / votes.seconds);
      ms.push(...votes.ms);
      theirs.push(each / (await send(plain.url, '/vote', codes, indexes)).seconds);
      cpu.ours += cpuOf(program!.pid) - was;
      cpu.theirs += cpuOf(plain.pid) - bareWas;
    }
    plain.end();
    const ratio = median(ours) / median(theirs);
    console.log(
      `votes, ${CLIENTS} at once:    ${median(ours).toFixed(0)} durable votes/s, p99 ${quantile(0.99, ms).toFixed(1)} ms`,
    );
    console.log(`bare express route:     ${median(theirs).toFixed(0)} requests/s`);
    console.log(`ratio, votes:           ${ratio.toFixed(2)} (goal 0.5)`);

    const micro = (ms: number) => ((ms * 1000) / (each * rounds)).toFixed(0);
    console.log(
      `processor time:         ${micro(cpu.ours)} µs a vote, ${micro(cpu.theirs)} µs a bare request: ${(cpu.theirs / cpu.ours).toFixed(2)}`,
    );

    const from = each * (rounds + 1);
    const all = range(from, from + burst);
    const killed = program!;
    let killing: Promise<void> | undefined;
    const first = await send(url, path, codes, all, (n) => {
      if (n >= burst / 2) killing ??= killed.end();
    });
    await killing;
    url = await start();
    const told = new Set(first.acknowledged);
    const second = await send(
      url,
      path,
      codes,
      all.filter((i) => !told.has(i)),
    );
    const third = await send(url, path, codes, all);
    const twice = third.acknowledged.length;
    await program!.end('SIGTERM');
    program = undefined;
    const app = await compose({ dataDir, logLevel: 'silent', packages: false });
    const round = await app.ballots.close(ROUND);
    const kept = await app.store.count('votes', { roundId: ROUND });
    await app.stop();
    const lost = from + burst - kept;
    console.log(
      `burst of ${burst}, kill -9 after ${first.acknowledged.length}: ${second.acknowledged.length} cast after it, ` +
        `${second.used.length} of those without an answer had been kept; lost ${lost}, twice ${twice}; counted ${round.cast}, ` +
        `p99 ${quantile(0.99, [...first.ms, ...second.ms]).toFixed(1)} ms`,
    );
    if (lost !== 0 || twice !== 0 || round.cast !== kept) throw new Error('votes were lost or counted twice');
  } finally {
    await program?.end();
    await built.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
