/** How well bodies handle: schemes over the cases of a year, from the store, by what the package's files say. */
import { type EvaluatedObject, lintMeasured, type RuleSet } from '../../rules/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { BallotRound } from '../ballots/collections.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { Case } from '../cases/collections.ts';
import type { Clock } from '../clock/clock.ts';
import type { Directory } from '../directory/directory.ts';
import { notFound } from '../http/problem.ts';
import type { Release, Releases } from '../packages/release.ts';
import { findAll } from '../store/all.ts';
import type { Store } from '../store/port.ts';
import { evaluatedCases } from './case-facts.ts';
import { gradeRulesFor, schemeFor } from './documents.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { type KnownCase, valueView } from './figures.ts';
import type { EvaluationResult } from './results/collections.ts';
import type { CatalogueView, RunBody, RunView } from './schemas.ts';
import { congressesOf, type Scope, scopeOf } from './scope.ts';
import { type Gathering, gather, type NamedObject } from './sources.ts';

/** Years back from this one that are looked for. */
const YEARS = 10;
/** Results of a year looked through for whom they are of. */
const RESULTS = 200;

export interface EvaluationDeps {
  store: Store;
  clock: Clock;
  releases: Releases;
  directory: Directory;
  calendar: CalendarService;
}

/** With what was known of the objects, and the cases that values may be of. */
export interface KnownEvaluation extends Evaluation {
  objects: readonly EvaluatedObject[];
  cases: readonly KnownCase[];
}

export class EvaluationService {
  readonly deps: EvaluationDeps;

  constructor(deps: EvaluationDeps) {
    this.deps = deps;
  }

  async releaseOf(packageId: string): Promise<Release> {
    const release = await this.deps.releases.currentOf(packageId);
    if (!release) throw notFound(`流程“${packageId}”`);
    return release;
  }

  /** All cases of the year at and below a path, with their facts as of now. */
  async casesOf(packageId: string, year: number, path: string): Promise<KnownCase[]> {
    const { store, clock, calendar } = this.deps;
    const cases = await findAll<Case>(store, 'cases', { packageId, year, orgPath: { prefix: path } });
    const evaluated = await evaluatedCases(store, cases, { now: clock.now(), calendar: calendar.current });
    return evaluated.map((e, i) => ({ ...e, case: cases[i]! }));
  }

  /** Bodies that lead any of the cases, in the order of the tree; one that the directory does not know comes last. */
  bodies(cases: readonly KnownCase[]): NamedObject[] {
    return this.ordered(new Set(cases.flatMap((k) => k.case.lead ?? [])));
  }

  /** Bodies by id with their titles. */
  ordered(ids: ReadonlySet<string>): NamedObject[] {
    const { directory } = this.deps;
    const known = directory.orgTree().filter((o) => ids.has(o.id));
    const others = [...ids].filter((id) => !directory.org(id)).sort();
    return [
      ...known.map((o) => ({ id: o.id, title: o.shortName })),
      ...others.map((id) => ({ id, title: id })),
    ];
  }

  /** What a trial of a scheme is over: the cases of a year in a congress, and whom that year's results are of. */
  async ground(
    release: Release,
    { scheme, year, scope }: { scheme: string; year: number; scope: Scope },
  ): Promise<Omit<Gathering, 'scheme'>> {
    const { packageId } = release;
    const { path, org } = scope;
    const [cases, objects] = await Promise.all([
      this.casesOf(packageId, year, path),
      this.#evaluated(release, { scheme, year, org: org.id }),
    ]);
    return { packageId, year, path, cases, ...(objects ? { objects } : {}) };
  }

  /**
   * Whom the scheme was applied to in that year, where it evaluates those that a case names; undefined where it has no result
   * yet, or is the board's, which is over all bodies. A trial over others would rank who was never evaluated.
   */
  async #evaluated(
    { packageId, manifest }: Release,
    of: { scheme: string; year: number; org: string },
  ): Promise<NamedObject[] | undefined> {
    if (manifest.board?.scheme === of.scheme) return undefined;
    const { items } = await this.deps.store.find<EvaluationResult>('evaluationResults', {
      where: { orgId: of.org, packageId, schemeId: of.scheme, year: of.year },
      sort: ['-at'],
      limit: RESULTS,
    });
    const objects = new Map(items.flatMap((r) => r.scores.map((o) => [o.id, o.title] as const)));
    if (objects.size === 0) return undefined;
    const known = this.ordered(new Set(objects.keys()));
    return known.map(({ id, title }) => ({ id, title: objects.get(id) ?? title }));
  }

  /** Everything that the scheme's sources are of, measured, scored and graded. */
  async evaluate(g: Gathering, gradeRules?: RuleSet): Promise<KnownEvaluation> {
    const { store } = this.deps;
    const ports = {
      store,
      casesOf: this.casesOf.bind(this),
      ordered: this.ordered.bind(this),
    };
    const { objects, cases } = await gather(ports, g);
    return { ...evaluate(g.scheme, objects, gradeRules), objects, cases };
  }

  /** Of the closed weighting round of a case that came to these weights; they may be of elsewhere, too. */
  async weightsOf(
    caseId: string,
    weights: Readonly<Record<string, number>>,
  ): Promise<{ title: string; round?: string }> {
    const rounds = await findAll<BallotRound>(this.deps.store, 'ballots', { caseId });
    const same = (given: unknown) =>
      typeof given === 'object' &&
      given !== null &&
      Object.entries(weights).every(([id, w]) => (given as Record<string, unknown>)[id] === w);
    const found = rounds.filter((r) => r.state === 'closed' && same(r.result?.weights)).at(-1);
    if (!found) return { title: '流程给定的权重' };
    return { title: `${found.title}（第 ${found.round} 轮，实投 ${found.cast} 人）`, round: found.id };
  }

  async catalogue(actor: Actor): Promise<CatalogueView> {
    const { directory, releases, store } = this.deps;
    const orgs = congressesOf(directory, actor);
    const least = Math.min(...orgs.map((o) => o.path.split('/').length));
    const packages = (await releases.current()).map(async (release) => ({
      id: release.packageId,
      title: release.manifest.title,
      noun: release.manifest.start.noun,
      release: { id: release.id, number: release.number, publishedAt: release.publishedAt },
      rules: [...release.rules.values()].map(({ id, title, kind }) => ({
        ...{ id, title, kind },
        file: `rules/${id}.json`,
      })),
      board: {
        scheme: release.manifest.board?.scheme ?? null,
        grades: release.manifest.board?.grades ?? null,
      },
      years: await this.#years(store, release.packageId, orgs),
    }));
    return {
      packages: await Promise.all(packages),
      orgs: orgs.map((o) => ({ id: o.id, name: o.shortName, depth: o.path.split('/').length - least })),
    };
  }

  async #years(store: Store, packageId: string, orgs: { path: string }[]): Promise<number[]> {
    const tops = orgs.filter((o) => !orgs.some((p) => p !== o && o.path.startsWith(p.path)));
    const now = Number(this.deps.clock.today().slice(0, 4));
    const years = Array.from({ length: YEARS }, (_, i) => now + 1 - i);
    const counts = await Promise.all(
      years.map(async (year) => {
        const each = tops.map((o) => store.count('cases', { packageId, year, orgPath: { prefix: o.path } }));
        return (await Promise.all(each)).some((n) => n > 0);
      }),
    );
    return years.filter((_, i) => counts[i]);
  }

  /** Measures, scores and grades of a scheme in force or in draft; a body's people see their own row. */
  async run(actor: Actor, packageId: string, body: RunBody): Promise<RunView> {
    const scope = scopeOf(this.deps.directory, actor, body.org);
    const release = await this.releaseOf(packageId);
    const parameters = release.parameters(scope.path);
    const scheme = schemeFor(release, body.scheme, { draft: body.document, parameters });
    const gradeRules = gradeRulesFor(release, scheme, body.ruleset);
    const ground = await this.ground(release, { scheme: scheme.id, year: body.year, scope });
    const e = await this.evaluate({ ...ground, scheme }, gradeRules);
    const problems = [...e.problems, ...lintMeasured(scheme, { objects: e.measured })];
    const shown = (id: string) => scope.only?.has(id) ?? true;
    return {
      org: scope.org.id,
      year: body.year,
      evaluated: ground.objects !== undefined,
      releaseId: release.id,
      parameters: Object.fromEntries(
        (scheme.localNumbers ?? []).flatMap(({ param }) =>
          Object.hasOwn(parameters, param) ? [[param, parameters[param]]] : [],
        ),
      ),
      objects: e.measured
        .map((m, i) => ({
          id: m.id,
          title: m.title,
          cases: e.objects[i]?.cases.length ?? 0,
          values: Object.fromEntries(Object.entries(m.values).map(([k, v]) => [k, valueView(v)])),
        }))
        .filter((o) => shown(o.id)),
      scores: e.scores.filter((s) => shown(s.id)),
      grades: [...e.grades.values()].filter((g) => shown(g.object)),
      problems: problems.map(({ severity, pointer, message }) => ({ severity, pointer, message })),
    };
  }
}
