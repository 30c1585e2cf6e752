import { RulesError } from '../common/problem.ts';
import { operatorTest } from './operators.ts';
import { followPath, pathSegments } from './path.ts';
import type { Condition, FactCondition, FactReference, Facts, NamedCondition } from './types.ts';
import { isFactReference, viewCondition } from './types.ts';

/** One condition with what it asked and what it found; nested like the condition. */
export interface ConditionTrace {
  readonly kind: 'all' | 'any' | 'not' | 'fact';
  /** null: json-rules-engine did not need to evaluate it (priorities). */
  readonly result: boolean | null;
  /** The condition's own name, or that of the shared condition it stands for. */
  readonly name?: string;
  readonly fact?: string;
  readonly path?: string;
  readonly operator?: string;
  /** What was compared with: the value, or the value of the other fact. */
  readonly expected?: unknown;
  readonly expectedFact?: FactReference;
  /** What the fact was; null when it is not known. */
  readonly actual?: unknown;
  readonly children?: readonly ConditionTrace[];
}

/** Depth to which conditions may nest, references counted. */
export const MAX_CONDITION_DEPTH = 24;

export type CompiledCondition = (facts: Facts) => boolean;
type Getter = (facts: Facts) => unknown;

/**
 * As json-rules-engine's almanac: a path into something that is no object gives the thing itself. What is not
 * known is null, so that a condition can ask for it (`equal` null).
 */
function getter(fact: string, path: string | undefined): Getter {
  const own: Getter = (facts) => (Object.hasOwn(facts, fact) ? (facts[fact] ?? null) : null);
  if (path === undefined || path === '') return own;
  const segments = pathSegments(path);
  return (facts) => {
    const value = own(facts);
    return typeof value === 'object' && value !== null ? (followPath(value, segments) ?? null) : value;
  };
}

const operand = (c: FactCondition): Getter =>
  isFactReference(c.value) ? getter(c.value.fact, c.value.path) : () => c.value;

function testOf(operator: string) {
  const test = operatorTest(operator);
  if (!test) throw new RulesError('UNKNOWN_OPERATOR', `未知的比较方式“${operator}”。`);
  return test;
}

function sharedCondition(name: string, shared: readonly NamedCondition[]): Condition {
  const found = shared.find((s) => s.name === name);
  if (!found) throw new RulesError('UNKNOWN_CONDITION', `没有名为“${name}”的共用条件。`);
  return found.conditions;
}

function tooDeep(depth: number): void {
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
        const known = compiled.get(view.name) ?? compile(sharedCondition(view.name, shared), depth + 1);
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

const invalid = () => new RulesError('INVALID_CONDITION', '条件须有 all、any、not、condition 或 fact 之一。');

export const evaluateCondition = (
  condition: Condition,
  facts: Facts,
  shared: readonly NamedCondition[] = [],
): boolean => compileCondition(condition, shared)(facts);

/** Evaluates all parts, without short cut, and shows each. Throws as compileCondition does. */
export function traceCondition(
  condition: Condition,
  facts: Facts,
  shared: readonly NamedCondition[] = [],
  depth = 0,
): ConditionTrace {
  tooDeep(depth);
  const label = condition.name === undefined ? {} : { name: condition.name };
  const trace = (child: Condition) => traceCondition(child, facts, shared, depth + 1);
  const view = viewCondition(condition);
  switch (view?.kind) {
    case 'any': {
      const children = view.parts.map(trace);
      const result = children.length === 0 || children.some((t) => t.result === true);
      return { kind: 'any', ...label, result, children };
    }
    case 'all': {
      const children = view.parts.map(trace);
      return { kind: 'all', ...label, result: children.every((t) => t.result === true), children };
    }
    case 'not': {
      const child = trace(view.part);
      return { kind: 'not', ...label, result: !child.result, children: [child] };
    }
    case 'condition':
      return { ...trace(sharedCondition(view.name, shared)), name: view.name };
    case 'fact':
      return { ...traceComparison(view.comparison, facts), ...label };
    default:
      throw invalid();
  }
}

function traceComparison(c: FactCondition, facts: Facts): ConditionTrace {
  const [actual, expected] = [getter(c.fact, c.path)(facts), operand(c)(facts)];
  return {
    kind: 'fact',
    result: testOf(c.operator)(actual, expected),
    fact: c.fact,
    ...(c.path === undefined ? {} : { path: c.path }),
    operator: c.operator,
    expected,
    ...(isFactReference(c.value) ? { expectedFact: c.value } : {}),
    actual,
  };
}
