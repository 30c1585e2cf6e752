import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import type { TimeLineEntry } from './types.ts';

/** What happened, the latest first. */
export function Timeline({ entries, names }: { entries: TimeLineEntry[]; names: Record<string, string> }) {
  const t = useT();
  if (entries.length === 0) return <p className="jd-muted">{t('还没有办理记录')}</p>;
  const latest = [...entries].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="jd-timeline">
      {latest.map((e) => (
        <li key={`${e.at}${e.kind}${e.elementId ?? ''}${e.text}`}>
          <div>{e.text}</div>
          {e.reason && <div className="jd-muted">{t('理由:{reason}', { reason: e.reason })}</div>}
          <div className="jd-list-sub">
            <span className="jd-number">{dateTime(e.at)}</span> {e.by && (names[e.by] ?? e.by)}
          </div>
        </li>
      ))}
    </ol>
  );
}
