import { error, jsonPointer, type Problem, warning } from '../common/problem.ts';
import { checkFactValue } from '../conditions/facts.ts';
import type { Facts } from '../conditions/index.ts';
import { compileFormulas, type FormulaPort } from './formulas.ts';
import { isCaseSource, isNumber, measureCases, measureEntries } from './measure-cases.ts';
import { type Measurable, measurables } from './sources.ts';
import { leavesOf } from './tree.ts';
import type {
  BallotSource,
  EvaluatedBallot,
  EvaluatedObject,
  MeasuredObject,
  MeasuredValue,
  RubricLevel,
  Scheme,
} from './types.ts';

export interface Measured {
  readonly objects: readonly MeasuredObject[];
  /** Facts of the wrong type (not used), values given that are no numbers, indicators without any case. */
  readonly problems: readonly Problem[];
}

export interface MeasureOptions {
  /** FEEL; without it, a scheme with formulas throws RulesError `FORMULA`. */
  readonly formulas?: FormulaPort;
}

type Measure = (object: EvaluatedObject) => MeasuredValue;
const NOTHING = { value: null, base: [], hit: [] } as const;

/**
 * Raw values of every leaf (and of adjustments and vetoes with a source) for every object, each with what is behind it.
 * Wrong facts are reported and count as not known; nothing is made up. Throws RulesError on conditions or formulas that
 * cannot be compiled.
 */
export function measure(
  scheme: Scheme,
  objects: readonly EvaluatedObject[],
  { formulas }: MeasureOptions = {},
): Measured {
  const all = measurables(scheme);
  const rubrics = rubricsOf(scheme);
  const measures = all.flatMap((m) => {
    const of = measureOf(m, scheme, rubrics.get(m.id));
    return of ? [[m.id, of] as const] : [];
  });
  const reckon = compileFormulas(scheme, formulas);
  const problems: Problem[] = [];
  const measured = objects.map((object, index): MeasuredObject => {
    const title = object.title ?? object.id;
    const known: EvaluatedObject = {
      ...object,
      cases: object.cases.map((c, i) =>
        usable(c, '办件', scheme, jsonPointer([index, 'cases', i]), problems),
      ),
      entries: (object.entries ?? []).map((e, i) =>
        usable(e, '台账记录', scheme, jsonPointer([index, 'entries', i]), problems),
      ),
    };
    for (const m of all) checkGiven(m, object, rubrics.get(m.id), index, problems);
    const values = Object.fromEntries(measures.map(([id, of]) => [id, of(known)]));
    reckon(values, (f, message) =>
      problems.push(
        warning('formula-value', f.pointer, `“${title}”的“${f.title}”算不出，按缺失处理：${message}。`),
      ),
    );
    return { id: object.id, title, values };
  });
  for (const m of all) {
    const empty = measured.length > 0 && measured.every((o) => o.values[m.id]?.reason === 'empty-base');
    if (empty)
      problems.push(warning('empty-base', '', `指标“${m.title}”没有任何符合范围的办件，请检查其统计范围。`));
  }
  return { objects: measured, problems: [...problems, ...unknownVetoes(scheme, measured)] };
}

const rubricsOf = (scheme: Scheme): ReadonlyMap<string, readonly RubricLevel[]> =>
  new Map(leavesOf(scheme).flatMap((l) => (l.scale.kind === 'rubric' ? [[l.id, l.scale.levels]] : [])));

/** A case or entry with only those facts that are of their type. */
function usable<T extends { readonly id: string; readonly facts: Facts }>(
  of: T,
  what: string,
  scheme: Scheme,
  pointer: string,
  problems: Problem[],
): T {
  const facts: Record<string, unknown> = Object.create(null);
  // numbers of a register are read by the field's name, whether or not a condition asks about them
  for (const [name, value] of Object.entries(of.facts))
    if (name.startsWith('entry.') && isNumber(value)) facts[name] = value;
  for (const definition of scheme.facts) {
    if (!Object.hasOwn(of.facts, definition.name)) continue;
    const value = of.facts[definition.name];
    const wrong = checkFactValue(value, definition, `${pointer}/facts/${definition.name}`);
    if (wrong.length === 0) facts[definition.name] = value;
    else problems.push(...wrong.map((p) => ({ ...p, message: `${what} ${of.id}：${p.message}` })));
  }
  return { ...of, facts };
}

function checkGiven(
  m: Measurable,
  object: EvaluatedObject,
  levels: readonly RubricLevel[] | undefined,
  index: number,
  problems: Problem[],
): void {
  if (m.source.kind !== 'given') return;
  const value = givenOf(object, m.id);
  if (value === undefined || value === null || numberOf(value, levels) !== undefined) return;
  const what = levels ? '既不是数值也不是等级' : '不是数值';
  const message = `“${object.title ?? object.id}”的“${m.title}”${what}，按缺失处理。`;
  problems.push(error('given-type', jsonPointer([index, 'given', m.id]), message));
}

const givenOf = (object: EvaluatedObject, id: string): unknown =>
  object.given && Object.hasOwn(object.given, id) ? object.given[id] : undefined;

/** A number as it is, a level's id or title as its score. */
function numberOf(value: unknown, levels: readonly RubricLevel[] | undefined): number | undefined {
  if (isNumber(value)) return value;
  if (typeof value !== 'string') return undefined;
  return levels?.find((l) => l.id === value || l.title === value)?.score;
}

/** Undefined for a formula: it comes after the others. */
function measureOf(
  { id, source }: Measurable,
  scheme: Scheme,
  levels: readonly RubricLevel[] | undefined,
): Measure | undefined {
  if (source.kind === 'formula') return undefined;
  if (isCaseSource(source)) {
    const of = measureCases(source, scheme);
    return ({ cases }) => of(cases);
  }
  if (source.kind === 'register') {
    const of = measureEntries(source, scheme);
    return ({ entries }) => of(entries ?? []);
  }
  if (source.kind === 'ballot')
    return ({ ballots }) => {
      const ballot = ballots && Object.hasOwn(ballots, source.ballot) ? ballots[source.ballot] : undefined;
      if (!ballot) return { ...NOTHING, reason: 'no-ballot' };
      const value = ballotValue(source, ballot, levels);
      return value === null
        ? { ...NOTHING, round: ballot.round, reason: 'no-value' }
        : { ...NOTHING, value, round: ballot.round };
    };
  return (object) => {
    const value = numberOf(givenOf(object, id), levels);
    const from = object.givenFrom ? { given: object.givenFrom } : {};
    return value === undefined ? { ...NOTHING, reason: 'not-given' } : { value, base: [], hit: [], ...from };
  };
}

function ballotValue(
  { question, take = 'score' }: BallotSource,
  ballot: EvaluatedBallot,
  levels: readonly RubricLevel[] | undefined,
): number | null {
  // a ballot of one question needs no name for it
  const names = Object.keys(ballot.questions);
  const name = question ?? (names.length === 1 ? names[0] : undefined);
  const place =
    name !== undefined && Object.hasOwn(ballot.questions, name) ? ballot.questions[name] : undefined;
  if (take !== 'score') {
    if (!place || place.answered === 0) return null;
    return take.sumOf.reduce((n, c) => n + shareOf(place.shares, c), 0) * 100;
  }
  if (levels && place && levels.some((l) => Object.hasOwn(place.shares, l.id))) {
    const answered = levels.reduce((n, l) => n + shareOf(place.shares, l.id), 0);
    if (!(answered > 0)) return null;
    return levels.reduce((n, l) => n + shareOf(place.shares, l.id) * l.score, 0) / answered;
  }
  return question === undefined ? ballot.score : (place?.mean ?? null);
}

const shareOf = (shares: Readonly<Record<string, number>>, choice: string): number =>
  Object.hasOwn(shares, choice) ? (shares[choice] as number) : 0;

/** A veto whose own value is missing has not been decided: that is told, since nothing in the points shows it. */
function unknownVetoes(scheme: Scheme, measured: readonly MeasuredObject[]): Problem[] {
  return (scheme.vetoes ?? []).flatMap((v, i) => {
    const unknown = v.source ? measured.filter((o) => o.values[v.id]?.value === null) : [];
    if (unknown.length === 0) return [];
    const whose = unknown.map((o) => `“${o.title}”`).join('、');
    const message = `否决项“${v.title}”缺少${whose}的数据，未能判断是否否决。请补充数据。`;
    return [warning('veto-unknown', `/vetoes/${i}`, message)];
  });
}
