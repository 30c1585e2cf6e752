/** Journal text ↔ events. A batch holds groups: the events of one command, with the instant it ran at. */
import { type EngineEvent, JOURNAL_VERSION } from '../core/index.ts';

export interface Group {
  /** Epoch milliseconds. */
  at: number;
  events: EngineEvent[];
}

/** Event n of batch b is `b * EVENTS_PER_BATCH + n`: a batch is cut before it can hold as many. */
export const EVENTS_PER_BATCH = 2 ** 20;

export const encode = (groups: Group[]): string => JSON.stringify({ v: JOURNAL_VERSION, groups });

export function decode(body: string): Group[] {
  const batch = JSON.parse(body) as { v: number; groups: Group[] };
  if (batch.v > JOURNAL_VERSION)
    throw new Error(`journal version <${batch.v}> is newer than this program knows (<${JOURNAL_VERSION}>)`);
  return batch.groups;
}
