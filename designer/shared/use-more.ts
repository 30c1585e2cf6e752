import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { api, type Query } from '../api/client.ts';
import type { Page } from '../api/types.ts';

/** A list paged by cursor: all pages read so far, and a way to the next. */
export function useMore<T>(queryKey: QueryKey, path: string, query: Query) {
  const result = useInfiniteQuery({
    queryKey: [...queryKey, query],
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(path, { ...query, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  return { ...result, items: result.data?.pages.flatMap((p) => p.items) ?? [] };
}
