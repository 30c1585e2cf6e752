import { useState } from 'react';
import { homeCongress, useSession } from '../api/session.ts';
import { useCatalogue } from './api.ts';

export interface Place {
  year: number;
  org: string;
}

/** What was chosen last for a package: the tabs and dialogs of a rule look at the same figures. */
const last = new Map<string, Partial<Place>>();

/** Year and congress whose real figures are looked at, with what there is to choose; undefined while it is not known. */
export function usePlace(packageId: string) {
  const { data } = useCatalogue();
  const session = useSession();
  const [chosen, setChosen] = useState<Partial<Place>>(() => last.get(packageId) ?? {});
  const found = data?.packages.find((p) => p.id === packageId);
  const home = homeCongress(session);
  const orgs = data?.orgs ?? [];
  const org = chosen.org ?? (orgs.some((o) => o.id === home) ? home : orgs[0]?.id);
  const years = found?.years ?? [];
  const year = chosen.year ?? years[0];
  return {
    loading: !data,
    place: org && year ? { org, year } : undefined,
    years,
    orgs,
    choose: (next: Partial<Place>) => {
      const both = { ...chosen, ...next };
      last.set(packageId, both);
      setChosen(both);
    },
    boardScheme: found?.board.scheme ?? undefined,
    boardGrades: found?.board.grades ?? undefined,
  };
}

export type PlaceChoice = ReturnType<typeof usePlace>;
