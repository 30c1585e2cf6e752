/** Where in a package something is: a tab, a file and a place in it. Kept in the address, so that 返回 works. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { PackageFiles, PackageProblem } from '../../processes/format.ts';
import { kindOfFile } from './file-kinds.ts';

export const TABS = ['drawing', 'forms', 'parameters', 'files', 'about', 'releases'] as const;
export type Tab = (typeof TABS)[number];

export interface Place {
  tab: Tab;
  file?: string | undefined;
  /** Element id in a drawing, field name in a form, JSON pointer in any other file. */
  at?: string | undefined;
}

/** The field that a place in a form document speaks of. */
export function fieldOf(pointer: string | undefined): string | undefined {
  const found = /^\/(?:schema\/properties|fields|uiSchema|schema\/required)\/([^/]+)/.exec(pointer ?? '');
  return found?.[1];
}

/** Where a problem can be mended. */
export function placeOf(problem: PackageProblem, files: PackageFiles): Place {
  const { file, elementId, place } = problem;
  switch (kindOfFile(file, files)) {
    case 'drawing':
      return { tab: 'drawing', file, at: elementId };
    case 'form':
      return { tab: 'forms', file, at: fieldOf(place) };
    case 'manifest':
      return place?.startsWith('/parameters') ? { tab: 'parameters' } : { tab: 'about', at: place };
    default:
      return { tab: 'files', file, at: place };
  }
}

export function usePlace(): [Place, (to: Place) => void] {
  const [params, setParams] = useSearchParams();
  // Going to where one already is counts as arriving again: the element is selected once more.
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const place = useMemo<Place>(
    () => ({
      tab: TABS.find((t) => t === params.get('tab')) ?? 'drawing',
      file: params.get('file') ?? undefined,
      at: params.get('at') ?? undefined,
    }),
    [params, key],
  );
  const go = useCallback(
    ({ tab, file, at }: Place) =>
      setParams({ tab, ...(file ? { file } : {}), ...(at ? { at } : {}) }, { replace: false }),
    [setParams],
  );
  return [place, go];
}
