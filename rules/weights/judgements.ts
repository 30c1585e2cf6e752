import { RulesError } from '../common/problem.ts';
import { type AhpResult, ahpPriorities, principal, type RANDOM_INDEX } from './ahp.ts';

/** Words of Saaty's scale (1–9 标度); the even numbers lie between. T. L. Saaty 1980, p. 54. */
export const SAATY_WORDS: Readonly<Record<number, string>> = {
  1: '同样重要',
  3: '稍微重要',
  5: '明显重要',
  7: '强烈重要',
  9: '极端重要',
};

/** The 17 values of the scale, from 1/9 (the second far more important) to 9 (the first). */
export const SAATY_SCALE: readonly number[] = [9, 8, 7, 6, 5, 4, 3, 2]
  .map((n) => 1 / n)
  .concat([1, 2, 3, 4, 5, 6, 7, 8, 9]);

/** Pairs of n criteria in the order in which people are asked: (0,1), (0,2) … (n−2,n−1). */
export function pairsOf(n: number): (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs.push([i, j]);
  return pairs;
}

/**
 * The reciprocal matrix of judgements given in the order of `pairsOf(n)`: each says how much more important the first
 * of the pair is, 1/9 to 9. Throws RulesError `INVALID_JUDGEMENT` when one is missing or beyond the scale.
 */
export function judgementMatrix(n: number, judgements: readonly number[]): number[][] {
  const pairs = pairsOf(n);
  if (judgements.length !== pairs.length) {
    throw new RulesError(
      'INVALID_JUDGEMENT',
      `${n} 项指标应有 ${pairs.length} 个两两比较，实际为 ${judgements.length} 个。`,
    );
  }
  const matrix = Array.from({ length: n }, () => Array.from({ length: n }, () => 1));
  pairs.forEach(([i, j], k) => {
    const value = judgements[k];
    // a hair's breadth of room: 1/9 does not survive every way through text
    if (typeof value !== 'number' || !(value >= 1 / 9 - 1e-9 && value <= 9 + 1e-9)) {
      throw new RulesError('INVALID_JUDGEMENT', `第 ${k + 1} 个两两比较应在 1/9 至 9 之间。`);
    }
    (matrix[i] as number[])[j] = value;
    (matrix[j] as number[])[i] = 1 / value;
  });
  return matrix;
}

export interface LeastConsistent {
  /** Rows of the pair, the first one less than the second. */
  readonly pair: readonly [number, number];
  /** What was judged: how much more important the first is. */
  readonly given: number;
  /** What the other judgements imply, and the value of the scale nearest to it. */
  readonly implied: number;
  readonly suggested: number;
  /** Consistency ratio with the suggested value in its place. */
  readonly ratioThen: number;
}

/**
 * The judgement that fits the others least (最不一致的判断), and the value that would mend it. For each pair the value
 * that the others imply is the ratio of the priorities found when this judgement is left open (P. T. Harker, Alternative
 * modes of questioning in the AHP, Mathematical Modelling 9, 1987). The pair whose mending on the scale lowers the
 * consistency ratio most is named; on equal ratios the earlier one. Undefined for fewer than three criteria, or when no
 * change of one judgement lowers the ratio.
 */
export function leastConsistent(
  matrix: number[][],
  o: { randomIndex?: keyof typeof RANDOM_INDEX } = {},
): LeastConsistent | undefined {
  const n = matrix.length;
  if (n < 3) return undefined;
  const now = ahpPriorities(matrix, o).consistencyRatio;
  let best: LeastConsistent | undefined;
  for (const [i, j] of pairsOf(n)) {
    const given = matrix[i]?.[j] as number;
    const implied = impliedBy(matrix, i, j);
    const suggested = nearest(implied);
    if (Math.abs(suggested - given) < 1e-9) continue;
    const ratioThen = ahpPriorities(withJudgement(matrix, i, j, suggested), o).consistencyRatio;
    if (ratioThen < (best?.ratioThen ?? now) - 1e-12)
      best = { pair: [i, j], given, implied, suggested, ratioThen };
  }
  return best;
}

function withJudgement(matrix: readonly number[][], i: number, j: number, value: number): number[][] {
  return matrix.map((row, r) =>
    row.map((a, c) => (r === i && c === j ? value : r === j && c === i ? 1 / value : a)),
  );
}

/** w_i / w_j when the judgement is left open: 0 in its place, and one more on the diagonal of both rows (Harker). */
function impliedBy(matrix: readonly number[][], i: number, j: number): number {
  const open = matrix.map((row, r) =>
    row.map((a, c) =>
      r === c && (r === i || r === j) ? a + 1 : (r === i && c === j) || (r === j && c === i) ? 0 : a,
    ),
  );
  const { vector } = principal(open);
  return (vector[i] as number) / (vector[j] as number);
}

/** The value of Saaty's scale that is nearest by ratio. */
const nearest = (value: number): number =>
  SAATY_SCALE.reduce((a, b) => (Math.abs(Math.log(b / value)) < Math.abs(Math.log(a / value)) ? b : a));

/** The result a voter is shown before casting. */
export interface JudgementView extends AhpResult {
  readonly worst?: LeastConsistent;
}

/** Priorities with the least consistent judgement, of judgements in the order of `pairsOf(n)`. */
export function viewJudgements(
  n: number,
  judgements: readonly number[],
  o: { randomIndex?: keyof typeof RANDOM_INDEX } = {},
): JudgementView {
  const matrix = judgementMatrix(n, judgements);
  const worst = leastConsistent(matrix, o);
  return { ...ahpPriorities(matrix, o), ...(worst ? { worst } : {}) };
}
