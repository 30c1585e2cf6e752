/** Who and what there is: lookups in memory, true to the store. Writing is in service.ts. */
import type { Role } from '../auth/schemas.ts';
import type { Store, Stored } from '../store/port.ts';
import { Mirror } from './mirror.ts';
import type { Group, Org, Term, User } from './schemas.ts';

export interface DeputyFilter {
  district?: string | undefined;
  expertise?: string | undefined;
}

const byOrder = (a: Org, b: Org): number => a.order - b.order || a.id.localeCompare(b.id);

export class Directory {
  readonly #changed = new Set<() => void>();
  readonly #tell = (): void => {
    this.#byUsername = undefined;
    this.#byOrg = undefined;
    for (const f of this.#changed) f();
  };
  readonly orgs = new Mirror<Org>('orgs', this.#tell);
  readonly users = new Mirror<User>('users', this.#tell);
  readonly terms = new Mirror<Term>('terms');
  readonly groups = new Mirror<Group>('groups');
  readonly roles = new Mirror<Role>('roles', this.#tell);
  #byUsername: Map<string, Stored<User>> | undefined;
  /** Active members by organisation. */
  #byOrg: Map<string, Stored<User>[]> | undefined;

  async open(store: Store): Promise<void> {
    for (const m of [this.orgs, this.users, this.terms, this.groups, this.roles]) await m.open(store);
  }

  /** Called after any change of organisations, people or roles. */
  onChange(listener: () => void): void {
    this.#changed.add(listener);
  }

  org(id: string): Stored<Org> | undefined {
    return this.orgs.get(id);
  }

  user(id: string): Stored<User> | undefined {
    return this.users.get(id);
  }

  userByName(username: string): Stored<User> | undefined {
    this.#byUsername ??= new Map(this.users.all().map((u) => [u.username, u]));
    return this.#byUsername.get(username);
  }

  /** Name of a person, organisation or role, for showing; the id where there is none. */
  name(id: string): string {
    return this.users.get(id)?.name ?? this.orgs.get(id)?.name ?? this.roles.get(id)?.title ?? id;
  }

  /** Congresses and bodies at or below a path, in order, parents before children. */
  orgTree(path = '/'): Stored<Org>[] {
    const all = this.orgs.all().filter((o) => o.path.startsWith(path));
    const byParent = grouped(all, (o) => o.parentId ?? '');
    const known = new Set(all.map((o) => o.id));
    const roots = all.filter((o) => o.parentId === undefined || !known.has(o.parentId)).sort(byOrder);
    const walk = (o: Stored<Org>): Stored<Org>[] => [
      o,
      ...(byParent.get(o.id) ?? []).sort(byOrder).flatMap(walk),
    ];
    return roots.flatMap(walk);
  }

  /** Active bodies that a congress supervises directly. */
  bodiesOf(congressId: string): Stored<Org>[] {
    return this.orgs
      .all()
      .filter((o) => o.kind === 'body' && o.parentId === congressId && o.active)
      .sort(byOrder);
  }

  membersOf(orgId: string): Stored<User>[] {
    if (!this.#byOrg) {
      this.#byOrg = new Map();
      for (const u of this.users.all()) {
        if (!u.active) continue;
        for (const m of u.memberships) this.#byOrg.set(m.orgId, [...(this.#byOrg.get(m.orgId) ?? []), u]);
      }
    }
    return this.#byOrg.get(orgId) ?? [];
  }

  /** Active people with the role in exactly this organisation. */
  usersWithRole(role: string, orgId: string): Stored<User>[] {
    return this.membersOf(orgId).filter((u) =>
      u.memberships.some((m) => m.orgId === orgId && m.roles.includes(role)),
    );
  }

  /** Active people of a body, or those with a role there. */
  usersOfBody(bodyId: string, role?: string): Stored<User>[] {
    return role === undefined ? this.membersOf(bodyId) : this.usersWithRole(role, bodyId);
  }

  /** Active deputies of a congress, in the order of their user names. */
  deputiesOf(congressId: string, filter: DeputyFilter = {}): Stored<User>[] {
    return this.usersWithRole('deputy', congressId)
      .filter((u) => u.deputy?.congressId === congressId)
      .filter((u) => filter.district === undefined || u.deputy?.district === filter.district)
      .filter((u) => filter.expertise === undefined || u.deputy?.expertise.includes(filter.expertise))
      .sort((a, b) => a.username.localeCompare(b.username));
  }

  /**
   * User ids of a recipient as drawings name them: a user id, `body:<body id>`, `body:<body id>:<role>`, or a role in
   * the given congress. Empty when nobody fits.
   */
  recipients(to: string, orgId: string): string[] {
    const [kind, id, role] = to.split(':');
    if (kind === 'body' && id) return this.usersOfBody(id, role).map((u) => u.id);
    if (kind === 'user' && id) return this.users.get(id)?.active ? [id] : [];
    const user = this.users.get(to) ?? this.userByName(to);
    if (user) return user.active ? [user.id] : [];
    return this.usersWithRole(to, orgId).map((u) => u.id);
  }
}

function grouped<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) map.set(key(item), [...(map.get(key(item)) ?? []), item]);
  return map;
}
