/** What must hold of the directory whoever edits it. */
import { type Actor, may } from '../auth/actor.ts';
import type { Role } from '../auth/schemas.ts';
import { forbidden, HttpProblem } from '../http/problem.ts';
import type { Directory } from './directory.ts';
import type { Org, User } from './schemas.ts';

/** Reads well after a field's name. */
const at = (place: string, message: string): HttpProblem =>
  new HttpProblem('unprocessable', `${message}。请改正后重试。`, [{ place, message }]);

/** HttpProblem unless the organisation is within the actor's tree. */
export function mustEdit(actor: Actor, org: Org | undefined): asserts org is Org {
  if (!org || !may(actor, 'directory.edit', org.path)) throw forbidden('维护该机构和人员');
}

/** Nobody may give away what they do not hold themselves: every permission of the role, at that organisation. */
export function mustHold(actor: Actor, role: Role, org: Org, place: string): void {
  const missing = role.permissions.find((p) => p !== 'ballots.vote' && !may(actor, p, org.path));
  if (missing) throw at(place, `您不能授予角色“${role.title}”，因为它包含您自己没有的权限`);
}

/** Memberships and the deputy's seat refer to what there is, and roles fit where they are given. */
export function checkReferences(directory: Directory, user: Pick<User, 'memberships' | 'deputy'>): void {
  const seen = new Set<string>();
  user.memberships.forEach((m, i) => {
    const org = directory.org(m.orgId);
    if (!org) throw at(`/memberships/${i}/orgId`, `机构“${m.orgId}”不存在`);
    if (seen.has(m.orgId)) throw at(`/memberships/${i}/orgId`, `机构“${org.name}”重复`);
    seen.add(m.orgId);
    m.roles.forEach((r, j) => {
      const role = directory.roles.get(r);
      if (!role) throw at(`/memberships/${i}/roles/${j}`, `角色“${r}”不存在`);
      if (role.scope !== 'any' && role.scope !== org.kind) {
        throw at(`/memberships/${i}/roles/${j}`, `角色“${role.title}”不能用于“${org.name}”`);
      }
    });
  });
  if (!user.deputy) return;
  if (directory.org(user.deputy.congressId)?.kind !== 'congress')
    throw at('/deputy/congressId', '人大不存在');
  if (directory.terms.get(user.deputy.termId)?.congressId !== user.deputy.congressId) {
    throw at('/deputy/termId', '届次不存在');
  }
}

const administers = (directory: Directory, user: User, root: Org): boolean =>
  user.active &&
  user.memberships.some(
    (m) =>
      m.orgId === root.id &&
      m.roles.some((r) => directory.roles.get(r)?.permissions.includes('directory.edit')),
  );

/** Somebody must be left who can edit the directory at the top, or nobody could ever again. */
export function keepAnAdministrator(directory: Directory, changed: User): void {
  const root = directory.orgTree()[0];
  if (!root) return;
  const others = directory.users
    .all()
    .map((u) => (u.id === changed.id ? changed : u))
    .filter((u) => administers(directory, u, root));
  if (others.length === 0) {
    throw new HttpProblem(
      'conflict',
      '这是最后一名系统管理员，不能停用或取消其管理权限。请先指定另一名管理员。',
    );
  }
}
