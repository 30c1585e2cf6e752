import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { CaseSummary, CaseView, Startables } from './types.ts';

const path = (id: string) => `/api/cases/${encodeURIComponent(id)}`;

export const useCase = (id: string) =>
  useQuery({ queryKey: ['cases', id], queryFn: () => api.get<CaseView>(path(id)) });

export const useStartables = () =>
  useQuery({
    queryKey: ['cases', 'startables'],
    queryFn: () => api.get<Startables>('/api/startables'),
    staleTime: 60_000,
  });

/** Deeds on a case; the caller makes its queries stale. */
export const caseDeeds = {
  start: (packageId: string, data: Record<string, unknown>, orgId?: string) =>
    api.post<CaseSummary>('/api/cases', { packageId, data, ...(orgId ? { orgId } : {}) }),
  join: (id: string) => api.post<unknown>(`${path(id)}/join`),
  cancel: (id: string, reason: string) => api.post<unknown>(`${path(id)}/cancel`, { reason }),
  retry: (id: string, incidentKey: string) =>
    api.post<unknown>(`${path(id)}/incidents/${encodeURIComponent(incidentKey)}/retry`),
};
