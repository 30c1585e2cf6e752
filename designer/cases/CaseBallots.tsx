import { Link } from 'react-router';
import { PAPERS } from '../ballots/papers.tsx';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import type { CaseView } from './types.ts';

/** Rounds of ballots of a case, the latest first, with their results once closed. */
export function CaseBallots({ view }: { view: CaseView }) {
  const t = useT();
  return [...view.ballots].reverse().map((b) => {
    const Result = PAPERS[String(b.rule.kind)]?.Result;
    return (
      <section key={b.id} className="jd-submission">
        <h3>
          <Link to={`/ballots/${b.id}`}>
            {b.title}
            {view.ballots.filter((x) => x.ballot === b.ballot).length > 1 &&
              ` ${t('第 {n} 次', { n: b.round })}`}
          </Link>{' '}
          <span className={b.state === 'open' ? 'jd-badge jd-badge-progress' : 'jd-badge'}>
            {b.state === 'open' ? t('进行中') : t('已结束')}
          </span>{' '}
          <span className="jd-list-sub jd-number">
            {t('已投 {n} / 应投 {all}', { n: b.cast, all: b.electors })}
            {b.closedAt && ` · ${dateTime(b.closedAt)}`}
          </span>
        </h3>
        {b.resultsLater && <p className="jd-muted">{t('结果公布后，可以在这里查看。')}</p>}
        {b.count && Result && <Result ballot={b} />}
      </section>
    );
  });
}
