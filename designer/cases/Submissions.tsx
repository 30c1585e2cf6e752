import type { FormDocument } from '../../forms/document.ts';
import { FormValues } from '../forms/FormValues.tsx';
import { fileHref } from '../forms/services.ts';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import type { CaseView } from './types.ts';

type Submission = CaseView['forms'][number];

/**
 * What was filled in so far, the latest of each form. `folded`: each can be opened by itself; the one that began the case
 * comes first, and it and the newest are open (beside a task: what has to be decided upon).
 */
export function Submissions({ view, folded = false }: { view: CaseView; folded?: boolean }) {
  const t = useT();
  if (view.forms.length === 0) return <p className="jd-muted">{t('还没有填报内容')}</p>;
  const byTime = [...view.forms].sort((a, b) => b.at.localeCompare(a.at));
  if (!folded) return byTime.map((s) => <Filled key={String(s.form.id)} of={s} names={view.names} />);
  const first = byTime.at(-1);
  return [...(first ? [first] : []), ...byTime.slice(0, -1)].map((s) => (
    <details key={String(s.form.id)} className="jd-submission" open={s === first || s === byTime[0]}>
      <summary>
        <Title of={s} names={view.names} />
      </summary>
      <Values of={s} names={view.names} />
    </details>
  ));
}

interface Props {
  of: Submission;
  names: Record<string, string>;
}

function Filled(props: Props) {
  return (
    <section className="jd-submission">
      <h3>
        <Title {...props} />
      </h3>
      <Values {...props} />
    </section>
  );
}

function Title({ of, names }: Props) {
  const t = useT();
  return (
    <>
      {String(of.form.title)}{' '}
      <span className="jd-list-sub">
        {names[of.by] ?? of.by} <span className="jd-number">{dateTime(of.at)}</span>{' '}
        {of.count > 1 && t('共 {n} 次，显示最近一次', { n: of.count })}
      </span>
    </>
  );
}

function Values({ of, names }: Props) {
  return (
    <FormValues
      doc={of.form as unknown as FormDocument}
      data={of.data}
      names={{ bodies: names, users: names }}
      fileHref={fileHref}
      filtered
    />
  );
}
