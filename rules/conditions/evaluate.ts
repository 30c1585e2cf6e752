import { RulesError } from '../common/problem.ts';
import { operatorTest } from './operators.ts';
import { followPath, pathSegments } from './path.ts';
import type { Condition, FactCondition, Facts, NamedCondition } from './types.ts';
import { isFactReference, viewCondition } from './types.ts';

/** Depth to which conditions may nest, references counted. */
export const MAX_CONDITION_DEPTH = 24;

export type CompiledCondition = (facts: Facts) => boolean;
export type Getter = (facts: Facts) => unknown;

/**
 * As json-rules-engine's almanac: a path into something that is no object gives the thing itself. What is not
 * known is null, so that a condition can ask for it (`equal` null).
 */
export function getter(fact: string, path: string | undefined): Getter {
  const own: Getter = (facts) => (Object.hasOwn(facts, fact) ? (facts[fact] ?? null) : null);
  if (path === undefined || path === '') return own;
  const segments = pathSegments(path);
  return (facts) => {
    const value = own(facts);
    return typeof value === 'object' && value !== null ? (followPath(value, segments) ?? null) : value;
  };
}

export const operand = (c: FactCondition): Getter =>
  isFactReference(c.value) ? getter(c.value.fact, c.value.path) : () => c.value;

export function testOf(operator: string) {
  const test = operatorTest(operator);
  if (!test) throw new RulesError('UNKNOWN_OPERATOR', `未知的比较方式“${operator}”。`);
  return test;
}

export function sharedCondition(name: string, shared: ReadonlyMap<string, NamedCondition>): Condition {
  const found = shared.get(name);
  if (!found) throw new RulesError('UNKNOWN_CONDITION', `没有名为“${name}”的共用条件。`);
  return found.conditions;
}

export function tooDeep(depth: number): void {
  if (depth > MAX_CONDITION_DEPTH) {
    throw new RulesError(
      'CONDITION_TOO_DEEP',
      `条件嵌套超过 ${MAX_CONDITION_DEPTH} 层，或共用条件互相引用。`,
    );
  }
}

/**
 * Compiles a condition to a synchronous predicate with json-rules-engine's semantics (an empty `all`, and an
 * empty `any` too, is true). For loops over thousands of cases, where a promise per rule would be too dear.
 * Throws RulesError on an unknown operator or reference, and when nested too deep.
 */
export function compileCondition(
  condition: Condition,
  shared: readonly NamedCondition[] = [],
): CompiledCondition {
  const compiled = new Map<string, CompiledCondition>();
  const byName = new Map(shared.map((s) => [s.name, s]));
  const compile = (c: Condition, depth: number): CompiledCondition => {
    tooDeep(depth);
    const view = viewCondition(c);
    switch (view?.kind) {
      case 'any': {
        const parts = view.parts.map((p) => compile(p, depth + 1));
        return (facts) => parts.length === 0 || parts.some((p) => p(facts));
      }
      case 'all': {
        const parts = view.parts.map((p) => compile(p, depth + 1));
        return (facts) => parts.every((p) => p(facts));
      }
      case 'not': {
        const part = compile(view.part, depth + 1);
        return (facts) => !part(facts);
      }
      case 'condition': {
        const known = compiled.get(view.name) ?? compile(sharedCondition(view.name, byName), depth + 1);
        compiled.set(view.name, known);
        return known;
      }
      case 'fact': {
        const { comparison } = view;
        const test = testOf(comparison.operator);
        const [left, right] = [getter(comparison.fact, comparison.path), operand(comparison)];
        return (facts) => test(left(facts), right(facts));
      }
      default:
        throw invalid();
    }
  };
  return compile(condition, 0);
}

export const invalid = () =>
  new RulesError('INVALID_CONDITION', '条件须有 all、any、not、condition 或 fact 之一。');

export const evaluateCondition = (
  condition: Condition,
  facts: Facts,
  shared: readonly NamedCondition[] = [],
): boolean => compileCondition(condition, shared)(facts);
