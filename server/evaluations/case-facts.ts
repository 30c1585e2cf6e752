/** The facts of many cases at once: what a single case gives (cases/facts.ts), and its register entries counted by state. */
import type { EvaluatedCase, WorkCalendar } from '../../rules/index.ts';
import type { BallotRound } from '../ballots/collections.ts';
import type { Case } from '../cases/collections.ts';
import { caseFacts } from '../cases/facts.ts';
import type { CaseClock } from '../clocks/collections.ts';
import type { RegisterEntry } from '../registers/collections.ts';
import { findAll } from '../store/all.ts';
import type { Store } from '../store/port.ts';

/** Cases whose rows are asked for in one question. */
const CHUNK = 200;

function byCase<T extends { caseId: string }>(rows: T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const list = map.get(row.caseId);
    if (list) list.push(row);
    else map.set(row.caseId, [row]);
  }
  return map;
}

/** `register.<id>.count` and `register.<id>.<state>`: how many entries, how many in that state. */
function registerFacts(entries: RegisterEntry[]): Record<string, number> {
  const facts: Record<string, number> = {};
  for (const { register, state } of entries) {
    for (const name of [`register.${register}.count`, `register.${register}.${state}`])
      facts[name] = (facts[name] ?? 0) + 1;
  }
  return facts;
}

/** In the order of the cases. `now`: instant at which running clocks are judged. */
export async function evaluatedCases(
  store: Store,
  cases: Case[],
  o: { now: string; calendar: WorkCalendar },
): Promise<EvaluatedCase[]> {
  const evaluated: EvaluatedCase[] = [];
  for (let i = 0; i < cases.length; i += CHUNK) {
    const chunk = cases.slice(i, i + CHUNK);
    const where = { caseId: { in: chunk.map((c) => c.id) } };
    const [clocks, ballots, entries] = await Promise.all([
      findAll<CaseClock>(store, 'clocks', where).then(byCase),
      findAll<BallotRound>(store, 'ballots', where).then(byCase),
      findAll<RegisterEntry>(store, 'registerEntries', where).then(byCase),
    ]);
    for (const c of chunk) {
      const facts = caseFacts(c, clocks.get(c.id) ?? [], ballots.get(c.id) ?? [], o);
      evaluated.push({ id: c.id, facts: { ...facts, ...registerFacts(entries.get(c.id) ?? []) } });
    }
  }
  return evaluated;
}
