/** Which engine an installation runs on: the one place where the server knows that there are two. */
import { mkdir } from 'node:fs/promises';
import {
  createEmbeddedEngine,
  createZeebeEngine,
  type Engine,
  type EngineReads,
} from '../../engine/index.ts';
import { createJournalStore } from '../store/journal.ts';
import type { Store } from '../store/port.ts';
import { type ExporterAdvice, exporterAdvice } from './exporter.ts';
import { INTAKE_USER, intakeSecret } from './intake-secret.ts';

export type ServerEngine = Engine & EngineReads;

export interface Opened {
  engine: ServerEngine;
  /** Of an engine whose time stands still unless it is moved. */
  manual?: {
    /** ISO instant. */
    now(): string;
    /** Moves it by an ISO 8601 duration; what falls due on the way is fired, in order. */
    advance(duration: string): Promise<void>;
  };
  /** Of a cluster: what its brokers must be told. */
  exporter?: ExporterAdvice;
}

export interface EngineGround {
  store: Store;
  /** Folder for what is kept beside the store. */
  dataFolder: string;
  /** Told of what nobody waits for. */
  onProblem(problem: unknown): void;
}

export type OpenEngine = (ground: EngineGround) => Promise<Opened>;

/** `manual`: its clock stands at `now` (ISO instant) until it is moved. */
export function embedded(o: { manual: boolean; now?: string; timeZone?: string }): OpenEngine {
  return async ({ store }) => {
    const engine = await createEmbeddedEngine({
      store: createJournalStore(store),
      clock: o.manual ? 'manual' : 'system',
      ...(o.now ? { now: o.now } : {}),
      ...(o.timeZone ? { timeZone: o.timeZone } : {}),
    });
    if (!o.manual) return { engine };
    return { engine, manual: { now: () => engine.now(), advance: (d) => engine.advanceTime(d) } };
  };
}

/**
 * Milliseconds that a person may have to wait for a cluster that is away: what was submitted is kept by then, and the
 * cluster is told of it when it is back (intents).
 */
const PATIENCE = 4_000;

export interface ZeebeSettings {
  /** host:port of a gateway. */
  address: string;
  /** Where the brokers' exporter finds this server. Without a secret one is made and kept in the data folder. */
  intake: { host: string; port: number; secret?: string };
}

/** Rejects in Chinese when the cluster does not answer, or the intake's port is taken. */
export function zeebe({ address, intake }: ZeebeSettings): OpenEngine {
  return async ({ store, dataFolder, onProblem }) => {
    // With the data in MongoDB nothing else may have made it yet.
    await mkdir(dataFolder, { recursive: true });
    const password = intake.secret ?? (await intakeSecret(dataFolder));
    const { host, port } = intake;
    const engine = await createZeebeEngine({
      address,
      deadline: PATIENCE,
      patience: PATIENCE,
      intake: { host, port, user: INTAKE_USER, password },
      store: createJournalStore(store),
      onProblem,
    }).catch((error: unknown) => {
      throw portProblem(error, host, port);
    });
    try {
      await engine.topology();
      return { engine, exporter: await exporterAdvice(dataFolder, intake, password) };
    } catch (error) {
      await engine.close();
      throw error;
    }
  };
}

/** Says in Chinese why the intake could not be opened; any other error as it is. */
export function portProblem(error: unknown, host: string, port: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE')
    return new Error(
      `接收 Zeebe 记录的端口 ${port} 已被占用。请停止占用它的程序，或用 JIANDU_INTAKE_PORT 换一个。`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Error(`本机没有地址“${host}”。请改正 JIANDU_INTAKE_HOST。`);
  return error;
}
