/** The board (看板): per body and year, counts, shares, scores and grades; and the cases behind each number. */
import { leavesOf, type Scheme } from '../../rules/index.ts';
import type { Actor } from '../auth/actor.ts';
import { idsOf, summaryOf } from '../cases/list.ts';
import { mayRead } from '../cases/readers.ts';
import { HttpProblem } from '../http/problem.ts';
import { ballotsBehind, countBallotsBehind } from './board-ballots.ts';
import { gradeRulesFor, schemeFor } from './documents.ts';
import { type Evaluation, gradeFor } from './evaluate.ts';
import { COUNTS, countsOf, figuresOf, type KnownCase, shareOf, valueView } from './figures.ts';
import type { ResultService } from './results/service.ts';
import type { BoardBallots, BoardQuery, BoardView, Counts, DrillQuery } from './schemas.ts';
import { type Scope, scopeOf } from './scope.ts';
import type { EvaluationService } from './service.ts';
import type { Gathering } from './sources.ts';

const NO_BODY = '-';
/** Evaluations of a year and a procedure are few. */
const MOST_RESULTS = 100;

const gathering = (q: BoardQuery, scope: Scope, cases: readonly KnownCase[], scheme: Scheme): Gathering => ({
  ...{ scheme, cases, path: scope.path },
  ...{ packageId: q.package, year: q.year },
});

export function createBoard(service: EvaluationService, results: ResultService) {
  async function load(actor: Actor, q: BoardQuery) {
    const scope = scopeOf(service.deps.directory, actor, q.org);
    const release = await service.releaseOf(q.package);
    const cases = await service.casesOf(q.package, q.year, scope.path);
    const named = release.manifest.board?.scheme;
    const scheme =
      named === undefined
        ? undefined
        : schemeFor(release, named, { parameters: release.parameters(scope.path) });
    return { scope, release, cases, scheme };
  }

  async function view(actor: Actor, q: BoardQuery): Promise<BoardView> {
    const { scope, release, cases, scheme } = await load(actor, q);
    const figures = figuresOf(release);
    const e =
      scheme && (await service.evaluate(gathering(q, scope, cases, scheme), gradeRulesFor(release, scheme)));
    const shares = (some: readonly KnownCase[]) =>
      Object.fromEntries(figures.map((f) => [f.id, shareOf(f.of(some))]));
    const rows = service
      .bodies(cases)
      .filter((b) => scope.only?.has(b.id) ?? true)
      .map((b) => {
        const own = cases.filter((k) => k.case.lead === b.id);
        return { id: b.id, name: b.title, counts: countsOf(own), figures: shares(own), ...scored(e, b.id) };
      });
    return {
      packageId: q.package,
      org: scope.org.id,
      year: q.year,
      noun: release.manifest.start.noun,
      figures: figures.map(({ id, title }) => ({ id, title })),
      scheme: scheme
        ? {
            id: scheme.id,
            title: scheme.title,
            releaseNumber: release.number,
            indicators: leavesOf(scheme).map((leaf) => ({
              id: leaf.id,
              title: leaf.title,
              unit: leaf.unit ?? '',
              weight: leaf.weight,
              description: leaf.description ?? '',
            })),
          }
        : null,
      rows,
      all: scope.only ? null : { counts: countsOf(cases), figures: shares(cases) },
      behind: scope.only
        ? null
        : {
            results: (await results.list(actor, { ...q, limit: MOST_RESULTS })).items.length,
            ballots: await countBallotsBehind(service.deps.store, actor, cases),
          },
      ranked: e?.scores.filter((s) => s.rank !== null).length ?? 0,
      // where a procedure has no lead body, none waits for one
      unassigned: scope.only || !release.manifest.parties.lead ? 0 : cases.filter((k) => !k.case.lead).length,
    };
  }

  async function ballots(actor: Actor, q: BoardQuery): Promise<BoardBallots> {
    const { cases } = await load(actor, q);
    return ballotsBehind(service.deps.store, actor, cases);
  }

  /** The cases behind a number, newest first. `hidden`: how many of them the person may not read. */
  async function drill(actor: Actor, q: DrillQuery) {
    const { scope, release, cases, scheme } = await load(actor, q);
    const among = ofBody(cases, q, scope);
    const [kind, id] = [q.of.slice(0, q.of.indexOf('.')), q.of.slice(q.of.indexOf('.') + 1)];
    let found: KnownCase[] | undefined;
    if (kind === 'count' && Object.hasOwn(COUNTS, id)) {
      found = among.filter((k) => COUNTS[id as keyof Counts](k.case));
    } else if (kind === 'figure') {
      const parts = figuresOf(release)
        .find((f) => f.id === id)
        ?.of(among);
      if (parts && q.part === 'miss') found = parts.base.filter((k) => !parts.hit.includes(k));
      else found = q.part === 'hit' ? parts?.hit : parts?.base;
    } else if (kind === 'indicator' && scheme) {
      found = await behindIndicator(id, q.part);
    }
    if (!found) throw new HttpProblem('not-found', `看板上没有“${q.of}”这个数字。请返回看板重新选择。`);
    const readable = found.filter((k) => mayRead(actor, k.case));
    readable.sort((a, b) => (a.case.createdAt < b.case.createdAt ? 1 : -1));
    const { directory } = service.deps;
    const items = readable.map((k) => summaryOf(k.case));
    const ids = items.flatMap(idsOf);
    return {
      items,
      names: Object.fromEntries([...new Set(ids)].map((x) => [x, directory.name(x)])),
      hidden: found.length - readable.length,
    };

    async function behindIndicator(indicator: string, part: DrillQuery['part']) {
      const e = await service.evaluate(gathering(q, scope, cases, scheme!));
      const wanted = new Set<string>();
      for (const { id: object, values } of e.measured) {
        if (!(scope.only?.has(object) ?? true) || (q.body !== undefined && q.body !== object)) continue;
        const v = Object.hasOwn(values, indicator) ? values[indicator] : undefined;
        if (!v) return undefined;
        const hits = new Set(v.hit);
        const ids =
          part === 'miss'
            ? v.base.filter((x) => !hits.has(x))
            : part === 'without'
              ? (v.without ?? [])
              : v[part];
        for (const x of ids) wanted.add(x);
      }
      return [...new Map(e.cases.map((k) => [k.id, k])).values()].filter((k) => wanted.has(k.id));
    }
  }

  return { view, drill, ballots };
}

function ofBody(cases: readonly KnownCase[], q: DrillQuery, scope: Scope): KnownCase[] {
  const allowed = (lead: string | undefined) => !scope.only || (lead !== undefined && scope.only.has(lead));
  const wanted = (lead: string | undefined) =>
    q.body === undefined || (q.body === NO_BODY ? lead === undefined : lead === q.body);
  return cases.filter((k) => allowed(k.case.lead) && wanted(k.case.lead));
}

function scored(e: Evaluation | undefined, id: string) {
  const i = e?.scores.findIndex((s) => s.id === id) ?? -1;
  const score = e?.scores[i];
  const measured = e?.measured[i];
  // what was left out for want of cases neither raised nor lowered anything
  const counted = new Set(score?.nodes.flatMap((n) => (n.normalised === null ? [] : [n.id])));
  const reasons = (list: readonly { id: string; title: string; points: number }[] = []) =>
    list.filter((r) => counted.has(r.id)).map((r) => ({ ...r }));
  return {
    indicators: Object.fromEntries(Object.entries(measured?.values ?? {}).map(([k, v]) => [k, valueView(v)])),
    total: score?.total ?? null,
    rank: score?.rank ?? null,
    grade: (e && score && score.total !== null && gradeFor(e, id)) || null,
    reasons: { raised: reasons(score?.reasons.raised), lowered: reasons(score?.reasons.lowered) },
  };
}
