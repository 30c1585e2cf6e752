/** Which names an expression reads: for whoever offers variables and wants to know which are used. */
import { children, type FeelProblem, memoized, parseFeel, type SyntaxNode } from './parse.ts';

export interface FeelNames {
  /** Variables read that the expression does not make itself, each once, in order. */
  names: readonly string[];
  /** Functions called by name. */
  functions: readonly string[];
}

/** Names that filters and iterations give by themselves. */
const IMPLICIT = ['item', 'partial', '?'];

/**
 * A name that the expression makes somewhere (iteration, parameter, context key) counts as its own everywhere in it: too
 * few names rather than one too many.
 */
export const feelNames: (source: string) => { problem: FeelProblem } | FeelNames = memoized((source) => {
  const parsed = parseFeel(source, 'Expression');
  if ('problem' in parsed) return parsed;
  const textOf = (node: SyntaxNode) => source.slice(node.from, node.to).trim().replace(/^`|`$/g, '');
  const [read, made, functions] = [new Set<string>(), new Set<string>(IMPLICIT), new Set<string>()];
  // no recursion: what the parser took may be nested deep
  const open: SyntaxNode[] = [parsed.top];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name === 'VariableName') {
      const called = node.parent?.name === 'FunctionInvocation' && node.parent.firstChild?.from === node.from;
      (called ? functions : read).add(textOf(node));
    } else if (node.name === 'Name') made.add(textOf(node));
    open.push(...children(node).reverse());
  }
  return { names: [...read].filter((name) => !made.has(name)), functions: [...functions] };
});
