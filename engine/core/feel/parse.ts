/** Source → tree of lezer-feel, or the first problem in it. */
import { parser, trackVariables } from 'lezer-feel';
import { RESERVED } from './bound.ts';
import { DIALECT } from './dialect.ts';
import { functions } from './functions.ts';

/** Longest expression, in characters; longer ones are refused at deployment. */
export const MAX_EXPRESSION_LENGTH = 10_000;
const CACHE_SIZE = 10_000;

export interface FeelProblem {
  message: string;
  messageZh: string;
  /** Offset in the expression, in characters. */
  position: number;
}

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** It must know functions whose names have key words in them, such as `get or else`. */
const known = functions({ at: 0, zone: 'UTC' });
const configured = (top: string) =>
  parser.configure({ top, dialect: DIALECT, contextTracker: trackVariables(known) });
const tops = { Expression: configured('Expression'), UnaryTests: configured('UnaryTests') };

/** Keeps what was made of the last sources; the oldest gives way. */
export function memoized<T>(make: (source: string) => T): (source: string) => T {
  const cache = new Map<string, T>();
  return (source) => {
    const known = cache.get(source);
    if (known !== undefined) return known;
    const made = make(source);
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
    cache.set(source, made);
    return made;
  };
}

export function parseFeel(
  source: string,
  top: keyof typeof tops,
): { top: SyntaxNode } | { problem: FeelProblem } {
  if (source.length > MAX_EXPRESSION_LENGTH)
    return {
      problem: {
        message: `expression is longer than ${MAX_EXPRESSION_LENGTH} characters`,
        messageZh: `表达式超过 ${MAX_EXPRESSION_LENGTH} 个字符，请拆分`,
        position: MAX_EXPRESSION_LENGTH,
      },
    };
  if (source.trim() === '')
    return { problem: { message: 'expression is empty', messageZh: '表达式为空', position: 0 } };
  const reserved = source.indexOf(RESERVED);
  if (reserved >= 0)
    return {
      problem: {
        message: `names that begin with <${RESERVED}> are reserved`,
        messageZh: `以“${RESERVED}”开头的名称为系统保留，请改名`,
        position: reserved,
      },
    };
  const tree = tops[top].parse(source);
  let at = -1;
  tree.iterate({
    enter(node) {
      if (at < 0 && (node.type.isError || isForeign(node.node, source))) at = node.from;
    },
  });
  return at >= 0 ? { problem: syntaxError(source, at) } : { top: tree.topNode };
}

/** Zeebe has nothing but arithmetic after `<`: no comparison, no `and`. */
const NO_ENDPOINT = ['Comparison', 'Conjunction', 'Disjunction', 'SimplePositiveUnaryTest'];

/** What lezer-feel takes and Zeebe does not: `= 1` and `> 1 and < 5` as tests, `1e3`, odd names out of back-ticks. */
function isForeign(node: SyntaxNode, source: string): boolean {
  if (node.name === 'NumericLiteral') return /e/i.test(source.slice(node.from, node.to));
  if (node.name === 'VariableName')
    return (
      node.parent?.name !== 'FunctionInvocation' && /^[^`]*[\s?][^`]*$/.test(source.slice(node.from, node.to))
    );
  if (node.name !== 'SimplePositiveUnaryTest') return false;
  const [operator, endpoint] = children(node);
  if (operator?.name !== 'CompareOp' || !endpoint) return false;
  return (
    !['<', '<=', '>', '>='].includes(source.slice(operator.from, operator.to)) ||
    NO_ENDPOINT.includes(endpoint.name)
  );
}

export const tooDeep = (): FeelProblem => ({
  message: 'expression is nested too deeply',
  messageZh: '表达式嵌套过深，请拆分',
  position: 0,
});

export function syntaxError(source: string, at: number): FeelProblem {
  const near = source.slice(at, at + 20).trim();
  return {
    message: `FEEL syntax error at position ${at + 1}${near ? ` near <${near}>` : ' (incomplete)'}`,
    messageZh: `FEEL 表达式第 ${at + 1} 个字符处有语法错误${near ? `：“${near}”附近` : '：表达式不完整'}`,
    position: at,
  };
}

/** The children that mean something: the tree also has nodes for brackets and key words. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (let c = node.firstChild; c; c = c.nextSibling) out.push(c);
  return out;
}
