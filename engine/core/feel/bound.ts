/**
 * Keeps feelin's work within a budget. feelin cannot be interrupted, so the expression is rewritten before it gets it:
 * what repeats or binds a name (loops, filters, function bodies, arguments, context entries) is wrapped in a function
 * of ours that counts. Counted work, not time: the same expression on the same variables always ends the same way.
 *
 * Why this suffices: a value can only grow beyond what the source names by being bound to a name and named again, and
 * each binding is measured; work can only repeat by one of the constructs that count. What a single built-in function
 * does with bounded arguments is bounded, but for regular expressions: see `FeelEnvironment.guard`.
 */
import { FeelFunction, FeelRange } from 'feelin';
import { parser, trackVariables } from 'lezer-feel';
import { DIALECT } from './dialect.ts';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Steps that the expressions of one command may take: about a million turns of a loop, one or two seconds. */
export const FEEL_STEPS = 10_000_000;
const TURN = 10;
/** Expressions may not use names that begin so. */
export const RESERVED = '__feel_';

export interface FeelBudget {
  /** Steps left. */
  left: number;
}

/** The expression did not end within its budget, or its value is too large to be kept. */
export class FeelLimit extends Error {}

function spend(budget: FeelBudget, steps: number): void {
  budget.left -= steps;
  if (!(budget.left >= 0)) {
    budget.left = 0;
    throw new FeelLimit(`it takes more than ${FEEL_STEPS} steps; shorten its loops or its lists`);
  }
}

/** Counts every value in `value`, shared ones as often as they are met. */
function measure(budget: FeelBudget, value: unknown): void {
  spend(budget, 1);
  if (typeof value === 'string') spend(budget, value.length / 100);
  else if (Array.isArray(value)) for (const v of value) measure(budget, v);
  else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    for (const v of Object.values(value)) measure(budget, v);
}

function range(budget: FeelBudget, from: unknown, to: unknown): unknown {
  if (Number.isInteger(from) && Number.isInteger(to)) {
    const [a, b] = [from as number, to as number];
    const size = Math.abs(b - a) + 1;
    spend(budget, size * TURN);
    const step = a <= b ? 1 : -1;
    return Array.from({ length: size }, (_, i) => a + i * step);
  }
  if (typeof from === 'string' && typeof to === 'string')
    return new FeelRange({
      start: from,
      end: to,
      'start included': true,
      'end included': true,
      valueType: 'string',
    });
  throw new Error(`a loop cannot run from <${String(from)}> to <${String(to)}>`);
}

/** What the rewritten expression calls. */
export function countingFunctions(budget: FeelBudget): Record<string, FeelFunction> {
  return {
    [`${RESERVED}range`]: new FeelFunction((a, b) => range(budget, a, b), ['a', 'b']),
    [`${RESERVED}each`]: new FeelFunction(
      (list) => {
        if (Array.isArray(list)) spend(budget, list.length * TURN);
        measure(budget, list);
        return list;
      },
      ['list'],
    ),
    [`${RESERVED}keep`]: new FeelFunction(
      (value) => {
        measure(budget, value);
        return value;
      },
      ['value'],
    ),
    [`${RESERVED}turn`]: new FeelFunction(() => {
      spend(budget, TURN);
      return true;
    }, []),
  };
}

/** Literals are left alone: feelin reads constant arguments once, such as those of `date("2026-01-01")`. */
const LITERAL = new Set(['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'null', ',']);

/** Over-approximates: an expression without one of these neither repeats nor binds anything. */
const REPEATS = /\b(?:for|some|every|function)\b|[[{]/;
/** Regular expressions can take exponential time inside one call. */
const MATCHES = /\b(?:matches|replace|split|extract)\b/;

/** Whether the expression should run under `FeelEnvironment.guard`, if there is one. */
export const needsGuard = (source: string): boolean => MATCHES.test(source);

/**
 * The expression with its counting calls. `context`: what feelin will see, since names such as `a-b` decide how it
 * is read. Expressions that cannot repeat anything come back as they are.
 */
export function bounded(source: string, context: Record<string, unknown>): string {
  if (!REPEATS.test(source)) return source;
  const configured = parser.configure({
    top: 'Expression',
    dialect: DIALECT,
    contextTracker: trackVariables(context),
  });
  return rewrite(configured.parse(source).topNode, source);
}

function rewrite(node: SyntaxNode, source: string): string {
  const kids: SyntaxNode[] = [];
  for (let c = node.firstChild; c; c = c.nextSibling) kids.push(c);
  let out = '';
  let at = node.from;
  kids.forEach((kid, i) => {
    out += source.slice(at, kid.from) + wrapped(node, kid, i === kids.length - 1, rewrite(kid, source));
    at = kid.to;
  });
  out += source.slice(at, node.to);
  switch (node.name) {
    case 'IterationContext':
      return kids.some((k) => k.name === '..') ? `${RESERVED}range(${out})` : `${RESERVED}each(${out})`;
    case 'FunctionBody':
      return node.prevSibling?.name === 'external' ? out : `if ${RESERVED}turn() then (${out}) else null`;
    default:
      return out;
  }
}

function wrapped(parent: SyntaxNode, kid: SyntaxNode, last: boolean, text: string): string {
  switch (parent.name) {
    case 'IterationContext':
      return kid.name === '..' ? ',' : text;
    case 'FilterExpression':
      return kid.prevSibling ? text : `${RESERVED}each(${text})`;
    case 'PositionalParameters':
      return LITERAL.has(kid.name) ? text : `${RESERVED}keep(${text})`;
    case 'ForExpression':
    case 'NamedParameter':
    case 'ContextEntry':
      return last && !LITERAL.has(kid.name) ? `${RESERVED}keep(${text})` : text;
    default:
      return text;
  }
}
