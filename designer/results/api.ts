import { useQuery } from '@tanstack/react-query';
import type { EvidenceView, ResultPage, ResultView } from '../../server/evaluations/results/schemas.ts';
import { api } from '../api/client.ts';

export type {
  EvidencedValue,
  EvidenceView,
  ResultHead,
  ResultObject,
  ResultView,
} from '../../server/evaluations/results/schemas.ts';

const PATH = '/api/evaluation-results';

export const useResult = (id: string) =>
  useQuery({
    queryKey: ['results', id],
    queryFn: ({ signal }) => api.get<ResultView>(`${PATH}/${encodeURIComponent(id)}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Results that an evaluation of this case came to. */
export const useResultsOfCase = (caseId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['results', 'case', caseId],
    queryFn: ({ signal }) => api.get<ResultPage>(PATH, { caseId }, signal),
    enabled,
  });

/** What a number is of: `of` is the id of an indicator, adjustment or veto. */
export const useEvidence = (id: string, object: string, of: string) =>
  useQuery({
    queryKey: ['results', id, 'evidence', object, of],
    queryFn: ({ signal }) =>
      api.get<EvidenceView>(`${PATH}/${encodeURIComponent(id)}/evidence`, { object, of }, signal),
  });

export const fileOf = (id: string, name: 'report.docx' | 'table.xlsx') =>
  `${PATH}/${encodeURIComponent(id)}/${name}`;
