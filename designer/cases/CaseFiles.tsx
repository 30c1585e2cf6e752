import { PaperClipOutlined } from '@ant-design/icons';
import { fileHref } from '../forms/services.ts';
import { useT } from '../i18n/index.ts';
import { bytes, dateTime } from '../shared/format.ts';
import type { CaseView } from './types.ts';

export function CaseFiles({ view }: { view: CaseView }) {
  const t = useT();
  if (view.files.length === 0) return <p className="jd-muted">{t('还没有文件')}</p>;
  return (
    <ul className="jd-clocks">
      {view.files.map((f) => (
        <li key={f.id}>
          <PaperClipOutlined aria-hidden />{' '}
          <a href={fileHref(f.id)} target="_blank" rel="noreferrer">
            {f.name}
          </a>{' '}
          {f.kind === 'document' && <span className="jd-badge">{t('系统生成')}</span>}
          <div className="jd-list-sub jd-number">
            {bytes(f.size)} · {dateTime(f.at)}
          </div>
        </li>
      ))}
    </ul>
  );
}
