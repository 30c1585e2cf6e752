import { Link } from 'react-router';
import { schemeSentences } from '../rules/changes.ts';
import type { ResultView } from './api.ts';
import { useText } from './text.ts';

/** Whether last year's result can be compared: what of the scheme has changed since. */
export function Before({ view: { before } }: { view: ResultView }) {
  const t = useText();
  if (!before) return null;
  const link = (
    <Link to={`/results/${encodeURIComponent(before.id)}`}>
      {t('{year} 年的结果', { year: before.year })}
    </Link>
  );
  if (before.changes.length === 0)
    return (
      <p className="jd-muted jd-result-part">
        {t('指标体系与上年相同，可以比较：')}
        {link}
      </p>
    );
  return (
    <details className="jd-card jd-result-part">
      <summary>
        {t('指标体系比 {year} 年有 {n} 处改动，得分不完全可比。', {
          year: before.year,
          n: before.changes.length,
        })}
      </summary>
      <ul className="jd-result-changes">
        {schemeSentences(before.changes).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {link}
    </details>
  );
}
