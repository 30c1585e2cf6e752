/** What every tab of the package page works with. */
import { createContext, useContext } from 'react';
import type { Manifest, PackageProblem } from '../../processes/format.ts';
import type { Draft } from './draft/use-draft.ts';
import { readObject } from './file-kinds.ts';
import type { Place } from './place.ts';

export interface PackageDesk {
  draft: Draft;
  place: Place;
  go(to: Place): void;
  /** What the last check found; undefined before the first. */
  problems: PackageProblem[] | undefined;
}

const Context = createContext<PackageDesk | undefined>(undefined);
export const PackageDeskProvider = Context.Provider;

export function usePackageDesk(): PackageDesk {
  const desk = useContext(Context);
  if (!desk) throw new Error('usePackageDesk outside of a package page');
  return desk;
}

/** JSON as packages keep it: two spaces, a line end. */
export const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The manifest as far as it can be read; a package in the making may lack any part. */
export function readManifest(files: Record<string, string>): Partial<Manifest> {
  return (readObject(files['manifest.json']) ?? {}) as Partial<Manifest>;
}
