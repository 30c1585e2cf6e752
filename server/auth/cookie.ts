/** The session cookie. */
import { parseCookie, stringifySetCookie } from 'cookie';

export const SESSION_COOKIE = 'jiandu_session';

export function tokenOf(cookieHeader: string | undefined): string | undefined {
  const token = cookieHeader ? parseCookie(cookieHeader)[SESSION_COOKIE] : undefined;
  return token && token.length <= 100 ? token : undefined;
}

/** `token` undefined clears it. Dies with the browser: how long a session lasts is the server's affair. */
export function sessionCookie(token: string | undefined, secure: boolean): string {
  return stringifySetCookie({
    name: SESSION_COOKIE,
    value: token ?? '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    ...(token === undefined ? { maxAge: 0 } : {}),
  });
}
