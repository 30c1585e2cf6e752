import { definitionAt } from '../../conditions/facts.ts';
import { parseOperator } from '../../conditions/operators.ts';
import { pathSegments } from '../../conditions/path.ts';
import type { Condition, FactCondition, FactDefinition, NamedCondition } from '../../conditions/types.ts';
import { isFactReference, viewCondition } from '../../conditions/types.ts';
import { complement, intersect, isEmpty, isWithin, listed, point, spans, type ValueSet } from './sets.ts';

/** What a condition says something about: a fact, a part of it, whether a list has an item, or a comparison as such. */
export interface Variable {
  readonly key: string;
  readonly fact: string;
  readonly segments: readonly string[];
  /** Absent for a comparison that is not looked into: with another fact, or item by item. */
  readonly definition?: FactDefinition;
  /** The item that a list has or lacks. */
  readonly item?: unknown;
}
/** A conjunction: for each variable named, the values it may have; others may have any. */
export type Term = ReadonlyMap<string, ValueSet>;

export interface Terms {
  readonly terms: readonly Term[];
  /** Where two parts of the condition excluded each other last. */
  readonly clash?: Variable;
}

/** Alternatives that a condition may come to; beyond that it is not judged. */
export const MAX_TERMS = 64;
class TooMany extends Error {}

/** What is known about the facts of one rule set while its conditions are taken apart. */
export interface Reading {
  readonly facts: readonly FactDefinition[];
  readonly shared: ReadonlyMap<string, NamedCondition>;
  readonly variables: Map<string, Variable>;
}

/** The condition as alternatives (disjunctive normal form); undefined when these are too many. */
export function termsOf(condition: Condition, reading: Reading): Terms | undefined {
  let clash: Variable | undefined;
  const both = (left: readonly Term[], right: readonly Term[]): Term[] => {
    const product: Term[] = [];
    for (const a of left) {
      for (const b of right) {
        const met = meet(a, b);
        if (typeof met === 'string') clash = reading.variables.get(met);
        else if (!product.some((p) => covers(p, met))) product.push(met);
        if (product.length > MAX_TERMS) throw new TooMany();
      }
    }
    return product;
  };
  const read = (c: Condition, negated: boolean): readonly Term[] => {
    const view = viewCondition(c);
    switch (view?.kind) {
      case 'not':
        return read(view.part, !negated);
      case 'condition':
        return read((reading.shared.get(view.name) as NamedCondition).conditions, negated);
      case 'all':
      case 'any': {
        const parts = view.parts.map((p) => read(p, negated));
        // De Morgan
        if ((view.kind === 'all') !== negated) return parts.reduce(both, [new Map()]);
        const either = parts.flat();
        if (either.length > MAX_TERMS) throw new TooMany();
        return either;
      }
      default:
        return [literal((view as { comparison: FactCondition }).comparison, negated, reading)];
    }
  };
  try {
    const terms = read(condition, false);
    return { terms, ...(clash ? { clash } : {}) };
  } catch (e) {
    if (e instanceof TooMany) return undefined;
    throw e;
  }
}

/** Both terms at once, or the key of the variable at which they exclude each other. */
export function meet(a: Term, b: Term): Term | string {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  const met = new Map(many);
  for (const [key, set] of few) {
    const other = many.get(key);
    const common = other ? intersect(other, set) : set;
    if (isEmpty(common)) return key;
    met.set(key, common);
  }
  return met;
}

/** Whether whatever fits `inner` fits `outer` too. */
export function covers(outer: Term, inner: Term): boolean {
  for (const [key, set] of outer) {
    const own = inner.get(key);
    if (!own || !isWithin(own, set)) return false;
  }
  return true;
}

/** What is left of a term without another: disjoint terms. */
export function without(term: Term, taken: Term): Term[] {
  if (typeof meet(term, taken) === 'string') return [term];
  const left: Term[] = [];
  let rest: Term = term;
  for (const [key, set] of taken) {
    const outside = complement(set);
    const own = rest.get(key);
    const beyond = own ? intersect(own, outside) : outside;
    if (!isEmpty(beyond)) left.push(new Map(rest).set(key, beyond));
    rest = new Map(rest).set(key, own ? intersect(own, set) : set);
  }
  return left;
}

function literal(c: FactCondition, negated: boolean, reading: Reading): Term {
  const operator = parseOperator(c.operator);
  const definition = reading.facts.find((f) => f.name === c.fact);
  const at = definition && definitionAt(definition, c.path);
  const segments = (c.path ? pathSegments(c.path) : []) ?? [];
  const keep = (variable: Omit<Variable, 'key'>, set: ValueSet, turned: boolean): Term => {
    const { fact, definition: known, item } = variable;
    const key = JSON.stringify([
      fact,
      ...segments,
      ...(known ? [] : [{ c: [c.operator, c.value] }]),
      ...(item === undefined ? [] : [{ item }]),
    ]);
    if (!reading.variables.has(key)) reading.variables.set(key, { ...variable, key });
    return new Map([[key, turned ? complement(set) : set]]);
  };
  const own = { fact: c.fact, segments };
  const plain = operator?.decorators.every((d) => d === 'not') && !isFactReference(c.value);
  const values =
    plain && at && at !== 'unknown' ? valuesOf(operator?.base.name ?? '', c.value, at) : undefined;
  if (!values) return keep(own, listed([true], [true, false]), negated);
  const turned = (operator?.decorators.length ?? 0) % 2 === 1;
  const known = { ...own, definition: at as FactDefinition };
  return keep(values.item ? { ...known, item: c.value } : known, values.set, turned !== negated);
}

const BOOLEANS = [null, true, false];
const ITEM = [null, 'has', 'lacks'];

/** The values with which a comparison holds; undefined when it is not looked into. */
function valuesOf(
  operator: string,
  value: unknown,
  { type }: FactDefinition,
): { set: ValueSet; item?: true } | undefined {
  if (type === 'array') {
    if (operator === 'contains') return { set: listed(['has'], ITEM), item: true };
    return operator === 'doesNotContain' ? { set: listed(['lacks'], ITEM), item: true } : undefined;
  }
  if (type === 'object') return undefined;
  const list = operator === 'in' || operator === 'notIn' ? (value as readonly unknown[]) : [value];
  const among = (): ValueSet => {
    if (type === 'string') return listed(list);
    if (type === 'boolean') return listed(list, BOOLEANS);
    const points = [...new Set(list.filter((v) => v !== null) as (number | string)[])];
    points.sort((a, b) => (a < b ? -1 : 1));
    return { kind: 'ordered', unknown: list.includes(null), spans: points.map(point) };
  };
  const edge = (open: boolean) => ({ at: value as number | string, open });
  switch (operator) {
    case 'equal':
    case 'in':
      return { set: among() };
    case 'notEqual':
    case 'notIn':
      return { set: complement(among()) };
    case 'lessThan':
    case 'lessThanInclusive':
      return { set: spans({ high: edge(operator === 'lessThan') }) };
    case 'greaterThan':
    case 'greaterThanInclusive':
      return { set: spans({ low: edge(operator === 'greaterThan') }) };
    default:
      return undefined;
  }
}
