/** Editing, within one's tree. Every change names the revision it was made on (`rev`; 0 for something new). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AuditLog } from '../audit/log.ts';
import { type Actor, may } from '../auth/actor.ts';
import { randomPassword } from '../auth/passwords.ts';
import type { AuthService } from '../auth/service.ts';
import type { Clock } from '../clock/clock.ts';
import { HttpProblem } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import type { Store } from '../store/port.ts';
import type { Directory } from './directory.ts';
import { OrgViewSchema } from './routes.ts';
import { GroupSchema, OrgSchema, TermSchema, type User, UserSchema } from './schemas.ts';
import type { DirectoryService } from './service.ts';

const rev = z.number().int().min(0);
const tag = 'directory';
const access = { permission: 'directory.edit' } as const;
const UserViewSchema = UserSchema.extend({ rev: z.number() });
const UserEditSchema = UserSchema.omit({ id: true });
const CreatedSchema = UserSchema.extend({ oneTimePassword: z.string() });
const GroupEditSchema = GroupSchema.omit({ members: true }).extend({
  members: z.array(z.string().max(40)).max(200),
  rev,
});

function sameId(given: string, inPath: string): void {
  if (given !== inPath)
    throw new HttpProblem('invalid-body', '编号与网址不一致。', [{ place: '/id', message: '与网址不一致' }]);
}

export function directoryEditRoutes(o: {
  directory: Directory;
  service: DirectoryService;
  auth: AuthService;
  audit: AuditLog;
  store: Store;
  clock: Clock;
}): AnyRoute[] {
  const { directory, service, auth } = o;
  const seen = (actor: Actor, u: User): boolean =>
    u.memberships.some((m) => may(actor, 'directory.read', directory.org(m.orgId)?.path ?? ''));

  return [
    route({
      method: 'put',
      path: '/api/directory/orgs/:id',
      summary: 'Make or change an organisation',
      tag,
      access,
      params: z.object({ id: z.string() }),
      body: OrgSchema.omit({ path: true }).extend({ rev }),
      response: OrgViewSchema.omit({ rev: true }),
      handler: async ({ actor, params, body }) => {
        sameId(body.id, params.id);
        const { rev: at, ...org } = body;
        return service.saveOrg(actor, org, at);
      },
    }),
    route({
      method: 'get',
      path: '/api/directory/users',
      summary: 'People of the own tree with their roles, by organisation or name',
      tag,
      access: { permission: 'directory.read' },
      query: z.object({
        orgId: z.string().max(40).optional(),
        q: z.string().max(50).optional(),
        after: z.string().max(40).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      response: z.object({ items: z.array(UserViewSchema), next: z.string().optional() }),
      handler: async ({ actor, query }) => {
        const found = directory.users
          .all()
          .filter((u) => seen(actor, u))
          .filter((u) => query.orgId === undefined || u.memberships.some((m) => m.orgId === query.orgId))
          .filter((u) => query.q === undefined || u.name.includes(query.q) || u.username.includes(query.q))
          .sort((a, b) => a.username.localeCompare(b.username))
          .filter((u) => query.after === undefined || u.username.localeCompare(query.after) > 0);
        const items = found.slice(0, query.limit);
        return { items, ...(found.length > items.length ? { next: items.at(-1)!.username } : {}) };
      },
    }),
    route({
      method: 'post',
      path: '/api/directory/users',
      summary: 'Make an account; answers with a one-time password',
      tag,
      access,
      body: UserEditSchema,
      response: CreatedSchema,
      handler: async ({ actor, body }) => {
        const user: User = { ...body, id: randomUUID() };
        const oneTimePassword = randomPassword();
        await service.saveUser(actor, user, 0, await auth.passwordOps(user.id, oneTimePassword, true));
        return { ...user, oneTimePassword };
      },
    }),
    route({
      method: 'put',
      path: '/api/directory/users/:id',
      summary: 'Change an account; closing it (`active: false`) ends its sessions',
      tag,
      access,
      params: z.object({ id: z.string().max(40) }),
      body: UserEditSchema.extend({ rev: z.number().int().min(1) }),
      response: UserSchema,
      handler: async ({ actor, params, body }) => {
        const { rev: at, ...fields } = body;
        return service.saveUser(actor, { ...fields, id: params.id }, at);
      },
    }),
    route({
      method: 'post',
      path: '/api/directory/users/:id/reset-password',
      summary: 'A new one-time password; all sessions of the person end',
      tag,
      access,
      params: z.object({ id: z.string().max(40) }),
      response: z.object({ oneTimePassword: z.string() }),
      handler: async ({ actor, params }) => {
        const user = service.editable(actor, params.id);
        const oneTimePassword = randomPassword();
        const target = { kind: 'users', id: user.id };
        const orgId = user.memberships[0]!.orgId;
        await o.store.commit([
          ...(await auth.passwordOps(user.id, oneTimePassword, true)),
          ...o.audit.record({ actor, action: 'password.reset', target, orgId }),
        ]);
        return { oneTimePassword };
      },
    }),
    route({
      method: 'put',
      path: '/api/directory/terms/:id',
      summary: 'Make or change a term of office',
      tag,
      access,
      params: z.object({ id: z.string() }),
      body: TermSchema.extend({ rev }),
      response: TermSchema,
      handler: async ({ actor, params, body }) => {
        sameId(body.id, params.id);
        const { rev: at, ...term } = body;
        return service.saveTerm(actor, term, at);
      },
    }),
    route({
      method: 'get',
      path: '/api/directory/groups',
      summary: 'Groups with their members, those who left with the day',
      tag,
      access: 'session',
      response: z.object({ items: z.array(GroupSchema.extend({ rev: z.number() })) }),
      handler: async () => ({ items: directory.groups.all() }),
    }),
    route({
      method: 'put',
      path: '/api/directory/groups/:id',
      summary: 'Make or change a group; who is left out has left as of today',
      tag,
      access,
      params: z.object({ id: z.string() }),
      body: GroupEditSchema,
      response: GroupSchema,
      handler: async ({ actor, params, body }) => {
        sameId(body.id, params.id);
        const { rev: at, ...group } = body;
        return service.saveGroup(actor, group, at, o.clock.today());
      },
    }),
  ];
}
