import { Button } from 'antd';
import { type Text, useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import { caseDeeds } from './api.ts';
import { incidentText } from './incident-texts.ts';
import type { CaseView } from './types.ts';
import { useCaseDeed } from './use-case-deed.ts';

/** Where the process is stuck; administrators can have it tried again. */
export function Incidents({ view }: { view: CaseView }) {
  const t = useT();
  const { run, busy } = useCaseDeed();
  const kind = (i: CaseView['incidents'][number]) => incidentText(i.errorType);
  return (
    <section className="jd-card jd-incidents" aria-label={t('流程异常')}>
      <h2>{t('流程异常')}</h2>
      <ul>
        {view.incidents.map((i) => (
          <li key={i.incidentKey}>
            <div>
              <b>{i.elementName}</b> <span className="jd-muted jd-number">{dateTime(i.createdAt)}</span>
              {kind(i) && <div>{t(kind(i) as Text)}</div>}
              <div className={kind(i) ? 'jd-muted jd-incident-detail' : undefined}>
                {kind(i) ? t('详细信息：{message}', { message: i.message }) : i.message}
              </div>
            </div>
            {view.may.retry && (
              <Button
                loading={busy}
                onClick={() =>
                  void run(() => caseDeeds.retry(view.case.id, i.incidentKey), t('已重试，请看是否恢复。'))
                }
              >
                {t('重试')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
