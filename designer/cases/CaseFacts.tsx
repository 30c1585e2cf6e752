import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import type { CaseView } from './types.ts';

const HELPERS = { 'co-handlers': '会办单位', evaluated: '评议对象' } as const;

/** Who it is about and since when. */
export function CaseFacts({ view }: { view: CaseView }) {
  const t = useT();
  const { case: c, names } = view;
  const name = (id: string) => names[id] ?? id;
  const facts: [label: string, value: string | undefined][] = [
    [t('发起人'), name(c.initiator)],
    [t('发起时间'), dateTime(c.createdAt)],
    [t('承办单位'), c.lead && name(c.lead)],
    [t(HELPERS[view.helpersAre]), c.helpers.map(name).join('、')],
    [t('代表'), c.deputies.map(name).join('、')],
    [t('结束时间'), dateTime(c.endedAt)],
  ];
  return (
    <dl className="jd-facts">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} className="jd-fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
