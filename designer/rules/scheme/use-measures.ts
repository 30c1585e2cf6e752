/** What the bodies of a year really measured, for a scheme in force and for a draft of it. Weights do not matter to it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { MeasuredObject, Scheme } from '../../../rules/scheme/types.ts';
import { type RunView, ruleDeeds } from '../api.ts';
import type { Place } from '../use-place.ts';
import { unweighted } from './edit.ts';

/** Milliseconds without a change after which the server measures again. */
const QUIET = 400;

/** Scores need the values only; the cases behind them stay on the server. */
export const measuredOf = (view: RunView): MeasuredObject[] =>
  view.objects.map(({ id, title, values }) => ({
    id,
    title,
    values: Object.fromEntries(
      Object.entries(values).map(([k, v]) => [k, { value: v.value, base: [], hit: [] }]),
    ),
  }));

function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return quiet;
}

export function useMeasures(packageId: string, scheme: Scheme, place: Place | undefined) {
  const text = useMemo(() => JSON.stringify(unweighted(scheme)), [scheme]);
  const quiet = useQuiet(text);
  const query = useQuery({
    queryKey: ['evaluations', packageId, 'measures', place, quiet],
    queryFn: async () => {
      if (!place) throw new Error('no year');
      const document = JSON.parse(quiet) as Record<string, unknown>;
      const view = await ruleDeeds.run(packageId, { scheme: scheme.id, document, ...place });
      return { view, objects: measuredOf(view) };
    },
    enabled: place !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return { ...query, pending: quiet !== text || query.isFetching };
}
