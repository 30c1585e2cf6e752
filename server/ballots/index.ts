import type { CalendarService } from '../calendar/service.ts';
import type { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { Feature } from '../feature.ts';
import type { Intents } from '../intents/service.ts';
import { ballotBlocks } from './blocks.ts';
import { ballotCollections } from './collections.ts';
import { publicBallotRoutes } from './public-routes.ts';
import { ballotRoutes } from './routes.ts';
import { BallotService } from './service.ts';

export { BallotService };

export function createBallots(
  deps: MatterDeps,
  o: { intents: Intents; lock: KeyedLock; calendar: CalendarService },
): { feature: Feature; ballots: BallotService } {
  const service = new BallotService(deps, o.intents, o.lock);
  return {
    ballots: service,
    feature: {
      name: 'ballots',
      collections: ballotCollections,
      routes: [...ballotRoutes(deps, service), ...publicBallotRoutes(deps, service)],
      blocks: ballotBlocks(deps, service, o.calendar),
    },
  };
}
