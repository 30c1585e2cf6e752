import { Link } from 'react-router';
import { useMay } from '../api/session.ts';
import { day } from '../shared/format.ts';
import { useResultsOfCase } from './api.ts';
import { useText } from './text.ts';

/** On the page of a case: the results that its evaluations came to. */
export function ResultsOfCase({ caseId }: { caseId: string }) {
  const t = useText();
  const results = useResultsOfCase(caseId, useMay('board.read'));
  if (!results.data || results.data.items.length === 0) return null;
  return (
    <section className="jd-card">
      <h2>{t('评价结果')}</h2>
      <ul className="jd-clocks">
        {results.data.items.map((r) => (
          <li key={r.id}>
            <Link to={`/results/${encodeURIComponent(r.id)}`}>{r.schemeTitle}</Link>{' '}
            <span className="jd-muted jd-number">{day(r.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
