/** Rounds of ballots behind the board: those of the cases of a year, as far as the person may read them. */
import type { Actor } from '../auth/actor.ts';
import type { BallotRound } from '../ballots/collections.ts';
import { mayRead } from '../cases/readers.ts';
import { findAll } from '../store/all.ts';
import type { Store } from '../store/port.ts';
import type { KnownCase } from './figures.ts';
import type { BoardBallots } from './schemas.ts';

/** Ids in one question to the store. */
const CHUNK = 500;
/** The newest so many are listed. */
const MOST = 200;

/** The cases that the person may read, as conditions on a round's case: each question names so many at most. */
function* ofReadable(actor: Actor, cases: readonly KnownCase[]) {
  const ids = cases.filter((k) => mayRead(actor, k.case)).map((k) => k.case.id);
  for (let i = 0; i < ids.length; i += CHUNK) yield { caseId: { in: ids.slice(i, i + CHUNK) } };
}

/** Without reading them: each round holds its whole rule. */
export async function countBallotsBehind(
  store: Store,
  actor: Actor,
  cases: readonly KnownCase[],
): Promise<number> {
  let count = 0;
  for (const where of ofReadable(actor, cases)) count += await store.count('ballots', where);
  return count;
}

/** Newest first; `total` counts those beyond the list, too. */
export async function ballotsBehind(
  store: Store,
  actor: Actor,
  cases: readonly KnownCase[],
): Promise<BoardBallots> {
  const rounds: BallotRound[] = [];
  for (const where of ofReadable(actor, cases))
    rounds.push(...(await findAll<BallotRound>(store, 'ballots', where)));
  rounds.sort((a, b) => (a.openedAt < b.openedAt ? 1 : a.openedAt > b.openedAt ? -1 : 0));
  return {
    total: rounds.length,
    items: rounds.slice(0, MOST).map((r) => ({
      ...{ id: r.id, title: r.title, caseId: r.caseId, caseTitle: r.caseTitle, state: r.state },
      ...{ openedAt: r.openedAt, electors: r.electors, cast: r.state === 'closed' ? r.cast : null },
      electorate: r.electorate ?? 'roster',
      ...(r.closedAt ? { closedAt: r.closedAt } : {}),
    })),
  };
}
