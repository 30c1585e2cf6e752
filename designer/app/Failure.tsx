import { Button } from 'antd';
import { ApiProblem, messageOf } from '../api/problem.ts';
import { useT } from '../i18n/index.ts';
import { Nothing } from './Nothing.tsx';

/** A failure that keeps a page from being shown: what happened and what can be done. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  const missing = error instanceof ApiProblem && error.status === 404;
  const refused = error instanceof ApiProblem && error.status === 403;
  return (
    <div role="alert">
      <Nothing
        title={missing ? t('没有找到') : refused ? t('没有权限') : t('打开失败')}
        action={retry && !missing && !refused && <Button onClick={retry}>{t('重试')}</Button>}
      >
        {messageOf(error)}
      </Nothing>
    </div>
  );
}
