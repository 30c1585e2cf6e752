/** Names of organisations, people and packages for ids in lists. */
import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';
import type { Org, PackageSummary } from './types.ts';

const LONG = 10 * 60_000;

export function useOrgs() {
  return useQuery({
    queryKey: ['orgs'],
    queryFn: () => api.get<{ items: (Org & { rev: number })[] }>('/api/directory/orgs').then((r) => r.items),
    staleTime: LONG,
  });
}

/** Short names of organisations by id. */
export function useOrgNames(): Record<string, string> {
  const { data } = useOrgs();
  return Object.fromEntries((data ?? []).map((o) => [o.id, o.shortName || o.name]));
}

export function usePackages() {
  return useQuery({
    queryKey: ['packages'],
    queryFn: () => api.get<{ items: PackageSummary[] }>('/api/packages').then((r) => r.items),
    staleTime: LONG,
  });
}

/** Names of people by id. */
export function usePeopleNames(ids: string[]): Record<string, string> {
  const wanted = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: ['people', wanted],
    queryFn: () =>
      api
        .get<{ items: { id: string; name: string }[] }>('/api/directory/people', { ids: wanted.join(',') })
        .then((r) => r.items),
    enabled: wanted.length > 0,
    staleTime: LONG,
  });
  return Object.fromEntries((data ?? []).map((p) => [p.id, p.name]));
}
