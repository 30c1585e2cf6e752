import { Button } from 'antd';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import { caseDeeds } from './api.ts';
import type { CaseView } from './types.ts';
import { useCaseDeed } from './use-case-deed.ts';

/** Where the process is stuck; administrators can have it tried again. */
export function Incidents({ view }: { view: CaseView }) {
  const t = useT();
  const { run, busy } = useCaseDeed();
  return (
    <section className="jd-card jd-incidents" aria-label={t('流程异常')}>
      <h2>{t('流程异常')}</h2>
      <ul>
        {view.incidents.map((i) => (
          <li key={i.incidentKey}>
            <div>
              <b>{i.elementName}</b> <span className="jd-muted jd-number">{dateTime(i.createdAt)}</span>
              <div>{i.message}</div>
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
