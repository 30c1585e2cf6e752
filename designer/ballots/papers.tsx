import { type ComponentType, lazy } from 'react';
import type { BallotResult, BallotRule } from '../../rules/ballot/types.ts';
import type { WeightingResult, WeightingSheet } from '../../rules/weighting/types.ts';
import type { BallotView } from '../cases/types.ts';
import { BallotForm } from './BallotForm.tsx';
import { Tally } from './Tally.tsx';

type Page = ComponentType<{ ballot: BallotView }>;

const WeightingForm = lazy(() => import('./WeightingForm.tsx').then((m) => ({ default: m.WeightingForm })));
const WeightingTally = lazy(() =>
  import('./WeightingTally.tsx').then((m) => ({ default: m.WeightingTally })),
);

/** Paper and result of each kind of round. */
export const PAPERS: Readonly<Record<string, { Form: Page; Result: Page }>> = {
  ballot: {
    Form: BallotForm,
    Result: ({ ballot }) => (
      <Tally rule={ballot.rule as unknown as BallotRule} count={ballot.count as unknown as BallotResult} />
    ),
  },
  weighting: {
    Form: WeightingForm,
    Result: ({ ballot }) => (
      <WeightingTally
        sheet={(ballot.rule as unknown as { sheet: WeightingSheet }).sheet}
        count={ballot.count as unknown as WeightingResult}
      />
    ),
  },
};
