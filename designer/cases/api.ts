import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import type { CaseSummary, CaseView, Startables } from './types.ts';

const path = (id: string) => `/api/cases/${encodeURIComponent(id)}`;

export const useCase = (id: string) =>
  useQuery({
    queryKey: ['cases', id],
    queryFn: () => api.get<CaseView>(path(id)),
    // The process moves on by itself after a task was completed: what was seen before is not trusted.
    staleTime: 0,
  });

export const fetchStartables = () => api.get<Startables>('/api/startables');

export const useStartables = (enabled = true) =>
  useQuery({ queryKey: ['cases', 'startables'], queryFn: fetchStartables, staleTime: 60_000, enabled });

/** For the page that fills in a start form: asked once at each visit, since the answer carries the draft. */
export function useStartForms() {
  const [visit] = useState(() => crypto.randomUUID());
  return useQuery({
    queryKey: ['start-forms', visit],
    queryFn: fetchStartables,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Stages of a procedure, for a filter; none without a procedure. */
export const useStages = (packageId: string | undefined): string[] =>
  useQuery({
    queryKey: ['stages', packageId],
    queryFn: () => api.get<{ items: string[] }>('/api/stages', { packageId }),
    enabled: packageId !== undefined,
    staleTime: 10 * 60_000,
  }).data?.items ?? [];

/** Deeds on a case; the caller makes its queries stale. */
export const caseDeeds = {
  start: (packageId: string, data: Record<string, unknown>, orgId?: string) =>
    api.post<CaseSummary>('/api/cases', { packageId, data, ...(orgId ? { orgId } : {}) }),
  saveDraft: (packageId: string, data: Record<string, unknown>, rev: number) =>
    api.put<{ rev: number }>(`/api/startables/${encodeURIComponent(packageId)}/draft`, { data, rev }),
  join: (id: string) => api.post<unknown>(`${path(id)}/join`),
  cancel: (id: string, reason: string) => api.post<unknown>(`${path(id)}/cancel`, { reason }),
  retry: (id: string, incidentKey: string) =>
    api.post<unknown>(`${path(id)}/incidents/${encodeURIComponent(incidentKey)}/retry`),
};
