import { useState } from 'react';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import { Unbroken } from '../shared/Unbroken.tsx';
import type { TimeLineEntry } from './types.ts';

/** How many of the latest are shown at first. */
const FIRST = 10;

/** What happened, the latest first. */
export function Timeline({ entries, names }: { entries: TimeLineEntry[]; names: Record<string, string> }) {
  const t = useT();
  const [all, setAll] = useState(false);
  if (entries.length === 0) return <p className="jd-muted">{t('还没有办理记录')}</p>;
  // the server tells the oldest first, those of one instant in their order
  const latest = [...entries].reverse();
  const shown = all ? latest : latest.slice(0, FIRST);
  return (
    <>
      <ol className="jd-timeline">
        {shown.map((e) => (
          <li key={`${e.at}${e.kind}${e.elementId ?? ''}${e.text}`}>
            <div>
              <Unbroken text={e.text} />
            </div>
            {e.reason && <div className="jd-muted">{t('理由：{reason}', { reason: e.reason })}</div>}
            <div className="jd-list-sub">
              <span className="jd-number">{dateTime(e.at)}</span> {e.by && (names[e.by] ?? e.by)}
            </div>
          </li>
        ))}
      </ol>
      {latest.length > shown.length && (
        <button type="button" className="jd-link jd-noprint" onClick={() => setAll(true)}>
          {t('显示全部 {n} 条', { n: latest.length })}
        </button>
      )}
    </>
  );
}
