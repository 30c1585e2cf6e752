/** Results of evaluations on a public page: what the package shows of them, each number with what it is of. */
import type { ShownEvaluation } from '../../processes/format.ts';
import {
  amountInWords,
  type Condition,
  evaluateCondition,
  type IndicatorLeaf,
  leavesOf,
  type MeasuredValue,
  type Source,
} from '../../rules/index.ts';
import type { BallotRound } from '../ballots/collections.ts';
import type { Facts } from '../cases/facts.ts';
import { localDate } from '../clock/clock.ts';
import type { EvaluationResult } from '../evaluations/results/collections.ts';
import { gradeOf, meanOf } from '../evaluations/results/figures.ts';
import { MISSING, NO_VALUE, SOURCES, scaleInWords, short } from '../evaluations/results/words.ts';
import type { Store } from '../store/port.ts';
import type { PublicEvaluation } from './collections.ts';

type Row = PublicEvaluation['rows'][number];
type Line = NonNullable<Row['lines']>[number];

/** The latest result under each name. */
export async function resultsOf(store: Store, caseId: string): Promise<Map<string, EvaluationResult>> {
  const { items } = await store.find<EvaluationResult>('evaluationResults', {
    where: { caseId },
    sort: ['-at'],
    limit: 50,
  });
  return new Map(items.reverse().map((r) => [r.name, r]));
}

/** `evaluation.<result>.…`: single values that a page may show. `lead` is the body that leads the case. */
export function evaluationFacts(
  results: ReadonlyMap<string, EvaluationResult>,
  lead: string | undefined,
): Facts {
  const facts: Facts = {};
  for (const [name, r] of results) {
    const own = r.scores.find((s) => s.id === lead);
    const values: Facts = {
      year: r.year,
      at: localDate(r.at),
      scheme: r.schemeTitle,
      weights: r.weightsOf?.title,
      objects: r.scores.map((s) => s.title),
      mean: fixed(meanOf(r).total),
      'lead.total': fixed(own?.total ?? null),
      'lead.rank': own?.rank,
      'lead.grade': own && gradeOf(r, own.id)?.title,
    };
    for (const [key, value] of Object.entries(values))
      if (value !== undefined && value !== null) facts[`evaluation.${name}.${key}`] = value;
  }
  return facts;
}

export async function publicEvaluations(
  store: Store,
  shown: readonly ShownEvaluation[],
  results: ReadonlyMap<string, EvaluationResult>,
  facts: Facts,
): Promise<PublicEvaluation[]> {
  const open = shown.filter((s) => s.when === undefined || evaluateCondition(s.when as Condition, facts));
  const tables = open.map(async (s) => {
    const result = results.get(s.result);
    return result ? [await tableOf(store, s, result)] : [];
  });
  return (await Promise.all(tables)).flat();
}

async function tableOf(store: Store, shown: ShownEvaluation, r: EvaluationResult): Promise<PublicEvaluation> {
  const has = (part: ShownEvaluation['show'][number]) => shown.show.includes(part);
  const evidence = has('indicators') ? await evidenceIn(store, r) : undefined;
  const order = r.scores.map((score, i) => ({ score, measured: r.measured[i] }));
  // without ranks, in the order of the directory: the order would tell them
  if (has('rank')) order.sort((a, b) => (a.score.rank ?? Infinity) - (b.score.rank ?? Infinity));
  const rows = order.map(({ score, measured }): Row => {
    const grade = has('grade') ? gradeOf(r, score.id)?.title : undefined;
    const total = has('total') ? fixed(score.total) : null;
    return {
      title: score.title,
      ...(has('rank') && score.rank !== null ? { rank: score.rank } : {}),
      ...(total !== null ? { total } : {}),
      ...(grade !== undefined ? { grade } : {}),
      ...(evidence && measured ? { lines: linesOf(r, score, measured.values, evidence) } : {}),
    };
  });
  return {
    title: shown.title,
    note: shown.note,
    scheme: r.schemeTitle,
    weights: r.weightsOf?.title ?? '指标体系所定',
    year: r.year,
    at: localDate(r.at),
    rows,
    method: evidence ? methodOf(r) : [],
  };
}

interface Evidence {
  rounds: ReadonlyMap<string, BallotRound>;
  /** `<package>/<body>` of which public pages stand. */
  open: ReadonlySet<string>;
}

/** Rounds that values are of, and whose cases have public pages. */
async function evidenceIn(store: Store, r: EvaluationResult): Promise<Evidence> {
  const ids = new Set(r.measured.flatMap((m) => Object.values(m.values).flatMap((v) => v.round ?? [])));
  const rounds = (await store.getMany<BallotRound>('ballots', [...ids])).filter((x) => x !== undefined);
  const packages = new Set(leavesOf(r.scheme).flatMap((l) => packageOf(l.source, r) ?? []));
  const open = new Set<string>();
  for (const packageId of packages)
    for (const { id: lead } of r.scores)
      if ((await store.count('publicCases', { withdrawn: false, packageId, year: r.year, lead })) > 0)
        open.add(`${packageId}/${lead}`);
  return { rounds: new Map(rounds.map((x) => [x.id, x])), open };
}

const packageOf = (source: Source, r: EvaluationResult): string | undefined =>
  source.kind === 'caseShare' || source.kind === 'caseMean' || source.kind === 'caseCount'
    ? (source.package ?? r.packageId)
    : undefined;

function linesOf(
  r: EvaluationResult,
  score: EvaluationResult['scores'][number],
  values: Readonly<Record<string, MeasuredValue>>,
  evidence: Evidence,
): Line[] {
  const leaves = new Map(leavesOf(r.scheme).map((l) => [l.id, l]));
  const nodes = score.nodes.map((n): Line => {
    const leaf = leaves.get(n.id);
    const v = values[n.id];
    const packageId = leaf && packageOf(leaf.source, r);
    const linked = packageId !== undefined && evidence.open.has(`${packageId}/${score.id}`);
    return {
      title: n.title,
      depth: n.depth,
      weight: short(n.weight),
      value: leaf ? valueInWords(v, leaf, n.missing) : '',
      score: n.normalised === null ? '不计' : short(n.normalised),
      points: short(n.contribution),
      of: leaf && v ? ofInWords(leaf.source, v, evidence, r) : '',
      ...(linked && v && v.base.length > 0
        ? { cases: { kind: packageId, lead: score.id, year: r.year } }
        : {}),
    };
  });
  const line = (title: string, points: string, of: string): Line => ({
    ...{ title, depth: 0, weight: '', value: '', score: '', points, of },
  });
  return [
    ...nodes,
    ...score.adjustments.map((a) => line(a.title, short(a.points), a.capped ? '加减分，已到上限' : '加减分')),
    ...(score.vetoes ?? []).map((v) => line(v.title, '', '一票否决')),
  ];
}

function valueInWords(
  v: MeasuredValue | undefined,
  leaf: IndicatorLeaf,
  missing: keyof typeof MISSING | undefined,
) {
  if (v && v.value !== null) return amountInWords(leaf, v.value);
  return ['无', v?.reason && NO_VALUE[v.reason], missing && MISSING[missing]].filter(Boolean).join('，');
}

/** What a number is of, in counts: neither cases nor voters are named here. */
function ofInWords(source: Source, v: MeasuredValue, { rounds }: Evidence, r: EvaluationResult): string {
  const round = v.round === undefined ? undefined : rounds.get(v.round);
  if (round) return `${round.title}：应投 ${round.electors} 人，实投 ${round.cast} 人`;
  if (v.entries && v.entries.length > 0) return `台账 ${v.entries.length} 条`;
  if (v.base.length > 0)
    return source.kind === 'caseShare' ? `${v.base.length} 件中 ${v.hit.length} 件` : `${v.base.length} 件`;
  if (v.of && v.of.length > 0) {
    const titles = new Map(leavesOf(r.scheme).map((l) => [l.id, l.title]));
    return `由${v.of.map((id) => titles.get(id) ?? id).join('、')}计算`;
  }
  return v.value === null ? '' : SOURCES[source.kind];
}

const methodOf = (r: EvaluationResult): PublicEvaluation['method'] =>
  leavesOf(r.scheme).map((l) => ({
    title: l.title,
    source: SOURCES[l.source.kind],
    scale: scaleInWords(l.scale),
    missing: MISSING[l.missing],
  }));

const fixed = (n: number | null): string | null => (n === null ? null : n.toFixed(2));
