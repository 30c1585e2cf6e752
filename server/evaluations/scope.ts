/** Whose figures a person sees: those of the congresses at or below which they hold `board.read`; a body's people, its own. */
import type { Actor } from '../auth/actor.ts';
import type { Directory } from '../directory/directory.ts';
import type { Org } from '../directory/schemas.ts';
import { forbidden, notFound } from '../http/problem.ts';

export interface Scope {
  org: Org;
  /** Cases of this organisation and below it. */
  path: string;
  /** Only these bodies are shown; absent: all. Ranks are among all either way. */
  only?: ReadonlySet<string>;
}

/** Organisations in which the person holds `board.read`. */
function heldIn(directory: Directory, actor: Actor): Org[] {
  const ids = (actor.permissions.get('board.read') ?? []).map((p) => p.split('/').at(-2) ?? '');
  return ids.map((id) => directory.org(id)).filter((o) => o !== undefined);
}

/** Congresses that the person may choose, parents before children. */
export function congressesOf(directory: Directory, actor: Actor): Org[] {
  const held = heldIn(directory, actor);
  const reachable = (o: Org) =>
    held.some((h) => (h.kind === 'congress' ? o.path.startsWith(h.path) : h.parentId === o.id));
  return directory.orgTree().filter((o) => o.kind === 'congress' && o.active && reachable(o));
}

/** Without `orgId`: the highest that the person may choose. Throws 403 or 404 as HttpProblem. */
export function scopeOf(directory: Directory, actor: Actor, orgId?: string): Scope {
  const open = congressesOf(directory, actor);
  const org = orgId === undefined ? open[0] : open.find((o) => o.id === orgId);
  if (!org) {
    if (orgId !== undefined && !directory.org(orgId)) throw notFound(`单位“${orgId}”`);
    throw forbidden('查看这个单位的统计');
  }
  const held = heldIn(directory, actor);
  if (held.some((h) => h.kind === 'congress' && org.path.startsWith(h.path))) return { org, path: org.path };
  const own = held.filter((h) => h.kind === 'body' && h.parentId === org.id).map((h) => h.id);
  return { org, path: org.path, only: new Set(own) };
}
