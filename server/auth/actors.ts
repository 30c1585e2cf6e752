/** Actors made from the directory and the roles, kept until either changes. */
import type { Directory } from '../directory/directory.ts';
import type { User } from '../directory/schemas.ts';
import type { Actor, Membership } from './actor.ts';

export class Actors {
  readonly #directory: Directory;
  readonly #made = new Map<string, Actor>();

  constructor(directory: Directory) {
    this.#directory = directory;
    directory.onChange(() => this.#made.clear());
  }

  /** The person's rights as of now; undefined for somebody unknown or closed. By id, or by user name. */
  actorOf(user: string): Actor | undefined {
    const found = this.#directory.user(user) ?? this.#directory.userByName(user);
    if (!found?.active) return undefined;
    const kept = this.#made.get(found.id);
    if (kept) return kept;
    const actor = this.#make(found);
    this.#made.set(found.id, actor);
    return actor;
  }

  #make(user: User): Actor {
    const memberships = user.memberships.flatMap((m): Membership[] => {
      const org = this.#directory.org(m.orgId);
      return org?.active ? [{ orgId: org.id, orgPath: org.path, kind: org.kind, roles: m.roles }] : [];
    });
    const permissions = new Map<string, string[]>();
    for (const m of memberships) {
      for (const p of m.roles.flatMap((r) => this.#directory.roles.get(r)?.permissions ?? [])) {
        permissions.set(p, [...new Set([...(permissions.get(p) ?? []), m.orgPath])]);
      }
    }
    return {
      userId: user.id,
      name: user.name,
      memberships,
      permissions,
      audience: audienceOf(user.id, memberships),
    };
  }
}

/** Keys by which tasks and live pages find a person; see Actor.audience. */
export function audienceOf(userId: string, memberships: Membership[]): string[] {
  const keys = memberships.flatMap((m) =>
    m.kind === 'congress'
      ? m.roles.map((r) => `role:${r}@${m.orgId}`)
      : [`body:${m.orgId}`, ...m.roles.map((r) => `body:${m.orgId}:${r}`)],
  );
  return [...new Set([`user:${userId}`, ...keys])];
}
