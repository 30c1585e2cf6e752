import type { BallotRound } from '../../ballots/collections.ts';
import { mayRead } from '../../cases/readers.ts';
import { findAll } from '../../store/all.ts';
import type { Ground } from './index.ts';

const CHUNK = 200;

/** Closed rounds of the year's cases that the person may read, of a body's people only those of cases it leads. */
export async function roundsOf(
  { service, scope, actor, cases }: Ground,
  wanted: (round: BallotRound) => boolean,
): Promise<BallotRound[]> {
  const ids = (await cases())
    .filter((c) => mayRead(actor, c) && (!scope.only || (c.lead !== undefined && scope.only.has(c.lead))))
    .map((c) => c.id);
  const found: BallotRound[] = [];
  for (let i = 0; i < ids.length; i += CHUNK) {
    const where = { caseId: { in: ids.slice(i, i + CHUNK) } };
    const rounds = await findAll<BallotRound>(service.deps.store, 'ballots', where);
    found.push(...rounds.filter((r) => r.state === 'closed' && wanted(r)));
  }
  return found;
}

export const SEALED = '选票还没有全部开启，或有的已损坏，不能重新计票。';

/** Of rounds that were counted again; such a trial has neither ranks nor grades. */
export function summaryOf(rounds: readonly { changed: boolean; refused?: string | undefined }[]) {
  const refused = rounds.filter((r) => r.refused !== undefined).length;
  const changed = rounds.filter((r) => r.changed).length;
  return { tried: rounds.length - refused, changed, ranks: 0, grades: 0, refused };
}
