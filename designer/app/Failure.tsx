import { Button, Result } from 'antd';
import { ApiProblem, messageOf } from '../api/problem.ts';
import { useT } from '../i18n/index.ts';

/** A failure that keeps a page from being shown: what happened and what can be done. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  const missing = error instanceof ApiProblem && error.status === 404;
  const refused = error instanceof ApiProblem && error.status === 403;
  return (
    <div role="alert">
      <Result
        status={missing ? '404' : refused ? '403' : 'warning'}
        icon={<span />}
        title={missing ? t('没有找到') : refused ? t('没有权限') : t('打开失败')}
        subTitle={messageOf(error)}
        extra={retry && !missing && !refused && <Button onClick={retry}>{t('重试')}</Button>}
      />
    </div>
  );
}
