/** Changes of organisations, people, terms, groups and roles; each with its audit entry in the same commit. */
import { randomUUID } from 'node:crypto';
import type { AuditLog } from '../audit/log.ts';
import type { Actor } from '../auth/actor.ts';
import { DEFAULT_ROLES } from '../auth/default-roles.ts';
import { isPermission } from '../auth/permissions.ts';
import type { Role } from '../auth/schemas.ts';
import { conflict, forbidden, HttpProblem, notFound } from '../http/problem.ts';
import { ConflictError, type Op, type Store, type Stored } from '../store/port.ts';
import type { Directory } from './directory.ts';
import { checkReferences, keepAnAdministrator, mustEdit, mustHold } from './guards.ts';
import type { Group, Org, Term, User } from './schemas.ts';

export interface FirstSetup {
  congress: Pick<Org, 'id' | 'name' | 'shortName' | 'level'>;
  username: string;
  name: string;
  credentialOps(userId: string): Promise<Op[]>;
}

export class DirectoryService {
  readonly #store: Store;
  readonly #directory: Directory;
  readonly #audit: AuditLog;
  /** Ops that end a person's sessions. */
  readonly #endSessions: (userId: string) => Promise<Op[]>;

  constructor(o: {
    store: Store;
    directory: Directory;
    audit: AuditLog;
    endSessions: (userId: string) => Promise<Op[]>;
  }) {
    this.#store = o.store;
    this.#directory = o.directory;
    this.#audit = o.audit;
    this.#endSessions = o.endSessions;
  }

  /** Default roles of an installation that has none yet. */
  async ensureRoles(): Promise<void> {
    if (this.#directory.roles.size > 0) return;
    await this.#store.commit(
      DEFAULT_ROLES.map((doc): Op => ({ op: 'put', collection: 'roles', doc, ifRev: 0 })),
    );
  }

  /** Writes rows as they are: the sample district and imports. No permission is asked. */
  async load(
    rows: { orgs: Org[]; terms: Term[]; groups: Group[]; users: User[] },
    more: Op[] = [],
  ): Promise<void> {
    const puts = (collection: string, docs: { id: string }[]): Op[] =>
      docs.map((doc): Op => ({ op: 'put', collection, doc, ifRev: 0 }));
    await this.#store.commit([
      ...puts('orgs', rows.orgs),
      ...puts('terms', rows.terms),
      ...puts('groups', rows.groups),
      ...puts('users', rows.users),
      ...more,
      ...this.#audit.record({
        actor: undefined,
        action: 'directory.load',
        target: { kind: 'directory', id: rows.orgs[0]?.id ?? 'none' },
        ...(rows.orgs[0] ? { orgId: rows.orgs[0].id, orgPath: rows.orgs[0].path } : {}),
        detail: { orgs: rows.orgs.length, users: rows.users.length },
      }),
    ]);
  }

  async setup(first: FirstSetup): Promise<void> {
    const org: Org = {
      ...first.congress,
      kind: 'congress',
      path: `/${first.congress.id}/`,
      order: 1,
      active: true,
    };
    const user: User = {
      id: randomUUID(),
      username: first.username,
      name: first.name,
      memberships: [{ orgId: org.id, roles: ['administrator'] }],
      active: true,
    };
    await this.load(
      { orgs: [org], terms: [], groups: [], users: [user] },
      await first.credentialOps(user.id),
    );
  }

  async saveOrg(actor: Actor, given: Omit<Org, 'path'>, rev: number): Promise<Org> {
    const old = this.#directory.org(given.id);
    const parent = given.parentId === undefined ? undefined : this.#directory.org(given.parentId);
    if (old) {
      mustEdit(actor, old);
      if (old.parentId !== given.parentId || old.kind !== given.kind) {
        throw conflict('机构的上级和类别不能修改，因为已有的办件按它们归属。请停用后新建。');
      }
    } else {
      if (!parent)
        throw new HttpProblem('unprocessable', '上级机构不存在。', [
          { place: '/parentId', message: '上级机构不存在' },
        ]);
      mustEdit(actor, parent);
      if (parent.kind !== 'congress')
        throw new HttpProblem('unprocessable', '上级必须是人大。', [
          { place: '/parentId', message: '必须是人大' },
        ]);
    }
    const org: Org = { ...given, path: `${parent?.path ?? '/'}${given.id}/` };
    await this.#save(actor, 'orgs', org, rev, old, org.id, 'org.save');
    return org;
  }

  /** Makes (`rev` 0) or changes a person. HttpProblem where the actor may not, or the rows would not fit together. */
  async saveUser(actor: Actor, user: User, rev: number, more: Op[] = []): Promise<User> {
    const old = this.#directory.user(user.id);
    if (rev > 0 && !old) throw notFound('该人员');
    checkReferences(this.#directory, user);
    const orgIds = [...user.memberships, ...(old?.memberships ?? [])].map((m) => m.orgId);
    if (orgIds.length === 0)
      throw new HttpProblem('unprocessable', '至少要属于一个机构。', [
        { place: '/memberships', message: '至少一个' },
      ]);
    for (const id of new Set(orgIds)) mustEdit(actor, this.#directory.org(id));
    user.memberships.forEach((m, i) => {
      const org = this.#directory.org(m.orgId)!;
      const before = old?.memberships.find((b) => b.orgId === m.orgId)?.roles ?? [];
      m.roles.forEach((r, j) => {
        if (!before.includes(r))
          mustHold(actor, this.#directory.roles.get(r)!, org, `/memberships/${i}/roles/${j}`);
      });
    });
    keepAnAdministrator(this.#directory, user);
    const ends = old?.active && !user.active ? await this.#endSessions(user.id) : [];
    const orgId = user.memberships[0]?.orgId ?? old?.memberships[0]?.orgId ?? '';
    await this.#save(actor, 'users', user, rev, old, orgId, 'user.save', [...more, ...ends]);
    return user;
  }

  /** A person whom the actor may edit. */
  editable(actor: Actor, userId: string): Stored<User> {
    const user = this.#directory.user(userId);
    if (!user) throw notFound('该人员');
    for (const m of user.memberships) mustEdit(actor, this.#directory.org(m.orgId));
    // Somebody who holds more than the actor cannot be taken over by a new password.
    for (const m of user.memberships) {
      const org = this.#directory.org(m.orgId)!;
      for (const r of m.roles) {
        const role = this.#directory.roles.get(r);
        if (role) mustHold(actor, role, org, '/');
      }
    }
    return user;
  }

  async saveTerm(actor: Actor, term: Term, rev: number): Promise<Term> {
    const org = this.#directory.org(term.congressId);
    mustEdit(actor, org);
    if (term.to < term.from)
      throw new HttpProblem('unprocessable', '届满日期早于开始日期。', [
        { place: '/to', message: '早于开始日期' },
      ]);
    const old = this.#directory.terms.get(term.id);
    if (old && old.congressId !== term.congressId) throw conflict('该编号已被另一个人大使用。');
    await this.#save(actor, 'terms', term, rev, old, org.id, 'term.save');
    return term;
  }

  /** Who is missing in `members` has left as of `today`; who is new has joined. */
  async saveGroup(
    actor: Actor,
    given: { id: string; congressId: string; title: string; members: string[] },
    rev: number,
    today: string,
  ): Promise<Group> {
    const org = this.#directory.org(given.congressId);
    mustEdit(actor, org);
    const old = this.#directory.groups.get(given.id);
    if (old && old.congressId !== given.congressId) throw conflict('该编号已被另一个人大使用。');
    const unknown = given.members.findIndex((id) => !this.#directory.user(id));
    if (unknown >= 0)
      throw new HttpProblem('unprocessable', '有成员不存在。', [
        { place: `/members/${unknown}`, message: '不存在' },
      ]);
    const kept = (old?.members ?? []).map((m) =>
      m.until === undefined && !given.members.includes(m.userId) ? { ...m, until: today } : m,
    );
    const present = new Set(kept.filter((m) => m.until === undefined).map((m) => m.userId));
    const joined = [...new Set(given.members)]
      .filter((id) => !present.has(id))
      .map((userId) => ({ userId, since: today }));
    const group: Group = {
      id: given.id,
      congressId: given.congressId,
      title: given.title,
      members: [...kept, ...joined],
    };
    await this.#save(actor, 'groups', group, rev, old, org.id, 'group.save');
    return group;
  }

  /** Roles hold everywhere, so only who may edit them at the top of the tree changes them. */
  async saveRole(actor: Actor, role: Role, rev: number): Promise<Role> {
    const root = this.#directory.orgTree()[0];
    if (!root || !(actor.permissions.get('roles.edit') ?? []).includes(root.path))
      throw forbidden('维护全系统的角色');
    const unknown = role.permissions.findIndex((p) => !isPermission(p));
    if (unknown >= 0) {
      throw new HttpProblem('unprocessable', `权限“${role.permissions[unknown]}”不存在。`, [
        { place: `/permissions/${unknown}`, message: '不存在' },
      ]);
    }
    const old = this.#directory.roles.get(role.id);
    const lost = ['directory.edit', 'roles.edit'].filter(
      (p) => old?.permissions.includes(p) && !role.permissions.includes(p),
    );
    if (role.id === 'administrator' && lost.length > 0)
      throw conflict('系统管理员角色必须保留维护人员和角色的权限。');
    await this.#save(actor, 'roles', role, rev, old, root.id, 'role.save');
    return role;
  }

  async #save(
    actor: Actor,
    collection: string,
    doc: { id: string },
    rev: number,
    before: object | undefined,
    orgId: string,
    action: string,
    more: Op[] = [],
  ): Promise<void> {
    const audit = this.#audit.record({
      actor,
      action,
      target: { kind: collection, id: doc.id },
      ...(orgId ? { orgId } : {}),
      detail: { before: before ?? null, after: doc },
    });
    try {
      await this.#store.commit([{ op: 'put', collection, doc, ifRev: rev }, ...more, ...audit]);
    } catch (error) {
      if (error instanceof ConflictError && error.reason === 'unique')
        throw conflict('用户名已被使用。请换一个。');
      if (error instanceof ConflictError && rev === 0) throw conflict('这个编号已被使用。请换一个。');
      throw error;
    }
  }
}
