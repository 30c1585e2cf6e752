/** How well bodies handle: schemes over the cases of a year, from the store, by what the package's files say. */
import type { EvaluatedObject, RuleSet, Scheme } from '../../rules/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { Case } from '../cases/collections.ts';
import type { Clock } from '../clock/clock.ts';
import type { Directory } from '../directory/directory.ts';
import { notFound } from '../http/problem.ts';
import type { Release, Releases } from '../packages/release.ts';
import type { Store } from '../store/port.ts';
import { evaluatedCases, findAll } from './case-facts.ts';
import { gradeRulesFor, schemeFor } from './documents.ts';
import { type Evaluation, evaluate, objectsOf } from './evaluate.ts';
import { type KnownCase, valueView } from './figures.ts';
import type { CatalogueView, RunBody, RunView } from './schemas.ts';
import { congressesOf, scopeOf } from './scope.ts';

/** Years back from this one that are looked for. */
const YEARS = 10;

export interface EvaluationDeps {
  store: Store;
  clock: Clock;
  releases: Releases;
  directory: Directory;
  calendar: CalendarService;
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
  bodies(cases: readonly KnownCase[]): { id: string; title: string }[] {
    const { directory } = this.deps;
    const leads = new Set(cases.flatMap((k) => k.case.lead ?? []));
    const known = directory.orgTree().filter((o) => leads.has(o.id));
    const others = [...leads].filter((id) => !directory.org(id)).sort();
    return [
      ...known.map((o) => ({ id: o.id, title: o.shortName })),
      ...others.map((id) => ({ id, title: id })),
    ];
  }

  objects(cases: readonly KnownCase[]): EvaluatedObject[] {
    const led = cases.flatMap((k) => (k.case.lead ? [{ id: k.id, facts: k.facts, lead: k.case.lead }] : []));
    return objectsOf(led, this.bodies(cases));
  }

  evaluate(cases: readonly KnownCase[], scheme: Scheme, gradeRules?: RuleSet): Promise<Evaluation> {
    return evaluate(scheme, this.objects(cases), gradeRules);
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
    const scheme = schemeFor(release, body.scheme, body.document);
    const gradeRules = gradeRulesFor(release, scheme, body.ruleset);
    const cases = await this.casesOf(packageId, body.year, scope.path);
    const objects = this.objects(cases);
    const e = await evaluate(scheme, objects, gradeRules);
    const shown = (id: string) => scope.only?.has(id) ?? true;
    return {
      org: scope.org.id,
      year: body.year,
      releaseId: release.id,
      objects: e.measured
        .map((m, i) => ({
          id: m.id,
          title: m.title,
          cases: objects[i]?.cases.length ?? 0,
          values: Object.fromEntries(Object.entries(m.values).map(([k, v]) => [k, valueView(v)])),
        }))
        .filter((o) => shown(o.id)),
      scores: e.scores.filter((s) => shown(s.id)),
      grades: [...e.grades.values()].filter((g) => shown(g.object)),
      problems: e.problems.map(({ severity, pointer, message }) => ({ severity, pointer, message })),
    };
  }
}
