/** What is known of the objects of an evaluation: cases of any package, ballots, registers, uploaded data. */
import {
  type BallotResult,
  type EvaluatedBallot,
  type EvaluatedEntry,
  type EvaluatedObject,
  measurables,
  type Scheme,
} from '../../rules/index.ts';
import type { BallotRound } from '../ballots/collections.ts';
import type { RegisterEntry } from '../registers/collections.ts';
import { findAll } from '../store/all.ts';
import type { Store } from '../store/port.ts';
import type { KnownCase } from './figures.ts';
import { currentData, type EvaluationData } from './tables/collections.ts';

/** Cases whose rows are asked for in one question. */
const CHUNK = 200;

export interface NamedObject {
  id: string;
  title: string;
}

export interface Gathering {
  scheme: Scheme;
  packageId: string;
  year: number;
  /** Cases, entries and data of this organisation and below it. */
  path: string;
  /** Cases of the package in that year. */
  cases: readonly KnownCase[];
  /** The case that evaluates: only its ballots count. Absent: those of all `cases`. */
  caseId?: string;
  /** Whom to evaluate; absent: the bodies that lead cases, are on its ballots, in its registers or in its data. */
  objects?: readonly NamedObject[];
}

export interface Gathered {
  objects: EvaluatedObject[];
  /** All cases that values may be of. */
  cases: readonly KnownCase[];
}

interface Ports {
  store: Store;
  casesOf(packageId: string, year: number, path: string): Promise<KnownCase[]>;
  /** In the order of the directory, with titles. */
  ordered(ids: ReadonlySet<string>): NamedObject[];
}

export async function gather(ports: Ports, g: Gathering): Promise<Gathered> {
  const sources = measurables(g.scheme).map((m) => m.source);
  const foreign = new Set(
    sources.flatMap((s) => ('package' in s && s.package && s.kind !== 'register' ? [s.package] : [])),
  );
  const ballots = new Set(sources.flatMap((s) => (s.kind === 'ballot' ? [s.ballot] : [])));
  const registers = sources.flatMap((s) => (s.kind === 'register' ? [s] : []));
  const [others, byBallot, entries, data] = await Promise.all([
    casesOfOthers(ports, g, foreign),
    ballots.size > 0
      ? ballotsOf(ports.store, g, ballots)
      : new Map<string, Record<string, EvaluatedBallot>>(),
    entriesOf(ports.store, g, registers),
    sources.some((s) => s.kind === 'given') ? currentData(ports.store, g) : [],
  ]);
  const rows = rowsOf(data);
  const known = new Set([
    ...g.cases.flatMap((k) => k.case.lead ?? []),
    ...others.flatMap((o) => o.case.lead ?? []),
    ...byBallot.keys(),
    ...entries.keys(),
    ...rows.keys(),
  ]);
  const cases = groupBy([...g.cases, ...others], (k) => k.case.lead);
  const objects = (g.objects ?? ports.ordered(known)).map(({ id, title }): EvaluatedObject => {
    const row = rows.get(id);
    const own = byBallot.get(id);
    return {
      id,
      title,
      cases: cases.get(id) ?? [],
      entries: entries.get(id) ?? [],
      ...(own ? { ballots: own } : {}),
      ...(row ? { given: row.values, givenFrom: { data: row.data, row: row.row } } : {}),
    };
  });
  return { objects, cases: [...g.cases, ...others] };
}

async function casesOfOthers(ports: Ports, g: Gathering, packages: ReadonlySet<string>) {
  const each = [...packages].map(async (packageId) => {
    const cases = packageId === g.packageId ? [...g.cases] : await ports.casesOf(packageId, g.year, g.path);
    return cases.map((k) => ({ ...k, package: packageId }));
  });
  return (await Promise.all(each)).flat();
}

function groupBy<T>(list: readonly T[], key: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const k = key(item);
    if (k === undefined) continue;
    const group = groups.get(k);
    if (group) group.push(item);
    else groups.set(k, [item]);
  }
  return groups;
}

/** By object, then by ballot: the latest closed round in which the object stood and enough people took part. */
async function ballotsOf(store: Store, g: Gathering, names: ReadonlySet<string>) {
  const ids = g.caseId === undefined ? g.cases.map((k) => k.id) : [g.caseId];
  const rounds: BallotRound[] = [];
  for (let i = 0; i < ids.length; i += CHUNK)
    rounds.push(
      ...(await findAll<BallotRound>(store, 'ballots', { caseId: { in: ids.slice(i, i + CHUNK) } })).filter(
        (r) => r.state === 'closed',
      ),
    );
  const at = (r: BallotRound) => r.closedAt ?? r.openedAt;
  rounds.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.round - b.round));
  const leads = new Map(g.cases.map((k) => [k.id, k.case.lead]));
  const found = new Map<string, Record<string, EvaluatedBallot>>();
  for (const round of rounds) {
    const { kind, id } = round.rule as { kind?: unknown; id?: unknown };
    // what anybody may vote in is indicative: shown beside a score, never in it
    if (kind !== 'ballot' || (round as { electorate?: unknown }).electorate === 'open') continue;
    const called = [round.ballot, id].filter((n): n is string => typeof n === 'string' && names.has(n));
    const count = round.count as unknown as BallotResult | undefined;
    if (called.length === 0 || !count?.effective) continue;
    for (const [object, ballot] of ballotByObject(round, count, leads.get(round.caseId))) {
      const own = found.get(object) ?? {};
      for (const name of called) own[name] = ballot;
      found.set(object, own);
    }
  }
  return found;
}

/** A round over several objects says something of each; one over none, of the body that leads the case. */
function ballotByObject(
  round: BallotRound,
  count: BallotResult,
  lead: string | undefined,
): [string, EvaluatedBallot][] {
  const of = (object: string | undefined, score: number | null): EvaluatedBallot => ({
    round: round.id,
    score,
    questions: Object.fromEntries(
      count.places
        .filter((p) => p.object === object)
        .map((p) => [
          p.question,
          {
            mean: p.mean?.value ?? null,
            answered: p.answered,
            shares: Object.fromEntries(
              (p.tallies ?? []).map((t) => [t.choice, p.answered > 0 ? t.votes / p.answered : 0]),
            ),
          },
        ]),
    ),
  });
  if (count.objects) return count.objects.map((o) => [o.object, of(o.object, o.score?.value ?? null)]);
  if (lead === undefined) return [];
  const means = count.places.flatMap((p) => p.mean?.value ?? []);
  const score = means.length > 0 ? means.reduce((a, b) => a + b, 0) / means.length : null;
  return [[lead, of(undefined, score)]];
}

interface WantedRegister {
  readonly register: string;
  readonly package?: string;
}

/** Entries by the body that they are about: the field `body` when it names one, else the body that leads their case. */
async function entriesOf(store: Store, g: Gathering, wanted: readonly WantedRegister[]) {
  const found = new Map<string, EvaluatedEntry[]>();
  const seen = new Set<string>();
  for (const { register, package: other } of wanted) {
    const key = `${other ?? ''}/${register}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const packageId = other ?? g.packageId;
    const entries = await findAll<RegisterEntry>(store, 'registerEntries', {
      lanes: `${packageId}/${register}@${g.path}`,
      year: g.year,
    });
    const leads = await leadsOf(store, entries, g.cases);
    for (const e of entries) {
      const about = typeof e.data.body === 'string' && e.data.body ? e.data.body : leads.get(e.caseId);
      if (about === undefined) continue;
      const facts: Record<string, unknown> = { 'entry.state': e.state };
      for (const [field, value] of Object.entries(e.data)) facts[`entry.${field}`] = value;
      const entry = { id: e.id, register, ...(other === undefined ? {} : { package: other }), facts };
      found.set(about, [...(found.get(about) ?? []), entry]);
    }
  }
  return found;
}

async function leadsOf(store: Store, entries: readonly RegisterEntry[], known: readonly KnownCase[]) {
  const leads = new Map(known.map((k) => [k.id, k.case.lead]));
  const open = [...new Set(entries.map((e) => e.caseId))].filter((id) => !leads.has(id));
  for (let i = 0; i < open.length; i += CHUNK) {
    const cases = await store.getMany<{ id: string; lead?: string }>('cases', open.slice(i, i + CHUNK));
    for (const c of cases) if (c) leads.set(c.id, c.lead);
  }
  return leads;
}

/** By object; of several organisations' data the one nearest below comes later and stands. */
function rowsOf(data: readonly EvaluationData[]) {
  const rows = new Map<
    string,
    { values: Record<string, number | string | null>; data: string; row: number }
  >();
  for (const d of data)
    for (const { object, row, values } of d.rows) rows.set(object, { values, data: d.id, row });
  return rows;
}
