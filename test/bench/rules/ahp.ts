/** AHP of 300 deputies on 15 criteria: priorities, λmax, CI, CR of each; beside ml-matrix' eigenvalue decomposition. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { ahpPriorities } from '../../../rules/index.ts';
import { median } from '../median.ts';

const [DEPUTIES, CRITERIA, ROUNDS] = [300, 15, 15];

/** Judgements as people give them: of weights, rounded to Saaty's scale, a few of them off. */
function judgements(seed: number): number[][] {
  let state = seed + 1;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const weights = Array.from({ length: CRITERIA }, () => 0.2 + next());
  const matrix = weights.map(() => new Array<number>(CRITERIA).fill(1));
  for (let i = 0; i < CRITERIA; i++)
    for (let j = 0; j < i; j++) {
      const ratio = ((weights[i] as number) / (weights[j] as number)) * (0.6 + next());
      const judged = ratio >= 1 ? Math.min(9, Math.round(ratio)) : 1 / Math.min(9, Math.round(1 / ratio));
      (matrix[i] as number[])[j] = judged;
      (matrix[j] as number[])[i] = 1 / judged;
    }
  return matrix;
}

/** The same by a general routine: all eigenvalues, of which the largest is real. */
function general(matrix: number[][]): { lambda: number; weights: number[] } {
  const { realEigenvalues, imaginaryEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Matrix(matrix),
  );
  let best = 0;
  realEigenvalues.forEach((v, i) => {
    if (imaginaryEigenvalues[i] === 0 && v > (realEigenvalues[best] as number)) best = i;
  });
  const vector = eigenvectorMatrix.getColumn(best).map(Math.abs);
  const sum = vector.reduce((a, b) => a + b, 0);
  return { lambda: realEigenvalues[best] as number, weights: vector.map((x) => x / sum) };
}

export default function ahp(): void {
  const matrices = Array.from({ length: DEPUTIES }, (_, i) => judgements(i));
  let worst = 0;
  for (const m of matrices) {
    const [ours, theirs] = [ahpPriorities(m), general(m)];
    ours.weights.forEach((w, i) => {
      worst = Math.max(worst, Math.abs(w - (theirs.weights[i] as number)));
    });
    worst = Math.max(worst, Math.abs(ours.lambdaMax - theirs.lambda));
  }
  const [own, library]: [number[], number[]] = [[], []];
  for (let r = 0; r < ROUNDS; r++) {
    let at = performance.now();
    for (const m of matrices) ahpPriorities(m);
    own.push(performance.now() - at);
    at = performance.now();
    for (const m of matrices) general(m);
    library.push(performance.now() - at);
  }
  console.log(
    `AHP, ${DEPUTIES} × ${CRITERIA}:             ${median(own).toFixed(1)} ms; ml-matrix ${median(library).toFixed(1)} ms`,
  );
  console.log(`ratio, against ml-matrix:    ${(median(own) / median(library)).toFixed(2)} x`);
  console.log(`largest difference of weights and λmax: ${worst.toExponential(1)}`);
}
