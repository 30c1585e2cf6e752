/**
 * Text search without a dictionary: a text is cut into runs of letters and digits, a run into overlapping pairs of
 * characters (bigrams), so that every Chinese word of two characters or more is found by adjacent pairs. The last
 * character of a run is a token of its own, so that every character begins some token (queries of one character).
 */

import { wellFormed } from './scalar.ts';

/** Compatibility forms folded, lower case; runs of letters, digits and marks, everything else separates. */
export function runsOf(text: string): string[] {
  return (
    wellFormed(text)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** The tokens of one run, in order: `路灯亮` → 路灯, 灯亮, 亮. */
export function tokensOf(run: string): string[] {
  const chars = Array.from(run);
  return chars.map((c, i) => c + (chars[i + 1] ?? ''));
}

/** What a full-text index stores of a text: all tokens, space-separated. */
export function indexText(text: string): string {
  return runsOf(text).flatMap(tokensOf).join(' ');
}

/** The FTS5 expression for a query; empty when the query holds no letter or digit. All runs must occur. */
export function ftsExpression(query: string): string {
  return runsOf(query)
    .map((run) => {
      const pairs = tokensOf(run).slice(0, -1);
      return pairs.length === 0 ? `"${run}" *` : `"${pairs.join(' ')}"`;
    })
    .join(' AND ');
}

/** The set of single characters and pairs of a text, for a multikey index. */
export function gramsOf(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => [...Array.from(run), ...tokensOf(run)]))];
}

/** The grams that a text must all have to be able to hold the run. */
export function gramsOfRun(run: string): string[] {
  const pairs = tokensOf(run).slice(0, -1);
  return pairs.length === 0 ? [run] : pairs;
}
