/** Results that were kept: listed, shown beside the mean and the year before, and opened down to their evidence. */
import { diffSchemes, measurables } from '../../../rules/index.ts';
import type { Actor } from '../../auth/actor.ts';
import { seesResults } from '../../cases/results.ts';
import { HttpProblem, notFound } from '../../http/problem.ts';
import { congressesOf, type Scope, scopeOf } from '../scope.ts';
import type { EvaluationService } from '../service.ts';
import type { EvaluationResult } from './collections.ts';
import { evidenceOf } from './evidence.ts';
import { gradeOf, meanOf } from './figures.ts';
import type {
  EvidencedValue,
  EvidenceQuery,
  EvidenceView,
  ResultHead,
  ResultListQuery,
  ResultObject,
  ResultPage,
  ResultView,
} from './schemas.ts';

/** Pages read on at most until one is filled with what the person sees. */
const MOST_PAGES = 10;

/** Objects of which a mean tells one the other. */
const TOO_FEW = 2;

type Before = NonNullable<ResultView['before']>;

export class ResultService {
  readonly #evaluations: EvaluationService;

  constructor(evaluations: EvaluationService) {
    this.#evaluations = evaluations;
  }

  /** Newest first. A body's people see those in which it was evaluated. */
  async list(actor: Actor, q: ResultListQuery): Promise<ResultPage> {
    const { store, directory } = this.#evaluations.deps;
    const { caseId, package: packageId, year } = q;
    const scope = caseId === undefined ? scopeOf(directory, actor, q.org) : undefined;
    const where = scope ? { lanes: scope.path, packageId, year } : { caseId };
    const items: ResultHead[] = [];
    let after = q.after;
    for (let i = 0; i < MOST_PAGES; i++) {
      const page = await store.find<EvaluationResult>('evaluationResults', {
        where,
        sort: ['-at'],
        limit: q.limit,
        ...(after ? { after } : {}),
      });
      for (const r of page.items) {
        const of = scope ?? this.#scopeFor(actor, r);
        const head = of && this.#head(r, of);
        if (head && head.objects > 0 && (await seesResults(this.#evaluations.deps, actor, r)))
          items.push(head);
      }
      after = page.next;
      if (!after || items.length >= q.limit) break;
    }
    return { items, ...(after ? { next: after } : {}) };
  }

  async view(actor: Actor, id: string): Promise<ResultView> {
    const { result, scope } = await this.read(actor, id);
    const { objects: _, first: __, ...head } = this.#head(result, scope);
    // of two, the mean would tell a body the other's score; so would reasons against it
    const hidden = scope.only !== undefined && result.scores.length <= TOO_FEW;
    return {
      ...head,
      weightsOf: result.weightsOf ?? null,
      scheme: result.scheme,
      objects: seen(result, scope).map((i) => objectOf(result, i, hidden)),
      ranked: result.scores.filter((s) => s.rank !== null).length,
      mean: hidden ? { total: null, nodes: {} } : meanOf(result),
      before: await this.#before(actor, result, scope),
      problems: [...result.problems],
    };
  }

  async evidence(actor: Actor, id: string, q: EvidenceQuery): Promise<EvidenceView> {
    const { result, scope } = await this.read(actor, id);
    const index = seen(result, scope).find((i) => result.scores[i]?.id === q.object);
    const values = index === undefined ? undefined : result.measured[index]?.values;
    if (!values) throw notFound('评价对象');
    const value = Object.hasOwn(values, q.of) ? values[q.of] : undefined;
    if (!value) throw notFound('指标');
    return evidenceOf(this.#evaluations.deps, actor, {
      ...{ value, part: q.of, object: q.object, field: fieldOf(result, q.of) },
    });
  }

  /** The result, and what of it the person sees. Throws 404 as for one that is not there. */
  async read(actor: Actor, id: string): Promise<{ result: EvaluationResult; scope: Scope }> {
    const result = await this.#evaluations.deps.store.get<EvaluationResult>('evaluationResults', id);
    const scope = result && this.#scopeFor(actor, result);
    if (!result || !scope || seen(result, scope).length === 0) throw notFound('评价结果');
    if (!(await seesResults(this.#evaluations.deps, actor, result)))
      throw new HttpProblem('forbidden', '评价结果还没有公布，公布后可以查看。');
    return { result, scope };
  }

  #scopeFor(actor: Actor, r: EvaluationResult): Scope | undefined {
    const { directory } = this.#evaluations.deps;
    const open = congressesOf(directory, actor).some((o) => o.id === r.orgId);
    return open ? scopeOf(directory, actor, r.orgId) : undefined;
  }

  #head(r: EvaluationResult, scope: Scope): ResultHead {
    const scores = seen(r, scope).map((i) => r.scores[i]!);
    const first = scores.filter((s) => s.rank !== null).sort((a, b) => a.rank! - b.rank!)[0];
    const { id, caseId, caseTitle, packageId, packageTitle, releaseNumber, orgId, year, at, schemeTitle } = r;
    return {
      ...{ id, caseId, caseTitle, packageId, packageTitle, releaseNumber, orgId, year, at, schemeTitle },
      orgName: this.#evaluations.deps.directory.name(orgId),
      objects: scores.length,
      first: first && first.total !== null ? { title: first.title, total: first.total } : null,
    };
  }

  async #before(actor: Actor, r: EvaluationResult, scope: Scope): Promise<Before | null> {
    const { items } = await this.#evaluations.deps.store.find<EvaluationResult>('evaluationResults', {
      where: { orgId: r.orgId, packageId: r.packageId, schemeId: r.schemeId, year: r.year - 1 },
      sort: ['-at'],
      limit: 1,
    });
    const old = items[0];
    if (!old || !(await seesResults(this.#evaluations.deps, actor, old))) return null;
    return {
      id: old.id,
      at: old.at,
      year: old.year,
      changes: diffSchemes(old.scheme, r.scheme),
      objects: Object.fromEntries(
        seen(old, scope).map((i) => {
          const s = old.scores[i]!;
          const grade = gradeOf(old, s.id);
          return [
            s.id,
            { total: s.total, rank: s.rank, grade: grade?.title ?? null, nodes: nodesOf(s.nodes) },
          ];
        }),
      ),
    };
  }
}

/** Places of the objects that the person sees. */
const seen = (r: EvaluationResult, { only }: Scope): number[] =>
  r.scores.flatMap((s, i) => ((only?.has(s.id) ?? true) ? [i] : []));

/** The field of a register whose sum or mean the indicator, adjustment or veto is. */
function fieldOf({ scheme }: EvaluationResult, part: string): string | undefined {
  const source = measurables(scheme).find((m) => m.id === part)?.source;
  if (source?.kind !== 'register' || source.take === 'count') return undefined;
  return 'sum' in source.take ? source.take.sum : source.take.mean;
}

/** `alone`: without reasons against the mean. */
function objectOf(r: EvaluationResult, i: number, alone: boolean): ResultObject {
  const { reasons, ...own } = r.scores[i]!;
  const score = {
    ...own,
    reasons: alone && reasons.against === 'mean' ? { ...reasons, raised: [], lowered: [] } : reasons,
  };
  const values = Object.entries(r.measured[i]?.values ?? {}).map(([id, v]): [string, EvidencedValue] => [
    id,
    {
      value: v.value,
      base: v.base.length,
      hit: v.hit.length,
      without: v.without?.length ?? 0,
      entries: v.entries?.length ?? 0,
      round: v.round !== undefined,
      given: v.given !== undefined,
      of: [...(v.of ?? [])],
      ...(v.reason ? { reason: v.reason } : {}),
    },
  ]);
  return {
    id: score.id,
    title: score.title,
    values: Object.fromEntries(values),
    score,
    grade: gradeOf(r, score.id) ?? null,
    trace: r.grades.find((g) => g.object === score.id)?.result ?? null,
  };
}

const nodesOf = (nodes: EvaluationResult['scores'][number]['nodes']): Record<string, number> =>
  Object.fromEntries(nodes.flatMap((n) => (n.normalised === null ? [] : [[n.id, n.normalised]])));
