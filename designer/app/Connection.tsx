import { useEffect, useState } from 'react';
import { useT } from '../i18n/index.ts';

/** Says while there is no network that what is typed is not kept for now. */
export function Connection() {
  const t = useT();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  if (online) return null;
  return (
    <p className="jd-offline" role="status">
      {t('网络已断开。请不要关闭页面，恢复后会自动保存草稿。')}
    </p>
  );
}
