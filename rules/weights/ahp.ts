import { RulesError } from '../common/problem.ts';

/**
 * Mean consistency index of random reciprocal matrices by size 1 … 15.
 * saaty1980: T. L. Saaty, The Analytic Hierarchy Process, McGraw-Hill 1980, p. 21.
 * saaty2005: T. L. Saaty, Theory and Applications of the Analytic Network Process, RWS 2005.
 */
export const RANDOM_INDEX = {
  saaty1980: [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59],
  saaty2005: [0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59],
} as const;

export interface AhpResult {
  /** Priorities, summing to 1. */
  readonly weights: number[];
  /** Principal eigenvalue λmax, at least n. */
  readonly lambdaMax: number;
  /** CI = (λmax − n) / (n − 1). */
  readonly consistencyIndex: number;
  /** CR = CI / RI; usually accepted up to 0.1. 0 for one or two criteria. */
  readonly consistencyRatio: number;
}

const MAX_STEPS = 10_000;
const RECIPROCAL_TOLERANCE = 1e-6;

/** Throws RulesError `INVALID_MATRIX` unless square (1 to 15), positive, finite and reciprocal. */
function checkMatrix(matrix: readonly (readonly number[])[]): number {
  const n = matrix.length;
  const refuse = (message: string): never => {
    throw new RulesError('INVALID_MATRIX', message);
  };
  if (n < 1 || n > 15) refuse(`判断矩阵应为 1 至 15 阶，实际为 ${n} 阶。`);
  for (let i = 0; i < n; i++) {
    const row = matrix[i];
    if (!Array.isArray(row) || row.length !== n) refuse(`判断矩阵第 ${i + 1} 行应有 ${n} 项。`);
    for (let j = 0; j <= i; j++) {
      const [a, b] = [row?.[j] as number, matrix[j]?.[i] as number];
      const place = `第 ${i + 1} 行第 ${j + 1} 列`;
      if (typeof a !== 'number' || typeof b !== 'number' || !(a > 0) || !(b > 0) || !Number.isFinite(a * b)) {
        refuse(`判断矩阵${place}或其对称位置应为正数。`);
      }
      if (Math.abs(a * b - 1) > RECIPROCAL_TOLERANCE) refuse(`判断矩阵${place}与其对称位置不互为倒数。`);
    }
  }
  return n;
}

/**
 * Principal eigenvector, scaled to sum to 1, and its eigenvalue, by power iteration, which converges for a nonnegative
 * primitive matrix (Perron–Frobenius).
 */
export function principal(matrix: readonly (readonly number[])[]): { vector: number[]; value: number } {
  let vector = matrix.map(() => 1 / matrix.length);
  let value = matrix.length;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = matrix.map((row) => row.reduce((sum, a, j) => sum + a * (vector[j] as number), 0));
    const total = next.reduce((a, b) => a + b, 0);
    const scaled = next.map((x) => x / total);
    const moved = scaled.reduce((d, x, i) => Math.max(d, Math.abs(x / (vector[i] as number) - 1)), 0);
    vector = scaled;
    // the vector sums to 1, so the sum of A·w is the eigenvalue
    value = total;
    if (moved < 1e-14) break;
  }
  return { vector, value };
}

/**
 * Priorities of an AHP comparison matrix (层次分析法判断矩阵): principal eigenvector, λmax, CI and CR with the
 * random-index table named (saaty1980 unless told otherwise). `matrix[i][j]` says how much more important i is than j.
 */
export function ahpPriorities(
  matrix: number[][],
  o: { randomIndex?: keyof typeof RANDOM_INDEX } = {},
): AhpResult {
  const n = checkMatrix(matrix);
  const { vector: weights, value: lambdaMax } = principal(matrix);
  const consistencyIndex = n > 1 ? Math.max(0, (lambdaMax - n) / (n - 1)) : 0;
  const randomIndex = RANDOM_INDEX[o.randomIndex ?? 'saaty1980'][n - 1] as number;
  const consistencyRatio = randomIndex > 0 ? consistencyIndex / randomIndex : 0;
  return { weights, lambdaMax: Math.max(n, lambdaMax), consistencyIndex, consistencyRatio };
}
