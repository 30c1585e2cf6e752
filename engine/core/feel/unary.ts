/**
 * Unary tests, the language of a decision table's input entries, as Zeebe 8.5.8 evaluates them (feel-scala 1.17.8):
 * `-`, `not(…)`, and a list of comparisons, intervals and expressions. An expression that asks the input (`?`) must give
 * true or false; any other one holds if it is true, equals the input or is a list that has it.
 */
import { evaluate } from 'feelin';
import type { Json } from '../../engine.ts';
import { type FeelEnvironment, feelProblems, feelValue } from './evaluate.ts';
import { equals } from './json.ts';
import { children, type FeelProblem, memoized, parseFeel, type SyntaxNode, syntaxError } from './parse.ts';
import type { FeelScope } from './scope.ts';
import { isPlain } from './values.ts';

/** `asks`: an expression over `?` that gives the answer; `is`: one whose value is compared with the input. */
type Test = { asks: string } | { is: string };

interface Tests {
  problem?: FeelProblem;
  /** Absent: anything fits. */
  any?: Test[];
  negated?: boolean;
}

const parse = memoized((source): Tests => {
  if (source.trim() === '') return {};
  const parsed = parseFeel(source, 'UnaryTests');
  if ('problem' in parsed) return parsed;
  const parts = children(parsed.top).filter((n) => !n.name.endsWith('Comment'));
  if (parts[0]?.name === 'Wildcard') return {};
  const list = parts.find((n) => n.name === 'PositiveUnaryTests');
  if (!list) return { problem: syntaxError(source, 0) };
  const tests: Test[] = [];
  for (const node of children(list)) {
    const test = readTest(node, source, parsed.top.to);
    if ('message' in test) return { problem: test };
    tests.push(test);
  }
  return { any: tests, negated: parts[0]?.name === 'not' };
});

function readTest(node: SyntaxNode, source: string, end: number): Test | FeelProblem {
  const text = source.slice(node.from, node.to);
  const only = node.firstChild;
  if (only?.name === 'SimplePositiveUnaryTest') {
    if (only.firstChild?.name === 'Interval') return { asks: `? in ${text}` };
    return { asks: `? ${text}` };
  }
  // A boolean is compared with the input only if nothing follows: in `not(true)` it is an expression, which is true.
  if (only?.name === 'BooleanLiteral' && source.slice(node.to, end).trim() === '')
    return { asks: `? = ${text}` };
  const problem = feelProblems(text)[0];
  if (problem) return { ...problem, position: problem.position + node.from };
  return asksInput(node) ? { asks: text } : { is: text };
}

function asksInput(node: SyntaxNode): boolean {
  return node.name === '?' || children(node).some(asksInput);
}

/** Syntax problems of unary tests, for deployment. Empty: none. */
export function unaryTestProblems(source: string): FeelProblem[] {
  const { problem } = parse(source);
  return problem ? [problem] : [];
}

export type UnaryResult = { ok: true; value: boolean | null } | { ok: false; message: string };

/** Whether `input` fits; null when it cannot be compared. `input` is visible as `?` and as `cellInput`. */
export function unaryTest(
  source: string,
  input: unknown,
  scope: FeelScope,
  env: FeelEnvironment,
): UnaryResult {
  const tests = parse(source);
  if (tests.problem) return { ok: false, message: tests.problem.message };
  if (!tests.any) return { ok: true, value: true };
  const inner = withInput(scope, input);
  let found: boolean | null = false;
  for (const test of tests.any) {
    const result = feelValue('asks' in test ? test.asks : test.is, inner, env);
    if (!result.ok) return result;
    const holds = 'asks' in test ? asBoolean(result.value) : matches(input, result.value);
    if (holds) {
      found = true;
      break;
    }
    if (holds === null) found = null;
  }
  return { ok: true, value: tests.negated && found !== null ? !found : found };
}

function withInput(scope: FeelScope, input: unknown): FeelScope {
  const value = input as Json;
  return {
    get: (name) => (name === '?' || name === 'cellInput' ? value : scope.get(name)),
    all: () => ({ ...scope.all(), '?': value, cellInput: value }),
    plain: scope.plain !== false && isPlain(input),
  };
}

const asBoolean = (value: unknown) => (typeof value === 'boolean' ? value : null);

function matches(input: unknown, value: unknown): boolean | null {
  if (value === true) return true;
  if (Array.isArray(value)) return value.some((item) => equal(input, item)) || equal(input, value) === true;
  return equal(input, value);
}

/** Null: of different types. */
function equal(a: unknown, b: unknown): boolean | null {
  if (isPlain(a) && isPlain(b)) return equals(a, b);
  return asBoolean(evaluate('a = b', { a, b }).value);
}
