import { NavLink, useParams } from 'react-router';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { TOPICS } from './topics.ts';
import './help.css';

/** The manual, as it stands in docs/manual: for those who write rules, and for those who vote. */
export default function HelpPage() {
  const t = useT();
  const { topic = TOPICS[0]?.id } = useParams();
  const shown = TOPICS.find((x) => x.id === topic);
  return (
    <PageFrame title={t('帮助')}>
      <div className="jd-help">
        <nav aria-label={t('帮助')}>
          <ul>
            {TOPICS.map((x) => (
              <li key={x.id}>
                <NavLink to={`/help/${x.id}`} className={x.id === topic ? 'jd-help-here' : ''}>
                  {x.title}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        {shown ? (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own pages when the application is built
          <article className="jd-help-text" lang="zh-CN" dangerouslySetInnerHTML={{ __html: shown.html }} />
        ) : (
          <Nothing title={t('没有这一页')} />
        )}
      </div>
    </PageFrame>
  );
}
