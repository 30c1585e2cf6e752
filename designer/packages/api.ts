/** The packages API, as these pages use it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PackageFiles, PackageProblem } from '../../processes/format.ts';
import type { BlockView } from '../../server/blocks/schemas.ts';
import type { DraftView, PackageSummary, Parameters, ReleaseSummary } from '../../server/packages/schemas.ts';
import { api, withQuery } from '../api/client.ts';

export type { DraftView, PackageSummary, Parameters, ReleaseSummary };

const path = (id: string, rest = '') => `/api/packages/${encodeURIComponent(id)}${rest}`;

export const packageDeeds = {
  draft: (id: string) => api.get<DraftView>(path(id, '/draft')),
  /** Saves what was begun from `from`; a 409 tells that somebody saved, published or gave up in between. */
  save: (from: DraftView, files: PackageFiles) =>
    api.put<DraftView>(path(from.packageId, '/draft'), {
      files,
      rev: from.rev,
      since: { basedOn: from.basedOn, updatedAt: from.updatedAt },
    }),
  discard: (id: string, rev: number) => api.delete<unknown>(path(id, '/draft'), { rev }),
  check: (files: PackageFiles) =>
    api.post<{ problems: PackageProblem[] }>('/api/packages/check', { files }).then((r) => r.problems),
  publish: (id: string, rev: number, reason: string) =>
    api.post<{ releaseId: string; number: number }>(path(id, '/publish'), { rev, reason }),
  files: (id: string, release: string) =>
    api.get<{ files: PackageFiles }>(path(id, '/files'), { release }).then((r) => r.files),
  adoptOffer: (id: string, rev: number) => api.post<DraftView>(path(id, '/offer'), { rev }),
  importZip: (bytes: Uint8Array, rev: number) =>
    api.upload<{ packageId: string }>(
      withQuery('/api/packages/import', { rev }),
      new Blob([bytes.slice()], { type: 'application/zip' }),
    ),
  setParameters: (id: string, org: string, values: Record<string, unknown>, rev: number) =>
    api.put<Parameters>(path(id, `/parameters/${encodeURIComponent(org)}`), { values, rev }),
};

/** Address of the zip of a release, or of the draft. */
export const exportHref = (id: string, release?: string) => withQuery(path(id, '/export'), { release });

export function usePackageList() {
  return useQuery({
    queryKey: ['packages'],
    queryFn: () => api.get<{ items: PackageSummary[] }>('/api/packages').then((r) => r.items),
  });
}

export function useReleases(id: string) {
  return useQuery({
    queryKey: ['package-releases', id],
    queryFn: () => api.get<{ items: ReleaseSummary[] }>(path(id, '/releases')).then((r) => r.items),
  });
}

/** Files of a release never change. */
export function useReleaseFiles(id: string, release: string | undefined) {
  return useQuery({
    queryKey: ['package-files', release],
    queryFn: () => packageDeeds.files(id, release ?? ''),
    enabled: release !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useBlocks() {
  return useQuery({
    queryKey: ['blocks'],
    queryFn: () => api.get<BlockView[]>('/api/blocks'),
    staleTime: 10 * 60_000,
  });
}

export function useParameters(id: string, org: string | undefined) {
  return useQuery({
    queryKey: ['package-parameters', id, org],
    queryFn: () => api.get<Parameters>(path(id, `/parameters/${encodeURIComponent(org ?? '')}`)),
    enabled: org !== undefined,
    retry: false,
  });
}

/** After a draft or release has changed: lists and releases are read again. */
export function useStale() {
  const client = useQueryClient();
  return (id: string) => {
    void client.invalidateQueries({ queryKey: ['packages'] });
    void client.invalidateQueries({ queryKey: ['package-releases', id] });
    void client.invalidateQueries({ queryKey: ['package-parameters', id] });
  };
}
