/** What every feature may ask for; `compose.ts` makes it. */
import type { AuditLog } from './audit/log.ts';
import type { Actors } from './auth/actors.ts';
import type { AuthService } from './auth/service.ts';
import type { Audit, Log } from './cases/ports.ts';
import type { Clock } from './clock/clock.ts';
import type { Directory } from './directory/directory.ts';
import type { DirectoryService } from './directory/service.ts';
import type { EventHub } from './http/events.ts';
import type { Logger } from './http/logging.ts';
import type { Metrics } from './http/metrics.ts';
import type { NoticeService } from './notices/service.ts';
import type { Store } from './store/port.ts';

export interface Base {
  store: Store;
  clock: Clock;
  logger: Logger;
  log: Log;
  metrics: Metrics;
  hub: EventHub;
  directory: Directory;
  directoryService: DirectoryService;
  actors: Actors;
  auth: AuthService;
  audit: AuditLog & Audit;
  notices: NoticeService;
}
