import type { ResultView } from './api.ts';

/** By rank, those without one last. */
export const byRank = (view: ResultView) =>
  [...view.objects].sort(
    (a, b) => (a.score.rank ?? Number.POSITIVE_INFINITY) - (b.score.rank ?? Number.POSITIVE_INFINITY),
  );
