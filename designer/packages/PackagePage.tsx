import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { packageDeeds } from './api.ts';
import { PackageEditor } from './PackageEditor.tsx';
import './packages.css';

/** Loads the draft; from then on it is edited in hand and never replaced unasked. */
export default function PackagePage() {
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['package-draft', id],
    queryFn: () => packageDeeds.draft(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <PackageEditor key={id} initial={data} />;
}
