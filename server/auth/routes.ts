import type { Response } from 'express';
import { z } from 'zod';
import type { Directory } from '../directory/directory.ts';
import type { DirectoryService } from '../directory/service.ts';
import { type Authenticated, SESSION_TAG } from '../http/access.ts';
import { HttpProblem } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { sessionCookie, tokenOf } from './cookie.ts';
import { PERMISSIONS } from './permissions.ts';
import {
  ChangePasswordSchema,
  RoleSchema,
  type SessionView,
  SessionViewSchema,
  SetupSchema,
  SignInSchema,
} from './schemas.ts';
import type { AuthService } from './service.ts';

export function authRoutes(o: {
  auth: AuthService;
  directory: Directory;
  service: DirectoryService;
  /** Send the cookie over HTTPS only. */
  https: boolean;
}): AnyRoute[] {
  const { auth, directory, service } = o;

  function view(who: Authenticated | undefined): SessionView {
    if (!who) return { signedIn: false, mustChangePassword: false, setup: auth.needsSetup };
    const { actor } = who;
    const user = directory.user(actor.userId)!;
    const memberships = actor.memberships.map((m) => ({
      ...m,
      orgName: directory.name(m.orgId),
      roleTitles: m.roles.map((r) => directory.name(r)),
    }));
    return {
      signedIn: true,
      csrf: who.csrf,
      mustChangePassword: who.mustChangePassword,
      setup: false,
      user: {
        id: user.id,
        username: user.username,
        name: user.name,
        memberships,
        permissions: Object.fromEntries(actor.permissions),
        audience: actor.audience,
      },
    };
  }

  async function began(token: string, res: Response): Promise<SessionView> {
    res.setHeader('Set-Cookie', sessionCookie(token, o.https));
    return view(await auth.authenticate({ headers: { cookie: sessionCookie(token, false) } }));
  }

  return [
    route({
      method: 'get',
      path: '/api/session',
      summary: 'Who is signed in, with permissions and the CSRF token',
      tag: SESSION_TAG,
      access: 'public',
      response: SessionViewSchema,
      handler: async ({ req }) => view(await auth.authenticate(req)),
    }),
    route({
      method: 'post',
      path: '/api/session',
      summary: 'Sign in; sets the session cookie',
      tag: SESSION_TAG,
      access: 'public',
      // Nobody is signed in yet; JSON bodies and SameSite keep other sites from posting here.
      csrf: 'none',
      body: SignInSchema,
      response: SessionViewSchema,
      handler: async ({ body, req, res }) => {
        const token = await auth.signIn(body.username, body.password, req.ip ?? '');
        return began(token, res);
      },
    }),
    route({
      method: 'delete',
      path: '/api/session',
      summary: 'Sign out',
      tag: SESSION_TAG,
      access: 'session',
      response: z.object({ signedIn: z.literal(false) }),
      handler: async ({ req, res }) => {
        const token = tokenOf(req.headers.cookie);
        if (token) await auth.signOut(token);
        res.setHeader('Set-Cookie', sessionCookie(undefined, o.https));
        return { signedIn: false as const };
      },
    }),
    route({
      method: 'post',
      path: '/api/session/password',
      summary: 'Change the own password; other sessions end',
      tag: SESSION_TAG,
      access: 'session',
      body: ChangePasswordSchema,
      response: SessionViewSchema,
      handler: async ({ actor, body, req, res }) => {
        const token = await auth.changePassword(actor.userId, body.current, body.next, req.ip ?? '');
        return began(token, res);
      },
    }),
    route({
      method: 'post',
      path: '/api/setup',
      summary: 'Make the first congress and its administrator, with the one-time token from the console',
      tag: SESSION_TAG,
      access: 'public',
      csrf: 'none',
      rateLimit: 20,
      body: SetupSchema,
      response: SessionViewSchema,
      handler: async ({ body, req, res }) => {
        auth.checkSetupToken(body.token);
        const { token: _token, password, ...first } = body;
        await service.setup({ ...first, credentialOps: (id) => auth.passwordOps(id, password, false) });
        auth.closeSetup();
        return began(await auth.signIn(body.username, password, req.ip ?? ''), res);
      },
    }),
    route({
      method: 'get',
      path: '/api/permissions',
      summary: 'The catalogue of permissions',
      tag: 'directory',
      access: 'session',
      response: z.object({
        items: z.array(z.object({ id: z.string(), title: z.string(), group: z.string() })),
      }),
      handler: async () => ({ items: [...PERMISSIONS] }),
    }),
    route({
      method: 'get',
      path: '/api/roles',
      summary: 'Roles with their permissions',
      tag: 'directory',
      access: 'session',
      response: z.object({ items: z.array(RoleSchema.extend({ rev: z.number() })) }),
      handler: async () => ({ items: directory.roles.all().sort((a, b) => a.order - b.order) }),
    }),
    route({
      method: 'put',
      path: '/api/roles/:id',
      summary: 'Make or change a role; `rev` 0 for a new one',
      tag: 'directory',
      access: { permission: 'roles.edit' },
      params: z.object({ id: RoleSchema.shape.id }),
      body: RoleSchema.extend({ rev: z.number().int().min(0) }),
      response: RoleSchema,
      handler: async ({ actor, params, body }) => {
        const { rev, ...role } = body;
        if (role.id !== params.id)
          throw new HttpProblem('invalid-body', '角色编号与网址不一致。', [
            { place: '/id', message: '与网址不一致' },
          ]);
        return service.saveRole(actor, role, rev);
      },
    }),
  ];
}
