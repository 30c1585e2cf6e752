import type { Actor } from '../auth/actor.ts';
import type { BallotService } from '../ballots/service.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { ClockService } from '../clocks/service.ts';
import type { FileService } from '../files/service.ts';
import type { Intents } from '../intents/service.ts';
import type { TaskService } from '../tasks/service.ts';
import type { Case } from './collections.ts';
import type { Drawings } from './drawing.ts';
import type { KeyedLock } from './lock.ts';
import type { MatterDeps } from './ports.ts';

export interface CaseContext {
  deps: MatterDeps;
  intents: Intents;
  lock: KeyedLock;
  drawings: Drawings;
  calendar: CalendarService;
  files: FileService;
  tasks: TaskService;
  clocks: ClockService;
  ballots: BallotService;
  mayJoin(actor: Actor, c: Case): Promise<boolean>;
}
