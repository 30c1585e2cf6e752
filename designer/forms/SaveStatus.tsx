import { useT } from '../i18n/index.ts';
import type { SaveState } from './use-autosave.ts';

/** The clerk's own clock: it tells how long ago it was. */
const clock = (at: Date) =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;

export function SaveStatus({ state, retry }: { state: SaveState; retry: () => void }) {
  const t = useT();
  return (
    <span className="jd-save" role="status">
      {state.kind === 'waiting' && t('有修改尚未保存')}
      {state.kind === 'saving' && t('正在保存…')}
      {state.kind === 'saved' && t('已自动保存 {time}', { time: clock(state.at) })}
      {state.kind === 'failed' && (
        <>
          <span className="jd-error-text">{t('草稿未能保存:{reason}', { reason: state.message })}</span>{' '}
          <button type="button" className="jd-link" onClick={retry}>
            {t('重试')}
          </button>
        </>
      )}
    </span>
  );
}
