/**
 * The small part of FEEL that the plain panel writes and reads back. Parsing is lezer-feel's; anything outside this
 * subset gives `undefined`, and the panel then shows the expression as text for 专家模式.
 */
import { parser } from 'lezer-feel';

export type Feel =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  /** A variable or a path into one, such as `params.reviewDays`. */
  | { kind: 'name'; name: string }
  | { kind: 'list'; items: Feel[] }
  | { kind: 'context'; entries: [string, Feel][] }
  | { kind: 'call'; name: string; args: Feel[] }
  | { kind: 'binary'; op: string; left: Feel; right: Feel }
  | { kind: 'in'; left: Feel; tests: Feel[] }
  /** `for <name> in <list> return <body>` */
  | { kind: 'for'; variable: string; list: Feel; body: Feel };

type Node = ReturnType<typeof parser.parse>['topNode'];

/** Names that need no quoting in FEEL and that both engines read alike. */
const SIMPLE_NAME = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const RESERVED = new Set(
  'null true false not and or in if then else for return some every satisfies between function instance date time duration'.split(
    ' ',
  ),
);

/** Whether a field's name can stand in a generated expression as it is. */
export function isPlainName(name: string): boolean {
  return SIMPLE_NAME.test(name) && name.split('.').every((part) => !RESERVED.has(part));
}

/** A FEEL string literal. Control characters are escaped, so that XML attributes keep them. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** Parses an expression (without the leading `=`); undefined when it has an error or leaves the subset. */
export function parseFeel(source: string): Feel | undefined {
  const tree = parser.parse(source);
  let broken = false;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) broken = true;
    },
  });
  if (broken || tree.topNode.name !== 'Expression') return undefined;
  const inner = children(tree.topNode);
  return inner.length === 1 && inner[0] ? read(inner[0], source) : undefined;
}

function children(node: Node): Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child as Node);
  return found;
}

const text = (node: Node, source: string) => source.slice(node.from, node.to);

function read(node: Node, source: string): Feel | undefined {
  const own = text(node, source);
  const parts = children(node);
  const part = (index: number) => {
    const child = parts.at(index);
    return child ? read(child, source) : undefined;
  };
  switch (node.name) {
    case 'StringLiteral':
      return unquote(own);
    case 'NumericLiteral': {
      const value = Number(own);
      return Number.isFinite(value) ? { kind: 'number', value } : undefined;
    }
    case 'BooleanLiteral':
      return { kind: 'boolean', value: own === 'true' };
    case 'null':
      return { kind: 'null' };
    case 'VariableName':
    case 'PathExpression':
      return isPlainName(own) ? { kind: 'name', name: own } : undefined;
    case 'ParenthesizedExpression':
      return parts.length === 3 ? part(1) : undefined;
    case 'Conjunction':
    case 'Disjunction':
      return binary(node.name === 'Conjunction' ? 'and' : 'or', part(0), part(2));
    case 'ArithmeticExpression':
      return parts.length === 3 && parts[1] ? binary(text(parts[1], source), part(0), part(2)) : undefined;
    case 'Comparison':
      return comparison(parts, source);
    case 'List':
      return list(parts, source);
    case 'Context':
      return context(parts, source);
    case 'FunctionInvocation':
    case 'DateTimeLiteral':
      return call(parts, source);
    case 'ForExpression':
      return forExpression(parts, source);
    default:
      return undefined;
  }
}

function unquote(literal: string): Feel | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? { kind: 'string', value } : undefined;
  } catch {
    return undefined; // an escape that FEEL knows and JSON does not
  }
}

function binary(op: string, left: Feel | undefined, right: Feel | undefined): Feel | undefined {
  return left && right ? { kind: 'binary', op, left, right } : undefined;
}

function comparison(parts: Node[], source: string): Feel | undefined {
  const [first, operator] = parts;
  if (!first || !operator) return undefined;
  const left = read(first, source);
  if (!left) return undefined;
  if (operator.name === 'CompareOp') {
    const last = parts[2];
    return parts.length === 3 && last ? binary(text(operator, source), left, read(last, source)) : undefined;
  }
  if (operator.name !== 'in') return undefined;
  const tests: Feel[] = [];
  for (const node of parts.slice(2)) {
    if (node.name === '(' || node.name === ')') continue;
    const group = node.name === 'PositiveUnaryTests' ? children(node) : [node];
    for (const test of group) {
      const inner = test.name === 'PositiveUnaryTest' ? children(test) : [test];
      const value = inner.length === 1 && inner[0] ? read(inner[0], source) : undefined;
      if (!value) return undefined;
      tests.push(value);
    }
  }
  return { kind: 'in', left, tests };
}

function list(parts: Node[], source: string): Feel | undefined {
  const items: Feel[] = [];
  for (const node of parts) {
    if (node.name === '[' || node.name === ']') continue;
    const item = read(node, source);
    if (!item) return undefined;
    items.push(item);
  }
  return { kind: 'list', items };
}

function context(parts: Node[], source: string): Feel | undefined {
  const entries: [string, Feel][] = [];
  for (const node of parts) {
    if (node.name !== 'ContextEntry') continue;
    const [key, value] = children(node);
    const read_ = value ? read(value, source) : undefined;
    if (!key || !read_) return undefined;
    entries.push([text(key, source).replace(/^"(.*)"$/s, '$1'), read_]);
  }
  return { kind: 'context', entries };
}

function call(parts: Node[], source: string): Feel | undefined {
  const [callee, , parameters] = parts;
  if (!callee) return undefined;
  const args: Feel[] = [];
  if (parameters && parameters.name !== ')') {
    if (parameters.name !== 'PositionalParameters') return undefined;
    for (const node of children(parameters)) {
      const value = read(node, source);
      if (!value) return undefined;
      args.push(value);
    }
  }
  return { kind: 'call', name: text(callee, source).replace(/\s+/g, ' '), args };
}

function forExpression(parts: Node[], source: string): Feel | undefined {
  const iterations = parts.find((node) => node.name === 'InExpressions');
  const body = parts.at(-1);
  const inner = iterations ? children(iterations) : [];
  if (inner.length !== 1 || !inner[0] || !body) return undefined;
  const [name, , range] = children(inner[0]);
  const source_ = range ? children(range) : [];
  const listed = source_.length === 1 && source_[0] ? read(source_[0], source) : undefined;
  const result = read(body, source);
  if (!name || !listed || !result) return undefined;
  return { kind: 'for', variable: text(name, source), list: listed, body: result };
}
