/**
 * Who may read a case, as keys: the case carries those that open it, an actor those that they hold. Lists are then one
 * indexed question, and the page of a case asks the same one.
 */
import type { Actor } from '../auth/actor.ts';
import type { Release } from '../packages/release.ts';
import type { Case } from './collections.ts';

/** `/city/district/` → `/city/`, `/city/district/`. */
export function pathsAbove(orgPath: string): string[] {
  const parts = orgPath.split('/').filter(Boolean);
  return ['/', ...parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}/`)];
}

export function readersOf(
  c: Pick<
    Case,
    | 'workers'
    | 'orgId'
    | 'orgPath'
    | 'lead'
    | 'helpers'
    | 'deputies'
    | 'initiator'
    | 'electors'
    | 'active'
    | 'state'
  >,
  release: Release,
): string[] {
  const keys = pathsAbove(c.orgPath).map((p) => `tree:${p}`);
  if (c.lead) keys.push(`body:${c.lead}`);
  for (const h of c.helpers) keys.push(`body:${h}`);
  for (const u of [c.initiator, ...c.deputies, ...c.electors]) keys.push(`user:${u}`);
  for (const u of [c.initiator, ...c.deputies]) keys.push(`own:${u}`);
  keys.push(...(c.workers ?? []));
  const join = release.manifest.start.join;
  if (join && c.state === 'active' && c.active.some((a) => join.elements.includes(a.elementId))) {
    for (const role of join.roles) keys.push(`role:${role}@${c.orgId}`);
  }
  return [...new Set(keys)];
}

/** Lists of a deputy: those they submitted or joined (`own:` keys serve only this), those that they may still join. */
export function keysOfView(actor: Actor, view: 'all' | 'mine' | 'joinable'): string[] {
  if (view === 'mine') return [`own:${actor.userId}`];
  // a role's key stands on a case only while it can be joined, see readersOf
  if (view === 'joinable') return actor.audience.filter((k) => k.startsWith('role:'));
  return readerKeys(actor);
}

/** The keys that a person holds: `cases.read` in the tree, their bodies, their roles, themselves. */
export function readerKeys(actor: Actor): string[] {
  const trees = (actor.permissions.get('cases.read') ?? []).map((p) => `tree:${p}`);
  return [...new Set([`user:${actor.userId}`, ...trees, ...actor.audience])];
}

export function mayRead(actor: Actor, c: Case): boolean {
  const keys = new Set(readerKeys(actor));
  if (c.readers.some((r) => keys.has(r))) return true;
  return (actor.permissions.get('cases.read') ?? []).some((p) => c.orgPath.startsWith(p));
}
