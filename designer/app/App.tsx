import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { whenUnauthenticated } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { endSession, SessionProvider, useSessionQuery } from '../api/session.ts';
import { I18nContext, loadLanguage } from '../i18n/index.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Failure } from './Failure.tsx';
import { Loading } from './Loading.tsx';
import { Router } from './Router.tsx';
import { theme } from './theme.ts';

// Pages before the shell: whoever is signed in does not load them.
/** Needed only when a session has ended: not in the first load. */
const SignInAgain = lazy(() => import('./SignInAgain.tsx').then((m) => ({ default: m.SignInAgain })));

const SignIn = lazy(async () => ({ default: (await import('./SignIn.tsx')).SignIn }));
const SetUp = lazy(async () => ({ default: (await import('./SetUp.tsx')).SetUp }));
const OneTimePassword = lazy(async () => ({
  default: (await import('../account/OneTimePassword.tsx')).OneTimePassword,
}));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal does not become right by asking again; a lost connection may.
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status >= 400),
      refetchOnWindowFocus: true,
    },
  },
});

whenUnauthenticated(endSession);

function Gate() {
  const { data: view, error, isPending, refetch } = useSessionQuery();
  const user = view?.user;
  const mustChangePassword = view?.mustChangePassword ?? false;
  // The same object while it is the same person: the pages stay as they are when somebody signs in again.
  const session = useMemo(() => (user ? { user, mustChangePassword } : null), [user, mustChangePassword]);
  if (isPending) return <Loading full />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!session) return view?.setup || location.pathname === '/setup' ? <SetUp /> : <SignIn />;
  return (
    <SessionProvider value={session}>
      {session.mustChangePassword ? <OneTimePassword /> : <Router session={session} />}
      <Suspense>
        <SignInAgain user={session.user} />
      </Suspense>
    </SessionProvider>
  );
}

export function App() {
  const i18n = useLanguage(loadLanguage);
  const { language } = i18n;
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  return (
    <I18nContext.Provider value={i18n}>
      <ConfigProvider
        locale={language === 'en' ? enUS : zhCN}
        theme={theme}
        button={{ autoInsertSpace: false }}
        form={{ requiredMark: true }}
      >
        <AntApp>
          <ErrorBoundary>
            <QueryClientProvider client={client}>
              <Suspense fallback={<Loading full />}>
                <Gate />
              </Suspense>
            </QueryClientProvider>
          </ErrorBoundary>
        </AntApp>
      </ConfigProvider>
    </I18nContext.Provider>
  );
}
