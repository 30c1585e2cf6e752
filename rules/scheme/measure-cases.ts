import {
  type CompiledCondition,
  type Condition,
  compileCondition,
  type Facts,
  followPath,
  pathSegments,
} from '../conditions/index.ts';
import type {
  EvaluatedCase,
  EvaluatedEntry,
  MeasuredValue,
  RegisterSource,
  Scheme,
  Source,
} from './types.ts';

export const isNumber = (v: unknown): v is number => typeof v === 'number' && Number.isFinite(v);

type CaseSource = Extract<Source, { kind: 'caseShare' | 'caseMean' | 'caseCount' }>;
type Compile = (c: Condition) => CompiledCondition;

export const isCaseSource = (source: Source): source is CaseSource =>
  source.kind === 'caseShare' || source.kind === 'caseMean' || source.kind === 'caseCount';

const compiler =
  (scheme: Scheme): Compile =>
  (c) =>
    compileCondition(c, scheme.conditions);

/** Values of a case source over an object's cases. */
export function measureCases(
  source: CaseSource,
  scheme: Scheme,
): (cases: readonly EvaluatedCase[]) => MeasuredValue {
  const compile = compiler(scheme);
  const inBase: CompiledCondition = source.base ? compile(source.base) : () => true;
  const of = caseMeasure(source, compile);
  return (cases) => {
    const base = cases.filter((c) => c.package === source.package && inBase(c.facts));
    // no cases is a count of 0, but neither a share nor a mean
    if (base.length === 0 && source.kind !== 'caseCount') {
      return { value: null, base: [], hit: [], reason: 'empty-base' };
    }
    return { ...of(base), base: base.map((c) => c.id) };
  };
}

function caseMeasure(
  source: CaseSource,
  compile: Compile,
): (base: readonly EvaluatedCase[]) => Omit<MeasuredValue, 'base'> {
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
        const { numbers, without } = numbersOf(base, read);
        const rest = without.length > 0 ? { without } : {};
        if (numbers.length === 0) return { value: null, hit: [], ...rest, reason: 'no-value' };
        return { value: mean(numbers), hit: [], ...rest };
      };
    }
  }
}

/** Values of a register source over an object's entries. No entries: a count and a sum of 0, but no mean. */
export function measureEntries(
  source: RegisterSource,
  scheme: Scheme,
): (entries: readonly EvaluatedEntry[]) => MeasuredValue {
  const { take } = source;
  const holds: CompiledCondition = source.where ? compiler(scheme)(source.where) : () => true;
  const field = take === 'count' ? undefined : 'sum' in take ? take.sum : take.mean;
  return (all) => {
    const found = all.filter(
      (e) => e.register === source.register && e.package === source.package && holds(e.facts),
    );
    const known = { base: [], hit: [], entries: found.map((e) => e.id) };
    if (field === undefined) return { value: found.length, ...known };
    const { numbers, without } = numbersOf(found, reader({ fact: `entry.${field}` }));
    const rest = without.length > 0 ? { without } : {};
    // entries there are, but nothing to add up: that is not 0
    if (numbers.length === 0 && (found.length > 0 || (take !== 'count' && 'mean' in take)))
      return { value: null, ...known, ...rest, reason: found.length > 0 ? 'no-value' : 'empty-base' };
    const value = take !== 'count' && 'mean' in take ? mean(numbers) : sum(numbers);
    return Number.isFinite(value)
      ? { value, ...known, ...rest }
      : { value: null, ...known, ...rest, reason: 'no-value' };
  };
}

function numbersOf(list: readonly { id: string; facts: Facts }[], read: (facts: Facts) => unknown) {
  const known = list.map(({ id, facts }) => ({ id, x: read(facts) }));
  return {
    numbers: known.flatMap(({ x }) => (isNumber(x) ? [x] : [])),
    without: known.filter(({ x }) => !isNumber(x)).map(({ id }) => id),
  };
}

function reader({ fact, path }: { fact: string; path?: string }): (facts: Facts) => unknown {
  const segments = path === undefined ? [] : pathSegments(path);
  return (facts) => (Object.hasOwn(facts, fact) ? followPath(facts[fact], segments) : undefined);
}

/** In ascending order, so that the order of cases cannot show. */
const sum = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b).reduce((n, x) => n + x, 0);

/** By parts when the sum would overflow. */
function mean(numbers: readonly number[]): number {
  const all = sum(numbers);
  if (Number.isFinite(all)) return all / numbers.length;
  return sum(numbers.map((x) => x / numbers.length));
}
