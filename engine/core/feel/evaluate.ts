/** Evaluation of FEEL with a cache of parsed expressions. */
import { evaluate as evaluateByFeelin } from 'feelin';
import type { Json } from '../../engine.ts';
import { sizeOf } from '../json.ts';
import { bounded, countingFunctions, FEEL_STEPS, type FeelBudget, FeelLimit, needsGuard } from './bound.ts';
import { type Closure, compile } from './compile.ts';
import { DIALECT } from './dialect.ts';
import { AssertionFailure, type FeelClock, functions } from './functions.ts';
import { type FeelProblem, memoized, parseFeel, tooDeep } from './parse.ts';
import type { FeelScope } from './scope.ts';
import { MAX_VALUE, take, toJson } from './values.ts';

export interface FeelEnvironment extends FeelClock {
  /** Shared by the expressions of one command; absent: each has its own. */
  budget?: FeelBudget;
  /**
   * Runs what could take long inside one built-in function, and throws if it takes too long. For regular expressions,
   * whose work cannot be counted.
   */
  guard?: <T>(run: () => T) => T;
}

interface Parsed {
  problem?: FeelProblem;
  closure?: Closure;
  /** Only reads what is there: its value cannot be larger. */
  reads?: boolean;
}

/** Names that feelin answers by itself; a variable of that name is looked up first, by feelin. */
const isBuiltin = (name: string) => evaluateByFeelin(name, {}).value !== null;

const parse = memoized((source): Parsed => {
  const parsed = parseFeel(source, 'Expression');
  if ('problem' in parsed) return parsed;
  const reads = /^(?:VariableName|PathExpression)$/.test(parsed.top.firstChild?.name ?? '');
  try {
    const closure = compile(parsed.top, source, isBuiltin);
    return closure ? { closure, reads } : {};
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    return { problem: tooDeep() };
  }
});

/** Syntax problems of an expression (without the leading `=`), for designers and for deployment. Empty: none. */
export function feelProblems(source: string): FeelProblem[] {
  const { problem } = parse(source);
  return problem ? [problem] : [];
}

/** `exceeded`: it was given up because it takes too much work, time or room. */
export interface FeelFailure {
  ok: false;
  message: string;
  exceeded?: true;
}
export type FeelResult = { ok: true; value: Json } | FeelFailure;

function byFeelin(source: string, scope: FeelScope, env: FeelEnvironment) {
  const budget = env.budget ?? { left: FEEL_STEPS };
  const context = { ...functions(env), ...scope.all(), ...countingFunctions(budget) };
  const run = () => evaluateByFeelin(bounded(source, context), context, DIALECT);
  return env.guard && needsGuard(source) ? env.guard(run) : run();
}

/**
 * Evaluates an expression to a value as feelin has it: dates, durations, ranges and functions are objects of its own,
 * which another expression can go on with. A missing variable is null, as on Zeebe.
 */
export function feelValue(
  source: string,
  scope: FeelScope,
  env: FeelEnvironment,
): { ok: true; value: unknown } | FeelFailure {
  const parsed = parse(source);
  if (parsed.problem) return { ok: false, message: parsed.problem.message };
  try {
    if (!parsed.closure || scope.plain === false)
      return { ok: true, value: byFeelin(source, scope, env).value ?? null };
    const value = parsed.closure(scope);
    if (!parsed.reads && value !== null && (typeof value === 'object' || typeof value === 'string'))
      take({ left: MAX_VALUE }, sizeOf(value, MAX_VALUE));
    return { ok: true, value };
  } catch (e) {
    return failure(source, e);
  }
}

function failure(source: string, e: unknown): FeelFailure {
  const message = e instanceof Error ? e.message : String(e);
  if (e instanceof AssertionFailure)
    return { ok: false, message: `Assertion failure on evaluate the expression '${source}': ${message}` };
  if (e instanceof FeelLimit) return { ok: false, message, exceeded: true };
  // The stack, or the longest string that there can be.
  if (e instanceof RangeError)
    return { ok: false, message: `it grows without end (${message})`, exceeded: true };
  return { ok: false, message };
}

/** Evaluates an expression to JSON. */
export function evaluateFeel(source: string, scope: FeelScope, env: FeelEnvironment): FeelResult {
  const result = feelValue(source, scope, env);
  if (!result.ok) return result;
  try {
    return { ok: true, value: toJson(result.value) };
  } catch (e) {
    return failure(source, e);
  }
}

/** What feelin warned of, for an incident's message, such as `[NO_VARIABLE_FOUND] Variable 'x' not found`. */
export function feelWarnings(source: string, scope: FeelScope, env: FeelEnvironment): string[] {
  try {
    return byFeelin(source, scope, env).warnings.map((w) => `[${w.type}] ${w.message}`);
  } catch {
    return [];
  }
}
