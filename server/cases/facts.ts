/** The facts of a case: the flat dictionary that rule sets, schemes, boards, publications and letters read. */

import type { WorkCalendar } from '../../rules/index.ts';
import type { BallotRound } from '../ballots/collections.ts';
import { localDate } from '../clock/clock.ts';
import type { CaseClock } from '../clocks/collections.ts';
import { clockFacts } from '../clocks/facts.ts';
import type { Store } from '../store/port.ts';
import type { Case } from './collections.ts';

export type Facts = Record<string, unknown>;

export function caseFacts(
  c: Case,
  clocks: CaseClock[],
  ballots: BallotRound[],
  o: { now: string; calendar: WorkCalendar },
): Facts {
  const facts: Facts = {
    'case.number': c.number,
    'case.title': c.title,
    'case.year': c.year,
    'case.org': c.orgId,
    'case.state': c.state,
    'case.stage': c.stage,
    'case.createdAt': localDate(c.createdAt),
    'case.initiator': c.initiator,
    'case.helpers': c.helpers,
    'case.deputies': c.deputies,
    'case.overdue': c.overdue,
    'case.elements': [...new Set(c.active.map((a) => a.elementId))],
  };
  if (c.endedAt) facts['case.endedAt'] = localDate(c.endedAt);
  if (c.lead) facts['case.lead'] = c.lead;
  for (const [form, data] of Object.entries(c.data)) {
    for (const [field, value] of Object.entries(data)) facts[`form.${form}.${field}`] = value;
  }
  for (const [form, f] of Object.entries(c.forms)) {
    facts[`count.${form}`] = f.count;
    facts[`by.${form}`] = f.by;
    facts[`at.${form}`] = localDate(f.at);
  }
  for (const [name, value] of Object.entries(c.variables)) facts[`var.${name}`] = value;
  for (const clock of clocks) Object.assign(facts, clockFacts(clock, o.calendar, o.now));
  // rounds come oldest first: the latest closed one of each ballot stands
  for (const round of [...ballots].sort((a, b) => a.round - b.round)) {
    // what anybody may have voted stands beside, under a name of its own: no rule takes it for the members' result
    const prefix = `ballot.${round.ballot}.${round.electorate === 'open' ? 'indicative.' : ''}`;
    for (const [name, value] of Object.entries(round.result ?? {})) {
      facts[`${prefix}${name}`] = value;
    }
  }
  return facts;
}

export async function readFacts(
  store: Store,
  c: Case,
  o: { now: string; calendar: WorkCalendar },
): Promise<Facts> {
  const [clocks, ballots] = await Promise.all([
    store.find<CaseClock>('clocks', { where: { caseId: c.id }, limit: 200 }),
    store.find<BallotRound>('ballots', { where: { caseId: c.id }, sort: ['openedAt'], limit: 200 }),
  ]);
  return caseFacts(c, clocks.items, ballots.items, o);
}
