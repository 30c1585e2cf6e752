/** Evaluation of FEEL with a cache of parsed expressions. */
import { evaluate as evaluateByFeelin } from 'feelin';
import type { Json } from '../../engine.ts';
import { type Closure, compile } from './compile.ts';
import { AssertionFailure, type FeelClock, functions } from './functions.ts';
import { DIALECT, type FeelProblem, memoized, parseFeel } from './parse.ts';
import type { FeelScope } from './scope.ts';
import { toJson } from './values.ts';

interface Parsed {
  problem?: FeelProblem;
  closure?: Closure;
}

/** Names that feelin answers by itself; a variable of that name is looked up first, by feelin. */
const isBuiltin = (name: string) => evaluateByFeelin(name, {}).value !== null;

const parse = memoized((source): Parsed => {
  const parsed = parseFeel(source, 'Expression');
  if ('problem' in parsed) return parsed;
  const closure = compile(parsed.top, source, isBuiltin);
  return closure ? { closure } : {};
});

/** Syntax problems of an expression (without the leading `=`), for designers and for deployment. Empty: none. */
export function feelProblems(source: string): FeelProblem[] {
  const { problem } = parse(source);
  return problem ? [problem] : [];
}

export type FeelResult = { ok: true; value: Json } | { ok: false; message: string };

function byFeelin(source: string, scope: FeelScope, clock: FeelClock) {
  return evaluateByFeelin(source, { ...functions(clock), ...scope.all() }, DIALECT);
}

/**
 * Evaluates an expression to a value as feelin has it: dates, durations, ranges and functions are objects of its own,
 * which another expression can go on with. A missing variable is null, as on Zeebe.
 */
export function feelValue(
  source: string,
  scope: FeelScope,
  clock: FeelClock,
): { ok: true; value: unknown } | { ok: false; message: string } {
  const parsed = parse(source);
  if (parsed.problem) return { ok: false, message: parsed.problem.message };
  try {
    if (parsed.closure && scope.plain !== false) return { ok: true, value: parsed.closure(scope) };
    return { ok: true, value: byFeelin(source, scope, clock).value ?? null };
  } catch (e) {
    if (e instanceof AssertionFailure)
      return { ok: false, message: `Assertion failure on evaluate the expression '${source}': ${e.message}` };
    return { ok: false, message: e instanceof Error ? e.message : String(e) };
  }
}

/** Evaluates an expression to JSON. */
export function evaluateFeel(source: string, scope: FeelScope, clock: FeelClock): FeelResult {
  const result = feelValue(source, scope, clock);
  return result.ok ? { ok: true, value: toJson(result.value) } : result;
}

/** What feelin warned of, for an incident's message, such as `[NO_VARIABLE_FOUND] Variable 'x' not found`. */
export function feelWarnings(source: string, scope: FeelScope, clock: FeelClock): string[] {
  try {
    return byFeelin(source, scope, clock).warnings.map((w) => `[${w.type}] ${w.message}`);
  } catch {
    return [];
  }
}
