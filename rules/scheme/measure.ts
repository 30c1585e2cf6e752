import { error, jsonPointer, type Problem, warning } from '../common/problem.ts';
import { checkFactValue } from '../conditions/facts.ts';
import {
  type CompiledCondition,
  type Condition,
  compileCondition,
  type Facts,
  followPath,
  pathSegments,
} from '../conditions/index.ts';
import { leavesOf } from './tree.ts';
import type {
  EvaluatedCase,
  EvaluatedObject,
  IndicatorLeaf,
  MeasuredObject,
  MeasuredValue,
  Scheme,
  Source,
} from './types.ts';

export interface Measured {
  readonly objects: readonly MeasuredObject[];
  /** Facts of the wrong type (not used), values given that are no numbers, indicators without any case. */
  readonly problems: readonly Problem[];
}

type Measure = (object: EvaluatedObject, cases: readonly EvaluatedCase[]) => MeasuredValue;

/**
 * Raw values of every leaf for every object, each with the ids of the cases behind it. Wrong facts are reported
 * and count as not known; nothing is made up. Throws RulesError on conditions that cannot be compiled.
 */
export function measure(scheme: Scheme, objects: readonly EvaluatedObject[]): Measured {
  const leaves = leavesOf(scheme);
  const measures = leaves.map((leaf) => measureOf(leaf, scheme));
  const problems: Problem[] = [];
  const measured = objects.map((object, index): MeasuredObject => {
    const cases = object.cases.map((c, i) => usable(c, scheme, jsonPointer([index, 'cases', i]), problems));
    for (const leaf of leaves) checkGiven(leaf, object, index, problems);
    const values = leaves.map((leaf, k) => [leaf.id, (measures[k] as Measure)(object, cases)] as const);
    return { id: object.id, title: object.title ?? object.id, values: Object.fromEntries(values) };
  });
  for (const leaf of leaves) {
    const empty = measured.length > 0 && measured.every((o) => o.values[leaf.id]?.reason === 'empty-base');
    if (!empty) continue;
    problems.push(warning('empty-base', '', `指标“${leaf.title}”没有任何符合范围的办件，请检查其统计范围。`));
  }
  return { objects: measured, problems };
}

/** The case with only those facts that are of their type. */
function usable(c: EvaluatedCase, scheme: Scheme, pointer: string, problems: Problem[]): EvaluatedCase {
  const facts: Record<string, unknown> = Object.create(null);
  for (const definition of scheme.facts) {
    if (!Object.hasOwn(c.facts, definition.name)) continue;
    const value = c.facts[definition.name];
    const wrong = checkFactValue(value, definition, `${pointer}/facts/${definition.name}`);
    if (wrong.length === 0) facts[definition.name] = value;
    else problems.push(...wrong.map((p) => ({ ...p, message: `办件 ${c.id}：${p.message}` })));
  }
  return { id: c.id, facts };
}

function checkGiven(leaf: IndicatorLeaf, object: EvaluatedObject, index: number, problems: Problem[]): void {
  if (leaf.source.kind !== 'given') return;
  const value = givenValue(object, leaf);
  if (value === undefined || value === null || isNumber(value)) return;
  const message = `“${object.title ?? object.id}”的“${leaf.title}”不是数值，按缺失处理。`;
  problems.push(error('given-type', jsonPointer([index, 'given', leaf.id]), message));
}

const isNumber = (v: unknown): v is number => typeof v === 'number' && Number.isFinite(v);
const givenValue = (object: EvaluatedObject, leaf: IndicatorLeaf): unknown =>
  object.given && Object.hasOwn(object.given, leaf.id) ? object.given[leaf.id] : undefined;

function measureOf(leaf: IndicatorLeaf, scheme: Scheme): Measure {
  const { source } = leaf;
  if (source.kind === 'given') {
    return (object) => {
      const value = givenValue(object, leaf);
      return isNumber(value)
        ? { value, base: [], hit: [] }
        : { value: null, base: [], hit: [], reason: 'not-given' };
    };
  }
  const compile = (c: Condition) => compileCondition(c, scheme.conditions);
  const inBase: CompiledCondition = source.base ? compile(source.base) : () => true;
  const of = caseMeasure(source, compile);
  return (_object, cases) => {
    const base = cases.filter((c) => inBase(c.facts));
    // no cases is a count of 0, but neither a share nor a mean
    if (base.length === 0 && source.kind !== 'caseCount') {
      return { value: null, base: [], hit: [], reason: 'empty-base' };
    }
    return { ...of(base), base: base.map((c) => c.id) };
  };
}

type CaseMeasure = (base: readonly EvaluatedCase[]) => Omit<MeasuredValue, 'base'>;

function caseMeasure(
  source: Exclude<Source, { kind: 'given' }>,
  compile: (c: Condition) => CompiledCondition,
): CaseMeasure {
  switch (source.kind) {
    case 'caseShare': {
      const isHit = compile(source.hit);
      return (base) => {
        const hit = base.filter((c) => isHit(c.facts)).map((c) => c.id);
        return { value: (hit.length / base.length) * 100, hit };
      };
    }
    case 'caseCount':
      return (base) => ({ value: base.length, hit: [] });
    case 'caseMean': {
      const read = reader(source.of);
      return (base) => {
        const known = base.map((c) => ({ id: c.id, x: read(c.facts) }));
        const numbers = known.flatMap(({ x }) => (isNumber(x) ? [x] : []));
        const without = known.filter(({ x }) => !isNumber(x)).map(({ id }) => id);
        const rest = without.length > 0 ? { without } : {};
        if (numbers.length === 0) return { value: null, hit: [], ...rest, reason: 'no-value' };
        return { value: mean(numbers), hit: [], ...rest };
      };
    }
  }
}

function reader({ fact, path }: { fact: string; path?: string }): (facts: Facts) => unknown {
  const segments = path === undefined ? [] : pathSegments(path);
  return (facts) => (Object.hasOwn(facts, fact) ? followPath(facts[fact], segments) : undefined);
}

/** In ascending order, so that the order of cases cannot show; by parts when the sum would overflow. */
function mean(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const sum = sorted.reduce((n, x) => n + x, 0);
  return Number.isFinite(sum) ? sum / sorted.length : sorted.reduce((n, x) => n + x / sorted.length, 0);
}
