import type { FormDocument } from '../../forms/document.ts';
import { FormValues } from '../forms/FormValues.tsx';
import { fileHref } from '../forms/services.ts';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import type { CaseView } from './types.ts';

type Filled = CaseView['forms'][number];
type Entry = Filled['entries'][number];

const newest = (f: Filled): string => f.entries.reduce((at, e) => (e.at > at ? e.at : at), '');

/**
 * What was filled in so far, the newest form first; of one that several bodies filled in, what each of them gave. `folded`:
 * each form can be opened by itself; the one that began the case comes first, and it and the newest are open (beside a
 * task: what has to be decided upon).
 */
export function Submissions({ view, folded = false }: { view: CaseView; folded?: boolean }) {
  const t = useT();
  if (view.forms.length === 0) return <p className="jd-muted">{t('还没有填报内容')}</p>;
  const byTime = [...view.forms].sort((a, b) => newest(b).localeCompare(newest(a)));
  if (!folded)
    return byTime.map((f) => (
      <section key={String(f.form.id)} className="jd-submission">
        <h3>
          <Title of={f} names={view.names} />
        </h3>
        <Entries of={f} names={view.names} />
      </section>
    ));
  const first = byTime.at(-1);
  return [...(first ? [first] : []), ...byTime.slice(0, -1)].map((f) => (
    <details key={String(f.form.id)} className="jd-submission" open={f === first || f === byTime[0]}>
      <summary>
        <Title of={f} names={view.names} />
      </summary>
      <Entries of={f} names={view.names} />
    </details>
  ));
}

interface Props {
  of: Filled;
  names: Record<string, string>;
}

function Title({ of: { form, entries }, names }: Props) {
  const t = useT();
  return (
    <>
      {String(form.title)}{' '}
      <span className="jd-list-sub">
        {entries.length === 1 ? <By of={entries[0]!} names={names} /> : t('共 {n} 份', { n: entries.length })}
      </span>
    </>
  );
}

/** Which body or item it is of, who filled it in, and when. */
function By({ of, names }: { of: Entry; names: Record<string, string> }) {
  const about = [of.body, of.subject].flatMap((id) => (id ? [names[id] ?? id] : []));
  return (
    <>
      {[...about, names[of.by] ?? of.by].join(' · ')} <span className="jd-number">{dateTime(of.at)}</span>
    </>
  );
}

function Entries({ of: { form, entries }, names }: Props) {
  if (entries.length === 1) return <Given form={form} of={entries[0]!} names={names} />;
  return entries.map((e) => (
    <section key={`${e.body} ${e.subject}`} className="jd-submission-entry">
      <h4>
        <By of={e} names={names} />
      </h4>
      <Given form={form} of={e} names={names} />
    </section>
  ));
}

function Given({ form, of, names }: { form: Filled['form']; of: Entry; names: Record<string, string> }) {
  const t = useT();
  return (
    <>
      <Values form={form} data={of.data} names={names} />
      {of.earlier.length > 0 && (
        <details>
          <summary className="jd-muted">{t('以前填报的 {n} 次', { n: of.earlier.length })}</summary>
          {of.earlier.map((e) => (
            <section key={e.at} className="jd-submission-entry">
              <h4>
                <By of={{ ...e, earlier: [] }} names={names} />
              </h4>
              <Values form={form} data={e.data} names={names} />
            </section>
          ))}
        </details>
      )}
    </>
  );
}

function Values(props: { form: Filled['form']; data: Entry['data']; names: Record<string, string> }) {
  return (
    <FormValues
      doc={props.form as unknown as FormDocument}
      data={props.data}
      names={{ bodies: props.names, users: props.names }}
      fileHref={fileHref}
      filtered
    />
  );
}
