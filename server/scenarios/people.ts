/** People of scenarios: by user name, `role:<role>`, `body:<variable>`, as processes/format.ts says. */
import type { Actor } from '../auth/actor.ts';
import type { Case } from '../cases/collections.ts';
import type { Directory } from '../cases/ports.ts';
import type { Clock } from '../clock/clock.ts';
import type { ServerEngine } from '../engine/open.ts';
import type { Store } from '../store/port.ts';
import type { Task } from '../tasks/collections.ts';
import { isFor } from '../tasks/lanes.ts';

export interface Ground {
  directory: Directory;
  engine: ServerEngine;
  /** Moves the manual clock, as App.moveClock. */
  moveClock(duration: string): Promise<void>;
  store: Store;
  clock: Clock;
}

export async function actorFor(g: Ground, as: string, c: Case | undefined, task?: Task): Promise<Actor> {
  const found = await candidates(g, as, c);
  const actors = (await Promise.all(found.map((id) => g.directory.actorOf(id)))).filter(
    (a) => a !== undefined,
  );
  const actor = (task && actors.find((a) => isFor(a, task))) ?? actors[0];
  if (!actor) throw new Error(`没有找到人员“${as}”`);
  return actor;
}

async function candidates(g: Ground, as: string, c: Case | undefined): Promise<string[]> {
  if (as === 'deputies') return c ? [c.initiator, ...c.deputies] : [];
  if (as.startsWith('role:') && c) {
    return (await g.directory.usersWithRole(as.slice(5), c.orgId)).map((p) => p.id);
  }
  if (as.startsWith('body:')) {
    const name = as.slice(5);
    const held = c?.variables[name] ?? name;
    const bodies = Array.isArray(held) ? held : [held];
    return (await Promise.all(bodies.map((b) => g.directory.usersOfBody(String(b))))).flat().map((p) => p.id);
  }
  return [as];
}
