/** Who may call a route: sign-in, permission, and the CSRF token of calls that change something. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { type Actor, mayAnywhere } from '../auth/actor.ts';
import { permissionTitle } from '../auth/permissions.ts';
import { forbidden, HttpProblem } from './problem.ts';
import type { AnyRoute } from './route.ts';

/** A request whose session cookie is good. */
export interface Authenticated {
  actor: Actor;
  /** The token that state-changing calls of this session carry in `x-csrf-token`. */
  csrf: string;
  /** Signed in with a one-time password: may do nothing but change it. */
  mustChangePassword: boolean;
}

const SAFE = new Set(['get']);
/** Tag of the routes that a person with a one-time password may still call. */
export const SESSION_TAG = 'session';

const digest = (s: string): Buffer => createHash('sha256').update(s).digest();

function checkCsrf(req: Request, csrf: string): void {
  const sent = req.headers['x-csrf-token'];
  if (typeof sent === 'string' && timingSafeEqual(digest(sent), digest(csrf))) return;
  throw new HttpProblem('csrf', '页面的安全令牌缺失或已失效。请刷新页面后重试。');
}

/** HttpProblem when the caller may not; 401 before 403, and the token last. */
export function checkAccess(route: AnyRoute, req: Request, who: Authenticated | undefined): void {
  if (route.access !== 'public') {
    if (!who) throw new HttpProblem('unauthenticated', '尚未登录，或登录已过期。请重新登录。');
    if (who.mustChangePassword && route.tag !== SESSION_TAG) {
      throw new HttpProblem('password-change-required', '您使用的是一次性密码。请先修改密码，再继续操作。');
    }
    const permission: string | undefined = (route.access as { permission?: string }).permission;
    if (permission !== undefined && !mayAnywhere(who.actor, permission)) {
      throw forbidden(permissionTitle(permission));
    }
  }
  if (who && !SAFE.has(route.method) && route.csrf !== 'none') checkCsrf(req, who.csrf);
}
