/** A round as pages show it. No tally before it is closed and may be seen; of a person only whether they have voted. */
import type { BallotRound, Elector } from './collections.ts';
import type { BallotView } from './schemas.ts';

export function ballotView(
  round: BallotRound,
  /** As of now. */
  cast: number,
  elector: Pick<Elector, 'voted' | 'paper' | 'receipt'> | undefined,
  /** `results`: whether the person sees what it came to, see server/cases/results.ts. */
  { manage = false, results }: { manage?: boolean; results: boolean },
): BallotView {
  const { id, caseId, caseTitle, packageId, ballot, title, secret, state, openedAt, electors } = round;
  const closed = round.state === 'closed';
  const shown = closed && results;
  const closesAt = round.closesAt ?? (round.remindAt === undefined ? round.nextAt : undefined);
  return {
    ...{ id, caseId, caseTitle, packageId, ballot, title, secret, state, openedAt, electors, cast },
    round: round.round,
    electorate: round.electorate ?? 'roster',
    rule: round.rule,
    elector: elector !== undefined,
    voted: elector?.voted ?? false,
    onPaper: elector?.paper ?? false,
    manage,
    ...(elector?.receipt ? { receipt: elector.receipt } : {}),
    ...(round.present === undefined ? {} : { present: round.present }),
    ...(round.headcount ? { headcount: round.headcount } : {}),
    ...(round.reminded ? { reminded: round.reminded } : {}),
    ...(round.exchanged ? { exchanged: round.exchanged } : {}),
    ...(closed && round.paperCast !== undefined ? { paperCast: round.paperCast } : {}),
    ...(manage && round.batches ? { batches: round.batches } : {}),
    ...(closesAt && !closed ? { closesAt } : {}),
    ...(round.closedAt ? { closedAt: round.closedAt } : {}),
    resultsLater: closed && !results,
    ...(shown && round.result ? { result: round.result } : {}),
    ...(shown && round.count ? { count: round.count } : {}),
    ...(shown && round.paperCount ? { paperCount: round.paperCount } : {}),
  };
}
