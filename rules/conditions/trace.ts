import { getter, invalid, operand, sharedCondition, testOf, tooDeep } from './evaluate.ts';
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

/** A condition ready to be traced many times. */
interface Tracer {
  readonly run: (facts: Facts) => ConditionTrace;
  /** What stands there when json-rules-engine would not have looked at it. */
  readonly skipped: ConditionTrace;
}

const NO_LABEL = {};
const label = (name: string | undefined) => (name === undefined ? NO_LABEL : { name });

/**
 * Compiles a condition to a function that evaluates it and shows each part, as json-rules-engine does: parts of one
 * priority are all evaluated, those of a lower one only when the higher ones have not settled the group. Throws
 * RulesError on an unknown operator or reference, and when nested too deep.
 */
export function compileTrace(
  condition: Condition,
  shared: ReadonlyMap<string, NamedCondition>,
): (facts: Facts) => ConditionTrace {
  const compiled = new Map<string, Tracer>();
  const compile = (c: Condition, depth: number): Tracer => {
    tooDeep(depth);
    const view = viewCondition(c);
    switch (view?.kind) {
      case 'any':
      case 'all':
        return group(
          view.kind,
          c.name,
          view.parts.map((p) => compile(p, depth + 1)),
          view.parts.map((p) => p.priority ?? 1),
        );
      case 'not': {
        const part = compile(view.part, depth + 1);
        const name = label(c.name);
        return {
          run: (facts) => {
            const child = part.run(facts);
            return { kind: 'not', ...name, result: !child.result, children: [child] };
          },
          skipped: { kind: 'not', ...name, result: null, children: [part.skipped] },
        };
      }
      case 'condition': {
        const known = compiled.get(view.name);
        if (known) return known;
        const own = compile(sharedCondition(view.name, shared), depth + 1);
        const named: Tracer = {
          run: (facts) => ({ ...own.run(facts), name: view.name }),
          skipped: { ...own.skipped, name: view.name },
        };
        compiled.set(view.name, named);
        return named;
      }
      case 'fact':
        return comparison(view.comparison);
      default:
        throw invalid();
    }
  };
  return compile(condition, 0).run;
}

function group(
  kind: 'all' | 'any',
  name: string | undefined,
  parts: readonly Tracer[],
  priorities: readonly number[],
): Tracer {
  const named = label(name);
  const skipped: ConditionTrace = { kind, ...named, result: null, children: parts.map((p) => p.skipped) };
  const settles = kind === 'any';
  const levels = [...new Set(priorities)].sort((a, b) => b - a);
  if (levels.length < 2) {
    const run = (facts: Facts): ConditionTrace => {
      const children: ConditionTrace[] = [];
      // an empty group, all or any, is true
      let result = !settles || parts.length === 0;
      for (const part of parts) {
        const child = part.run(facts);
        if (child.result === settles) result = settles;
        children.push(child);
      }
      return { kind, ...named, result, children };
    };
    return { run, skipped };
  }
  const run = (facts: Facts): ConditionTrace => {
    const children = parts.map((p) => p.skipped);
    let result = !settles;
    for (const level of levels) {
      parts.forEach((part, i) => {
        if (priorities[i] !== level) return;
        const child = part.run(facts);
        if (child.result === settles) result = settles;
        children[i] = child;
      });
      if (result === settles) break;
    }
    return { kind, ...named, result, children };
  };
  return { run, skipped };
}

function comparison(c: FactCondition): Tracer {
  const test = testOf(c.operator);
  const [left, right] = [getter(c.fact, c.path), operand(c)];
  const { fact, operator } = c;
  const [name, path] = [label(c.name), c.path === undefined ? NO_LABEL : { path: c.path }];
  const other = isFactReference(c.value) ? { expectedFact: c.value } : NO_LABEL;
  const shown = (result: boolean | null, expected: unknown, actual: unknown): ConditionTrace => ({
    kind: 'fact',
    ...name,
    result,
    fact,
    ...path,
    operator,
    expected,
    ...other,
    actual,
  });
  return {
    run: (facts) => {
      const [actual, expected] = [left(facts), right(facts)];
      return shown(test(actual, expected), expected, actual);
    },
    skipped: shown(null, undefined, undefined),
  };
}

/** Evaluates once, and shows each part. Throws as compileTrace does. */
export const traceCondition = (
  condition: Condition,
  facts: Facts,
  shared: readonly NamedCondition[] = [],
): ConditionTrace => compileTrace(condition, new Map(shared.map((s) => [s.name, s])))(facts);
