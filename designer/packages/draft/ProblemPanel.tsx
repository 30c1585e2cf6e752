import { CloseOutlined, ExclamationCircleOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { PackageProblem } from '../../../processes/format.ts';
import { messageOf } from '../../api/problem.ts';
import { usePackageDesk } from '../desk.ts';
import { titleOfFile } from '../file-kinds.ts';
import { useKindName } from '../files/kind-names.ts';
import { placeOf } from '../place.ts';
import { useText } from '../text.ts';
import type { Check } from './use-check.ts';

/** The list of problems below the page: a click leads to the place. */
export function ProblemPanel({ check }: { check: Check }) {
  const t = useText();
  if (!check.open) return null;
  const problems = check.problems ?? [];
  const errors = problems.filter((p) => p.severity === 'error').length;
  return (
    <section className="jd-pk-problems" aria-label={t('检查结果')}>
      <header>
        <h2>{t('检查结果')}</h2>
        <span role="status">
          {check.running
            ? t('正在检查…')
            : check.failure !== undefined
              ? messageOf(check.failure)
              : t('{errors} 个错误，{warnings} 个提醒', { errors, warnings: problems.length - errors })}
        </span>
        {check.stale && !check.running && (
          <span className="jd-badge jd-badge-soon">{t('检查后又有修改')}</span>
        )}
        <span className="jd-grow" />
        <Button
          size="small"
          icon={<ReloadOutlined />}
          loading={check.running}
          onClick={() => void check.run()}
        >
          {t('重新检查')}
        </Button>
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('关闭检查结果')}
          onClick={check.close}
        />
      </header>
      {problems.length === 0 && !check.running && check.failure === undefined ? (
        <p className="jd-pk-clean">{t('没有发现问题，可以发布。')}</p>
      ) : (
        <ProblemList problems={problems} />
      )}
    </section>
  );
}

export function ProblemList(props: { problems: PackageProblem[]; onGo?: () => void }) {
  const t = useText();
  const { draft, go } = usePackageDesk();
  const kindName = useKindName();
  return (
    <ul className="jd-pk-problem-list">
      {props.problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
        <li key={index}>
          <button
            type="button"
            onClick={() => {
              go(placeOf(problem, draft.files));
              props.onGo?.();
            }}
          >
            {problem.severity === 'error' ? (
              <ExclamationCircleOutlined className="jd-pk-error" aria-label={t('错误')} />
            ) : (
              <WarningOutlined className="jd-pk-warning" aria-label={t('提醒')} />
            )}
            <span>{problem.message}</span>
            <span className="jd-muted">
              {kindName(problem.file, draft.files)}
              {problem.file.endsWith('.json') && ` ${titleOfFile(problem.file, draft.files)}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
