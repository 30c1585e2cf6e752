import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../server/auth/schemas.ts';
import { api } from '../api/client.ts';

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: () => api.get<{ items: Role[] }>('/api/roles').then((r) => r.items),
    staleTime: 10 * 60_000,
  });
}
