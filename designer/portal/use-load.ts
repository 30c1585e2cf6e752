import { useEffect, useState } from 'react';
import { api, type Query } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';

export type Loaded<T> = { data?: T; error?: string };

/** Reads once for each path and query; `undefined` data without an error means that it is being read. */
export function useLoad<T>(path: string, query: Query): Loaded<T> {
  const key = JSON.stringify([path, query]);
  const [state, setState] = useState<Loaded<T> & { key?: string }>({});
  useEffect(() => {
    const stop = new AbortController();
    const [p, q] = JSON.parse(key) as [string, Query];
    api.get<T>(p, q, stop.signal).then(
      (data) => setState({ key, data }),
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ key, error: messageOf(error) });
      },
    );
    return () => stop.abort();
  }, [key]);
  return state.key === key ? state : {};
}
