import { useQuery } from '@tanstack/react-query';
import type {
  BackTestBody,
  BackTestView,
  HoldsBody,
  HoldsView,
} from '../../../server/evaluations/back-test-schemas.ts';
import type { WeightingView } from '../../../server/evaluations/rule-schemas.ts';
import { api } from '../../api/client.ts';

export type {
  BackTestBody,
  BackTestView,
  HoldsView,
  RuleSetRow,
  TrialOf,
} from '../../../server/evaluations/back-test-schemas.ts';
export type { WeightingView } from '../../../server/evaluations/rule-schemas.ts';

/** Closed weighting rounds over a scheme, newest first. */
export const useWeightings = (packageId: string, scheme: string, enabled = true) =>
  useQuery({
    queryKey: ['rules', packageId, 'weightings', scheme],
    queryFn: () =>
      api
        .get<{ items: WeightingView[] }>(`/api/rules/${encodeURIComponent(packageId)}/weightings`, { scheme })
        .then((r) => r.items),
    enabled,
    retry: false,
  });

const at = (packageId: string, what: string) => `/api/evaluations/${encodeURIComponent(packageId)}/${what}`;

export const backTest = (packageId: string, body: BackTestBody) =>
  api.post<BackTestView>(at(packageId, 'back-test'), body);
export const rankHolds = (packageId: string, body: HoldsBody) =>
  api.post<HoldsView>(at(packageId, 'rank-holds'), body);
