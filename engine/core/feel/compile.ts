/**
 * Compiles the simple part of FEEL to closures, since feelin parses an expression each time it evaluates it.
 * What is not plain (most functions, filters, dates, quantifiers …) is left to feelin: `compile` gives undefined.
 * On well-typed expressions both agree (test/engine/feel.test.ts); where types are mixed and for decimals, closures do as
 * Zeebe does (docs/feel.md).
 */
import { evaluate } from 'feelin';
import { normalizeContextKey } from 'lezer-feel';
import type { Json } from '../../engine.ts';
import { add, equals, multiply, subtract } from './json.ts';
import { children, type SyntaxNode } from './parse.ts';
import type { FeelScope } from './scope.ts';

export type Closure = (scope: FeelScope) => Json;

type Op = (a: Json, b: Json) => Json;

/** Asks feelin for one operation on two values; for the rare operand types. */
function ask(operator: string): Op {
  return (a, b) => (evaluate(`a ${operator} b`, { a, b }).value ?? null) as Json;
}

/** Only numbers and texts have an order, each among themselves; feelin has `"x" <= 1`, which Zeebe calls null. */
function comparison(onNumbers: (a: number, b: number) => boolean): Op {
  const onStrings = onNumbers as unknown as (a: string, b: string) => boolean;
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return onNumbers(a, b);
    if (typeof a === 'string' && typeof b === 'string') return onStrings(a, b);
    return null;
  };
}

function equality(same: boolean): Op {
  return (a, b) => {
    const equal = equals(a, b);
    return equal === null ? null : equal === same;
  };
}

function arithmetic(operator: string, onNumbers: (a: number, b: number) => Json): Op {
  const other = ask(operator);
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return onNumbers(a, b);
    if (operator === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
    return other(a, b);
  };
}

const COMPARISONS: Record<string, Op> = {
  '=': equality(true),
  '!=': equality(false),
  '<': comparison((a, b) => a < b),
  '<=': comparison((a, b) => a <= b),
  '>': comparison((a, b) => a > b),
  '>=': comparison((a, b) => a >= b),
};

const ARITHMETIC: Record<string, Op> = {
  '+': arithmetic('+', add),
  '-': arithmetic('-', subtract),
  '*': arithmetic('*', multiply),
  '/': arithmetic('/', (a, b) => (b === 0 ? null : a / b)),
};

/** Functions of one argument that conditions use. */
const CALLS: Record<string, ((a: Json) => Json) | undefined> = {
  not: (a) => (typeof a === 'boolean' ? !a : null),
  count: (a) => (Array.isArray(a) ? a.length : null),
  'is defined': (a) => a !== null,
};

const isObject = (v: Json | undefined): v is { [k: string]: Json } =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** A name of one plain identifier, or undefined. Spaces and back-ticks are feelin's business. */
function plainName(node: SyntaxNode, source: string): string | undefined {
  const only = node.firstChild;
  if (!only || only.nextSibling || only.name !== 'Identifier') return undefined;
  const name = source.slice(node.from, node.to);
  return normalizeContextKey(name) === name ? name : undefined;
}

export function compile(
  node: SyntaxNode,
  source: string,
  isBuiltin: (name: string) => boolean,
): Closure | undefined {
  const text = source.slice(node.from, node.to);
  const kids = children(node);
  const sub = (n: SyntaxNode | undefined) => (n ? compile(n, source, isBuiltin) : undefined);
  switch (node.name) {
    case 'Expression':
      return kids.length === 1 ? sub(kids[0]) : undefined;
    case 'ParenthesizedExpression':
      return kids.length === 3 ? sub(kids[1]) : undefined;
    case 'null':
      return () => null;
    case 'BooleanLiteral':
      return () => text === 'true';
    case 'NumericLiteral': {
      if (!/^(-\s*)?\d+(\.\d+)?$/.test(text)) return undefined;
      const value = Number(text.replace(/\s/g, ''));
      return () => value;
    }
    case 'StringLiteral': {
      if (text.includes('\\')) return undefined;
      const value = text.slice(1, -1);
      return () => value;
    }
    // The input value of a unary test.
    case '?':
      return (scope) => scope.get('?') ?? null;
    case 'VariableName': {
      const name = plainName(node, source);
      if (name === undefined || isBuiltin(name)) return undefined;
      return (scope) => scope.get(name) ?? null;
    }
    case 'PathExpression': {
      const target = sub(kids[0]);
      const property = kids[2] && plainName(kids[2], source);
      if (!target || property === undefined || kids.length !== 3) return undefined;
      const read = (v: Json): Json =>
        isObject(v) && Object.hasOwn(v, property) ? (v[property] ?? null) : null;
      return (scope) => {
        const value = target(scope);
        return Array.isArray(value) ? value.map(read) : read(value);
      };
    }
    case 'Comparison': {
      const [left, operator, right] = kids;
      const range = rangeOf(kids, source);
      if (range) {
        const value = sub(left);
        const from = sub(range.from);
        const to = sub(range.to);
        if (!value || !from || !to) return undefined;
        return (scope) => {
          const v = value(scope);
          const above = range.above(v, from(scope));
          const below = range.below(v, to(scope));
          return above === null || below === null ? null : above && below;
        };
      }
      const op = operator && COMPARISONS[source.slice(operator.from, operator.to)];
      const a = sub(left);
      const b = sub(right);
      if (!op || !a || !b || kids.length !== 3) return undefined;
      return (scope) => op(a(scope), b(scope));
    }
    case 'Conjunction':
    case 'Disjunction': {
      const a = sub(kids[0]);
      const b = sub(kids[2]);
      if (!a || !b || kids.length !== 3) return undefined;
      const decisive = node.name === 'Disjunction';
      return (scope) => {
        const left = a(scope);
        if (left === decisive) return decisive;
        const right = b(scope);
        if (right === decisive) return decisive;
        return left === !decisive && right === !decisive ? !decisive : null;
      };
    }
    case 'ArithmeticExpression': {
      const [left, operator, right] = kids;
      const op = operator && ARITHMETIC[source.slice(operator.from, operator.to)];
      const a = sub(left);
      const b = sub(right);
      if (!op || !a || !b || kids.length !== 3) return undefined;
      return (scope) => op(a(scope), b(scope));
    }
    case 'IfExpression': {
      const test = sub(kids[1]);
      const yes = sub(kids[3]);
      const no = sub(kids[5]);
      if (!test || !yes || !no || kids.length !== 6) return undefined;
      return (scope) => {
        const value = test(scope);
        // As Zeebe: what is no boolean counts as false.
        return value === true ? yes(scope) : no(scope);
      };
    }
    case 'FilterExpression': {
      const target = sub(kids[0]);
      const at = kids[2]?.name === 'NumericLiteral' ? Number(source.slice(kids[2].from, kids[2].to)) : NaN;
      if (!target || !Number.isInteger(at) || at === 0 || kids.length !== 4) return undefined;
      return (scope) => {
        const list = target(scope);
        // As Zeebe: only a list has items; feelin takes any value for a list of one.
        return Array.isArray(list) ? (list.at(at > 0 ? at - 1 : at) ?? null) : null;
      };
    }
    case 'FunctionInvocation': {
      const call = CALLS[text.slice(0, text.indexOf('(')).trim()];
      const args = kids.find((k) => k.name === 'PositionalParameters');
      const [only, ...more] = args ? children(args) : [];
      const argument = sub(only);
      if (!call || !argument || more.length) return undefined;
      return (scope) => call(argument(scope));
    }
    case 'List': {
      const items = kids.slice(1, -1).map(sub);
      if (items.some((i) => !i)) return undefined;
      return (scope) => items.map((i) => i!(scope));
    }
    case 'Context':
      return context(kids.slice(1, -1), source, isBuiltin);
    default:
      return undefined;
  }
}

/** Of `x in [a..b]` and `x between a and b`: the borders, and how a value lies to them. */
function rangeOf(kids: SyntaxNode[], source: string) {
  const text = (n: SyntaxNode | undefined) => (n ? source.slice(n.from, n.to) : '');
  if (kids.length === 5 && text(kids[1]) === 'between')
    return { from: kids[2], to: kids[4], above: COMPARISONS['>=']!, below: COMPARISONS['<=']! };
  const interval = kids.length === 3 && text(kids[1]) === 'in' ? kids[2]?.firstChild?.firstChild : undefined;
  if (interval?.name !== 'Interval') return undefined;
  const [open, from, , to, close] = children(interval);
  return {
    from,
    to,
    above: COMPARISONS[text(open) === '[' ? '>=' : '>']!,
    below: COMPARISONS[text(close) === ']' ? '<=' : '<']!,
  };
}

/** `{ a: 1, b: a }`: an entry sees those before it. */
function context(
  nodes: SyntaxNode[],
  source: string,
  isBuiltin: (name: string) => boolean,
): Closure | undefined {
  const entries: { key: string; value: Closure }[] = [];
  for (const node of nodes) {
    const [keyNode, valueNode] = children(node);
    if (node.name !== 'ContextEntry' || !keyNode || !valueNode) return undefined;
    const raw = source.slice(keyNode.from, keyNode.to);
    const key = raw.startsWith('"') ? raw.slice(1, -1) : raw;
    if (/[\s\\`]/.test(key)) return undefined;
    const value = compile(valueNode, source, isBuiltin);
    if (!value) return undefined;
    entries.push({ key, value });
  }
  return (scope) => {
    const result: { [k: string]: Json } = {};
    const inner: FeelScope = {
      get: (name) => (Object.hasOwn(result, name) ? result[name] : scope.get(name)),
      all: () => ({ ...scope.all(), ...result }),
    };
    for (const { key, value } of entries) result[key] = value(inner);
    return result;
  };
}
