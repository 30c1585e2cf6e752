import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Location } from 'react-router';
import { homeCongress, useSession } from '../../api/session.ts';
import { useFilters } from '../../shared/use-filters.ts';
import type { CatalogueView } from '../api.ts';
import { type DataPlace, dataQuery } from './api.ts';

/** A scheme that can be chosen; `value` is unique among those of all procedures. */
export interface SchemeChoice {
  value: string;
  label: string;
  package: string;
  scheme: string;
  /** Shown unless another is chosen. */
  year: number;
}

const thisYear = () => new Date().getFullYear();

export const schemesOf = (catalogue: CatalogueView): SchemeChoice[] =>
  catalogue.packages.flatMap((p) =>
    p.rules
      .filter((r) => r.kind === 'scheme')
      .map((r) => ({
        ...{ value: `${p.id} ${r.id}`, label: `${p.title} · ${r.title}` },
        ...{ package: p.id, scheme: r.id, year: p.years[0] ?? thisYear() },
      })),
  );

/** What of the address tells whose data are shown: to change it is to leave them; another tab is not. */
export const placeInAddress = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string => {
  const params = new URLSearchParams(search);
  return [pathname, ...['package', 'scheme', 'org', 'year'].map((name) => params.get(name))].join(' ');
};

function yearOf(typed: string | undefined): number | undefined {
  const year = Number(typed);
  return Number.isInteger(year) && year >= 1990 && year <= 2100 ? year : undefined;
}

interface Chosen {
  schemes: SchemeChoice[];
  /** Undefined: nothing to choose; `waiting`: not known yet. */
  place: DataPlace | undefined;
  waiting: boolean;
  choose: (part: Partial<DataPlace>) => void;
}

/**
 * Whose data are shown, kept in the address, so that a refresh and the browser's Back return to them. Where it names no
 * scheme: the first that asks for data, rather than a page with nothing to do.
 */
export function useDataPlace(catalogue: CatalogueView): Chosen {
  const session = useSession();
  const [read, write] = useFilters();
  const schemes = useMemo(() => schemesOf(catalogue), [catalogue]);
  const home = homeCongress(session);
  const has = (id: string | undefined) => catalogue.orgs.some((o) => o.id === id);
  const org = [read('org'), home].find(has) ?? catalogue.orgs[0]?.id;
  const named = schemes.find((s) => s.package === read('package') && s.scheme === read('scheme'));
  const typedYear = yearOf(read('year'));
  const placeOf = (s: SchemeChoice, at: string): DataPlace => ({
    ...{ package: s.package, scheme: s.scheme, org: at, year: typedYear ?? s.year },
  });
  const looked = useQueries({
    queries: named || !org ? [] : schemes.map((s) => dataQuery(placeOf(s, org))),
  });
  const waiting = looked.some((q) => q.isPending);
  const toFill = looked.findIndex((q) => (q.data?.columns.length ?? 0) > 0);
  const scheme = named ?? schemes[Math.max(toFill, 0)];
  const place = scheme && org ? placeOf(scheme, org) : undefined;
  const choose = (part: Partial<DataPlace>) => {
    if (!place) return;
    const next = { ...place, ...part };
    write({ package: next.package, scheme: next.scheme, org: next.org, year: `${next.year}` });
  };
  return { schemes, place, waiting, choose };
}
