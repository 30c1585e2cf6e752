import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useT } from '../i18n/index.ts';

/**
 * Keeps changes from being lost on leaving: `save` (when there is one) writes them first; what still is not saved is asked
 * about, inside the application and by the browser.
 */
export function useLeaveGuard(isDirty: () => boolean, save: (() => Promise<void>) | undefined) {
  const t = useT();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isDirty(),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const decide = async () => {
      await save?.();
      if (!isDirty() || window.confirm(t('有修改尚未保存，离开后将丢失。确定离开吗？'))) blocker.proceed();
      else blocker.reset();
    };
    void decide();
  }, [blocker, isDirty, save, t]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  });
}
