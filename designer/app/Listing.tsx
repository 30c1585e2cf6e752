import type { ReactNode } from 'react';
import { MoreButton } from '../shared/MoreButton.tsx';
import { Failure } from './Failure.tsx';
import { Loading } from './Loading.tsx';

interface List {
  items: unknown[];
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** A list as far as it was read, or what stands in its place; a failure does not take away what is there. */
export function Listing({ of: list, empty, children }: { of: List; empty: ReactNode; children: ReactNode }) {
  if (list.isPending) return <Loading />;
  if (list.error && list.items.length === 0)
    return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.items.length === 0 && !list.hasNextPage) return empty;
  return (
    <>
      {children}
      <MoreButton {...list} />
    </>
  );
}
