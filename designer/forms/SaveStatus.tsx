import { useT } from '../i18n/index.ts';
import { timeOfDay } from '../shared/format.ts';
import type { SaveState } from './use-autosave.ts';

/** What a draft that was saved elsewhere can become here. */
export interface DraftChoice {
  /** Shows the other one; what was typed here goes. */
  take(): void;
  /** Keeps this one; the other goes. */
  keep(): void;
}

export function SaveStatus(props: { state: SaveState; retry: () => void; choice?: DraftChoice | undefined }) {
  const { state, retry, choice } = props;
  const t = useT();
  return (
    <span className="jd-save" role="status">
      {state.kind === 'waiting' && t('有修改尚未保存')}
      {state.kind === 'saving' && t('正在保存…')}
      {state.kind === 'saved' && t('已自动保存 {time}', { time: timeOfDay(state.at.toISOString()) })}
      {state.kind === 'conflict' && (
        <>
          <span className="jd-error-text">{t('另一个窗口保存过这份草稿。')}</span>{' '}
          {choice && (
            <>
              <button type="button" className="jd-link" onClick={choice.take}>
                {t('改用那一份')}
              </button>{' '}
              <button type="button" className="jd-link" onClick={choice.keep}>
                {t('保留这一份')}
              </button>
            </>
          )}
        </>
      )}
      {state.kind === 'failed' && (
        <>
          <span className="jd-error-text">{t('草稿未能保存：{reason}', { reason: state.message })}</span>{' '}
          <button type="button" className="jd-link" onClick={retry}>
            {t('重试')}
          </button>
        </>
      )}
    </span>
  );
}
