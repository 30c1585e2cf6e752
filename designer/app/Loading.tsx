import { Spin } from 'antd';
import { useT } from '../i18n/index.ts';

export function Loading({ full = false }: { full?: boolean }) {
  const t = useT();
  return (
    <div className={full ? 'jd-loading jd-loading-full' : 'jd-loading'} role="status" aria-live="polite">
      <Spin />
      <span className="jd-visually-hidden">{t('正在加载')}</span>
    </div>
  );
}
