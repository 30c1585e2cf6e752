/** The count of a round, kept at closing and made again on request (重新计票); the two must agree to the last digit. */
import {
  type BallotResult,
  type BallotRule,
  countTallies,
  type Headcount,
  RulesError,
} from '../../rules/index.ts';
import type { Store } from '../store/port.ts';
import type { BoxKey } from './box.ts';
import type { BallotRound } from './collections.ts';
import { countRound, type PinnedRule } from './kinds.ts';
import { acceptedSheet } from './paper.ts';
import { digestOf, papersOf } from './papers.ts';

type Json = Record<string, unknown>;

export interface Counted {
  count?: Json;
  /** Of paper votes that the rule shows beside. */
  paperCount?: Json;
  result: Json;
  digest: string;
  /** Electronic and merged paper votes. */
  cast: number;
  /** Paper votes that were typed, merged or beside. */
  paperCast?: number;
  damaged: number;
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** How many may vote, by group where the rule has groups. Of an open round: those who did. */
function electorateOf(round: BallotRound, cast: number): Headcount {
  if (round.electorate === 'open') return cast;
  return round.headcount ?? round.electors;
}

/** A count that cannot be made (trimmed, nobody is left) is told in the result; the votes are there for a later rule. */
export async function countOf(store: Store, round: BallotRound, box: BoxKey | undefined): Promise<Counted> {
  const { papers, damaged } = await papersOf(store, round, box);
  const rule = round.rule as unknown as PinnedRule;
  const { paper } = round.rule as Partial<BallotRule>;
  const electorate = electorateOf(round, papers.length);
  const present = round.present;
  const accepted = paper ? await acceptedSheet(store, round.id) : undefined;
  const sheet = accepted && {
    ...accepted,
    electorate: typeof electorate === 'number' ? electorate : round.electors,
    ...(typeof present === 'number' ? { present } : {}),
  };
  const merged = paper === 'merged' ? sheet : undefined;
  const cast = papers.length + (merged?.cast ?? 0);
  const voters = round.electorate === 'open' ? cast : round.electors;
  const kept: Counted = {
    result: { turnout: voters > 0 ? cast / voters : 0 },
    digest: digestOf(papers),
    cast,
    ...(accepted ? { paperCast: accepted.cast } : {}),
    damaged,
  };
  if (round.electorate === 'open') kept.result.indicative = true;
  const together = papers.length + damaged + (accepted?.cast ?? 0);
  try {
    if (accepted && round.electorate !== 'open' && together > round.electors)
      throw new RulesError(
        'TOO_MANY_VOTES',
        `网上的票（${papers.length + damaged} 张）与纸质票（${accepted.cast} 张）合计 ${together} 张，多于应投人数（${round.electors}）。有人投了两次，或票数有误，结果不能采用。请保留现场，核对发票登记。`,
      );
    const people = {
      electorate,
      ...(present === undefined ? {} : { present }),
      ...(merged ? { sheet: merged } : {}),
    };
    const { count, result } = countRound(rule, papers, people);
    Object.assign(kept.result, result);
    kept.count = plain(count);
    if (sheet && !merged) kept.paperCount = plain(countTallies(rule as unknown as BallotRule, sheet));
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    kept.result.problem = error.message;
  }
  if (damaged > 0)
    kept.result.problem = `有 ${damaged} 张选票被改动过，无法打开，没有计入。请保留现场并联系管理员。`;
  return kept;
}

export interface Difference {
  /** Where in the count, by titles of its document. */
  place: string;
  stored: string;
  recounted: string;
}

const shown = (v: unknown): string => (v === undefined ? '–' : typeof v === 'string' ? v : JSON.stringify(v));

/** Places in which two counts differ, at most fifty. */
export function differences(stored: unknown, recounted: unknown, place = ''): Difference[] {
  const both = [stored, recounted];
  if (both.every((v) => typeof v === 'object' && v !== null)) {
    const keys = [...new Set(both.flatMap((v) => Object.keys(v as object)))];
    return keys
      .flatMap((k) => differences((stored as Json)[k], (recounted as Json)[k], place ? `${place}/${k}` : k))
      .slice(0, 50);
  }
  if (JSON.stringify(stored) === JSON.stringify(recounted)) return [];
  return [{ place, stored: shown(stored), recounted: shown(recounted) }];
}

export interface Recount {
  same: boolean;
  cast: number;
  differences: Difference[];
}

export async function recountOf(store: Store, round: BallotRound, box: BoxKey | undefined): Promise<Recount> {
  const again = await countOf(store, round, box);
  const { result, count, paperCount, digest, cast } = round;
  const found = differences(
    { cast, digest, result, count, paperCount },
    {
      cast: again.cast,
      digest: again.digest,
      result: again.result,
      count: again.count,
      paperCount: again.paperCount,
    },
  );
  return { same: found.length === 0, cast: again.cast, differences: found };
}

export type { BallotResult };
