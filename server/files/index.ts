import type { MatterDeps } from '../cases/ports.ts';
import type { Feature } from '../feature.ts';
import { files } from './collections.ts';
import { fileRoutes } from './routes.ts';
import { FileService } from './service.ts';

export { FileService };

export function createFiles(deps: MatterDeps): { feature: Feature; files: FileService } {
  const service = new FileService(deps);
  return {
    files: service,
    feature: {
      name: 'files',
      collections: [files],
      routes: fileRoutes(service),
      start: () => service.prepare(),
    },
  };
}
