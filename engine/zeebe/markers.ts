/**
 * When is all told? A message that nobody awaits goes through every partition; once the exporter has told of it, it has
 * told of all that stood before it in that partition's log. When two in a row find nothing between them, nothing goes on.
 */
import { randomUUID } from 'node:crypto';
import type { ExportedRecord } from './facts.ts';

const NAME = 'jiandu.marker';
/** What markers, and workers that ask for jobs and find none, leave in the log by themselves. */
const OF_ITSELF = new Set(['MESSAGE', 'JOB_BATCH']);
/** The broker goes on by itself from one batch of commands to the next, and to another partition and back. */
const QUIET_ROUNDS = 2;

export interface MarkerDeps {
  publish(r: { name: string; correlationKey: string }): Promise<unknown>;
  partitions(): Promise<number>;
  /** Milliseconds that a marker may take to come back. */
  patience: number;
  late(): Error;
}

/** Partition (from 0) that the messages of a correlation key go to: Zeebe's SubscriptionUtil. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0;
  for (const byte of Buffer.from(key)) hash = (Math.imul(31, hash) + ((byte << 24) >> 24)) | 0;
  return Math.abs(hash % partitions);
}

export class Markers {
  readonly #deps: MarkerDeps;
  readonly #waiting = new Map<string, () => void>();
  /** So that two servers, or two runs of one, do not take the other's markers for theirs. */
  readonly #run = randomUUID().slice(0, 8);
  #others = 0;
  #n = 0;

  constructor(deps: MarkerDeps) {
    this.#deps = deps;
  }

  heard(r: ExportedRecord): void {
    if (!OF_ITSELF.has(r.valueType)) this.#others++;
    else if (r.intent === 'PUBLISHED') this.#waiting.get(String(r.value.correlationKey))?.();
  }

  /** Resolves when all that the cluster did before this call has been heard. */
  async caughtUp(): Promise<void> {
    const partitions = await this.#deps.partitions();
    await Promise.all(Array.from({ length: partitions }, (_, p) => this.#mark(p, partitions)));
  }

  /** Resolves when nothing goes on any more; on a cluster that others use too, that may be never. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_ROUNDS; ) {
      const before = this.#others;
      await this.caughtUp();
      quiet = this.#others === before ? quiet + 1 : 0;
    }
  }

  async #mark(partition: number, partitions: number): Promise<void> {
    let correlationKey: string;
    do correlationKey = `${this.#run}-${++this.#n}`;
    while (partitionOf(correlationKey, partitions) !== partition);
    let timer: NodeJS.Timeout | undefined;
    const seen = new Promise<void>((resolve, reject) => {
      this.#waiting.set(correlationKey, resolve);
      timer = setTimeout(() => reject(this.#deps.late()), this.#deps.patience);
    });
    try {
      await Promise.all([seen, this.#deps.publish({ name: NAME, correlationKey })]);
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(correlationKey);
    }
  }
}
