import type { MatterDeps } from '../cases/ports.ts';
import type { Feature } from '../feature.ts';
import { intents } from './collections.ts';
import { engineHandlers } from './handlers.ts';
import { Intents } from './service.ts';

export type { Intent } from './collections.ts';
export { Intents };

export function createIntents(deps: MatterDeps): { feature: Feature; intents: Intents } {
  const service = new Intents({ ...deps, handlers: engineHandlers(deps.engine) });
  return {
    intents: service,
    feature: {
      name: 'intents',
      collections: [intents],
      routes: [],
      start: async () => {
        const told = await service.recover();
        if (told > 0) deps.log.info({ told }, 'intents of the last run applied');
      },
      stop: () => service.stop(),
    },
  };
}
