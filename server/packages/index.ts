import type { Feature } from '../feature.ts';
import { drafts, packages, parameterValues, releases } from './collections.ts';
import { packageRoutes } from './routes.ts';
import type { PackageService } from './service.ts';

export type { Release, Releases } from './release.ts';
export { createPackageService, type PackageService } from './service.ts';

export const packageCollections = [packages, drafts, releases, parameterValues];

export function packagesFeature(service: PackageService): Feature {
  return {
    name: 'packages',
    collections: packageCollections,
    routes: packageRoutes(service),
    start: () => service.releases.open(),
  };
}
