/** What was voted in a round, wherever it lies: sealed or not. And the rewriting of the sealed votes when it is over. */
import { createHash, randomUUID } from 'node:crypto';
import { findAll } from '../store/all.ts';
import type { Op, Store } from '../store/port.ts';
import { type BoxKey, unseal } from './box.ts';
import type { BallotRound, Vote } from './collections.ts';
import { keyMissing } from './desk.ts';
import type { Paper } from './kinds.ts';

export interface Papers {
  readonly papers: Paper[];
  /** Votes that do not open: altered, or of another box. They are counted as cast and say nothing. */
  readonly damaged: number;
}

const paperOf = ({ group, answers, selected, weights }: Vote): Paper =>
  ({
    ...(group === undefined ? {} : { group }),
    ...(answers ? { answers } : {}),
    ...(selected ? { selected } : {}),
    ...(weights ? { weights } : {}),
  }) as Paper;

/** Whether the sealed votes are those that count. */
export const isSealed = ({ box }: BallotRound): boolean =>
  box === 'sealed' || box === 'opening' || box === 'damaged';

/** All papers of a round. `box` is needed while they are sealed. */
export async function papersOf(store: Store, round: BallotRound, box: BoxKey | undefined): Promise<Papers> {
  const votes = await findAll<Vote>(store, 'votes', { roundId: round.id });
  // while the box is being opened, votes in the clear stand beside the sealed ones
  if (!isSealed(round)) {
    return { papers: votes.filter((v) => v.sealed === undefined).map(paperOf), damaged: 0 };
  }
  if (!box) throw keyMissing();
  const papers: Paper[] = [];
  let damaged = 0;
  for (const { sealed } of votes) {
    if (sealed === undefined) continue;
    try {
      papers.push(unseal(box, sealed) as Paper);
    } catch {
      damaged++;
    }
  }
  return { papers, damaged };
}

/** Keys in their order, so that one paper has one text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  );
}

/** SHA-256 over the papers in the order of their texts: the same whatever order they lie in. */
export function digestOf(papers: readonly Paper[]): string {
  const texts = papers.map((p) => JSON.stringify(canonical(p))).sort();
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\n');
  return hash.digest('hex');
}

const BATCH = 1000;

/**
 * Writes the papers in the clear under new random ids, all of them before any sealed one goes, so that a vote is one of
 * all wherever a copy was taken meanwhile. Until the caller has committed that those in the clear count, the sealed ones
 * do: what a crash left half written is thrown away and written again.
 */
export async function writeClear(store: Store, round: BallotRound, box: BoxKey): Promise<void> {
  const before = await findAll<Vote>(store, 'votes', { roundId: round.id });
  await inBatches(store, before.filter((v) => v.sealed === undefined).map(removal));
  const { papers } = await papersOf(store, round, box);
  const written = papers.map((paper) => ({ ...paper, id: randomUUID(), roundId: round.id }));
  // in the order of the new ids, which is nobody's
  written.sort((a, b) => (a.id < b.id ? -1 : 1));
  await inBatches(
    store,
    written.map((doc): Op => ({ op: 'put', collection: 'votes', doc, ifRev: 0 })),
  );
}

/** Takes the sealed votes away. */
export async function removeSealed(store: Store, roundId: string): Promise<void> {
  const votes = await findAll<Vote>(store, 'votes', { roundId });
  await inBatches(store, votes.filter((v) => v.sealed !== undefined).map(removal));
}

const removal = ({ id }: { id: string }): Op => ({ op: 'delete', collection: 'votes', id });

export async function inBatches(store: Store, ops: Op[]): Promise<void> {
  for (let n = 0; n < ops.length; n += BATCH) await store.commit(ops.slice(n, n + BATCH));
}
