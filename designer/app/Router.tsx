import { Suspense, useMemo } from 'react';
import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { holds } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { RouteFailure } from './ErrorBoundary.tsx';
import { Loading } from './Loading.tsx';
import { NotFound, Refused } from './NotFound.tsx';
import { homeOf, pages } from './pages.ts';
import { Shell } from './Shell.tsx';

function makeRouter(session: Session) {
  return createBrowserRouter([
    {
      element: (
        <Shell>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </Shell>
      ),
      errorElement: <RouteFailure />,
      children: [
        { index: true, element: <Navigate to={homeOf(session)} replace /> },
        ...pages.map((page) => ({
          path: page.path,
          handle: page,
          errorElement: <RouteFailure />,
          element: holds(session, page.permission) ? <page.element /> : <Refused />,
        })),
        { path: '*', element: <NotFound /> },
      ],
    },
  ]);
}

export function Router({ session }: { session: Session }) {
  const router = useMemo(() => makeRouter(session), [session]);
  return <RouterProvider router={router} />;
}
