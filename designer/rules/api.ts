import { useQuery } from '@tanstack/react-query';
import type { CasePage } from '../../server/cases/schemas.ts';
import type { RuleDeskView, RuleVersion } from '../../server/evaluations/rule-schemas.ts';
import type {
  CatalogueView,
  RunBody,
  RunView,
  TestRunBody,
  TestRunView,
} from '../../server/evaluations/schemas.ts';
import { api } from '../api/client.ts';

export type { RuleDeskView, RuleVersion } from '../../server/evaluations/rule-schemas.ts';
export type { CatalogueView, RunView, TestRunBody, TestRunView } from '../../server/evaluations/schemas.ts';

const at = (packageId: string) => `/api/rules/${encodeURIComponent(packageId)}`;

export const useCatalogue = () =>
  useQuery({
    queryKey: ['evaluations', 'catalogue'],
    queryFn: () => api.get<CatalogueView>('/api/evaluations'),
    staleTime: 60_000,
  });

export const deskKey = (packageId: string) => ['rules', packageId, 'desk'];
export const useDeskView = (packageId: string, enabled = true) =>
  useQuery({ queryKey: deskKey(packageId), queryFn: () => api.get<RuleDeskView>(at(packageId)), enabled });

export const useVersions = (packageId: string, file: string) =>
  useQuery({
    queryKey: ['rules', packageId, 'versions', file],
    queryFn: () =>
      api.get<{ items: RuleVersion[] }>(`${at(packageId)}/versions`, { file }).then((r) => r.items),
  });

export const ruleDeeds = {
  read: (packageId: string) => api.get<RuleDeskView>(at(packageId)),
  save: (packageId: string, files: Record<string, string>, rev: number) =>
    api.put<RuleDeskView>(`${at(packageId)}/draft`, { files, rev }),
  /** Gives up what the draft changes in one file. */
  undo: (packageId: string, file: string, rev: number) =>
    api.put<RuleDeskView>(`${at(packageId)}/draft`, { files: {}, undo: [file], rev }),
  discard: (packageId: string, rev: number) => api.delete<RuleDeskView>(`${at(packageId)}/draft`, { rev }),
  publish: (packageId: string, rev: number, reason: string) =>
    api.post<{ number: number }>(`${at(packageId)}/publish`, { rev, reason }),
  run: (packageId: string, body: Partial<RunBody> & { scheme: string; year: number }) =>
    api.post<RunView>(`/api/evaluations/${encodeURIComponent(packageId)}/run`, body),
  testRun: (body: TestRunBody) => api.post<TestRunView>('/api/evaluations/test-run', body),
  cases: (packageId: string, q: string) => api.get<CasePage>('/api/cases', { packageId, q, limit: 20 }),
};
