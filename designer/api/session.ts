/** Who is signed in, and what they may do. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { api, setCsrfToken } from './client.ts';
import { ApiProblem } from './problem.ts';
import type { Session, SessionView } from './types.ts';

export const SESSION_KEY = ['session'];

/** What the server says of the session; also takes the CSRF token from it. */
export async function fetchSession(): Promise<SessionView> {
  return remember(await api.get<SessionView>('/api/session'));
}

function remember(view: SessionView): SessionView {
  setCsrfToken(view.csrf ?? '');
  return view;
}

/** Whether the session ended by itself (time, another device) while its pages are still open. */
let ended = false;
const listeners = new Set<() => void>();
function setEnded(next: boolean): void {
  ended = next;
  for (const tell of listeners) tell();
}
export const endSession = (): void => setEnded(true);
export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => ended,
  );

export function useSessionQuery() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ client }) => {
      const view = await fetchSession();
      const before = client.getQueryData<SessionView>(SESSION_KEY);
      if (view.signedIn || !before?.signedIn) return view;
      // The pages stay, with what was typed into them, until the person has signed in again.
      endSession();
      return before;
    },
    staleTime: 5 * 60_000,
    retry: 1,
  });
}

export const SIGNED_OUT: SessionView = { signedIn: false, mustChangePassword: false, setup: false };

/** Takes over a session that the server just began; nothing of the one before stays. */
export function useBegin() {
  const client = useQueryClient();
  return (view: SessionView): void => {
    remember(view);
    setEnded(false);
    client.removeQueries({ predicate: (q) => q.queryKey[0] !== SESSION_KEY[0] });
    client.setQueryData(SESSION_KEY, view);
  };
}

/** Signs in; the caller shows an `ApiProblem`. */
export function useSignIn() {
  const begin = useBegin();
  return async (username: string, password: string): Promise<void> =>
    begin(await api.post<SessionView>('/api/session', { username, password }));
}

/** Signs the same person in again over the open page; somebody else gets a page of their own. */
export function useResume() {
  const client = useQueryClient();
  return async (username: string, password: string): Promise<void> => {
    const before = client.getQueryData<SessionView>(SESSION_KEY);
    const view = remember(await api.post<SessionView>('/api/session', { username, password }));
    if (view.user?.id !== before?.user?.id) return location.reload();
    client.setQueryData(SESSION_KEY, view);
    setEnded(false);
    await client.invalidateQueries();
  };
}

export function useSignOut() {
  const begin = useBegin();
  return async (): Promise<void> => {
    await api.delete('/api/session').catch((error: unknown) => {
      // A session that has ended already is signed out.
      if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    });
    begin(SIGNED_OUT);
  };
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** The signed-in person; only inside the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a signed-in shell');
  return session;
}

/** Whether the person holds the permission anywhere (one of them, for a list). */
export function holds(session: Session, permission: string | string[] | undefined): boolean {
  if (permission === undefined) return true;
  const wanted = Array.isArray(permission) ? permission : [permission];
  return wanted.some((p) => (session.user.permissions[p]?.length ?? 0) > 0);
}
export const useMay = (permission: string | string[]): boolean => holds(useSession(), permission);

/** Whether the person has one of the roles anywhere. */
export const useHasRole = (...roles: string[]): boolean =>
  useSession().user.memberships.some((m) => m.roles.some((r) => roles.includes(r)));

/** The congress in which the person works first (the one above, for an official of a body). */
export function homeCongress(session: Session): string | undefined {
  const { memberships } = session.user;
  const own = memberships.find((m) => m.kind === 'congress') ?? memberships[0];
  if (!own) return undefined;
  return own.kind === 'congress' ? own.orgId : own.orgPath.split('/').filter(Boolean).at(-2);
}
