/** What the features around a case need of the rest of the server. `compose.ts` gives it; nothing here imports it. */
import type { Engine, EngineReads } from '../../engine/engine.ts';
import type { Actor } from '../auth/actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Releases } from '../packages/release.ts';
import type { Op, Store } from '../store/port.ts';

export interface Log {
  info(o: object, message: string): void;
  warn(o: object, message: string): void;
  error(o: object, message: string): void;
}

export interface Organisation {
  id: string;
  name: string;
  /** `/city/district/`: ends with its own id and a slash. */
  path: string;
  kind: 'congress' | 'body';
}

export interface Person {
  id: string;
  name: string;
  districts?: string[];
  expertise?: string[];
}

export interface Directory {
  org(id: string): Promise<Organisation | undefined>;
  person(id: string): Promise<Person | undefined>;
  usersWithRole(role: string, orgId: string): Promise<Person[]>;
  usersOfBody(bodyId: string, role?: string): Promise<Person[]>;
  /** The user's rights as of now; for deeds on a person's behalf (scenarios). By id or user name. */
  actorOf(user: string): Promise<Actor | undefined>;
}

export interface AuditEntry {
  actor: Actor | undefined;
  /** Such as `task.complete`. */
  action: string;
  /** What it was done to: collection and id. */
  target: { kind: string; id: string };
  orgId?: string;
  caseId?: string;
  /** Small and without ballots' contents. */
  detail?: Record<string, unknown>;
}

export interface Audit {
  /** Ops to put into the commit of the deed. */
  record(entry: AuditEntry): Op[];
}

export interface Notice {
  /** User ids. */
  to: string[];
  title: string;
  text: string;
  caseId?: string;
  taskId?: string;
  /** The same key is sent once. */
  key?: string;
}

export interface Notices {
  ops(notice: Notice): Promise<Op[]>;
}

export interface Live {
  /** Tells open pages that something changed: `tasks`, `case:<id>`. */
  publish(topic: string, data: Record<string, unknown>, o?: { audience?: string[] }): void;
}

export interface MatterDeps {
  store: Store;
  engine: Engine & EngineReads;
  clock: Clock;
  releases: Releases;
  directory: Directory;
  audit: Audit;
  notices: Notices;
  live: Live;
  log: Log;
  /** Folder for files and uploads. */
  dataFolder: string;
}
