import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { outcomeTitle } from '../../../rules/ruleset/titles.ts';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { partialData } from '../../../rules/scheme/coverage.ts';
import type { RuleGrade } from '../../../rules/scheme/grade-rules.ts';
import { withParameters } from '../../../rules/scheme/parameters.ts';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { createWhatIf, type WhatIfTotal } from '../../../rules/scheme/what-if.ts';
import { messageOf } from '../../api/problem.ts';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import type { RunView } from '../api.ts';
import { PartialDataNote } from '../PartialDataNote.tsx';
import { PlaceFields } from '../PlaceFields.tsx';
import { usePlace } from '../use-place.ts';
import { useGradeRules } from './grade-rules.ts';
import { useText } from './text.ts';
import { useGrades } from './use-grades.ts';
import { useMeasures } from './use-measures.ts';

/**
 * Scores and ranks of real bodies by the draft, beside those by the version in force. A moved weight is reckoned here in
 * the page; only what changes the measuring asks the server.
 */
export function WhatIfPanel(props: {
  packageId: string;
  scheme: Scheme;
  released: Scheme | undefined;
  /** Rule files as the draft has them, and as they are in force: what grades is among them. */
  files: Readonly<Record<string, string>>;
  releasedFiles: Readonly<Record<string, string>>;
}) {
  const t = useText();
  const { packageId, scheme, files, releasedFiles } = props;
  const released = props.released ?? scheme;
  const choice = usePlace(packageId);
  const now = useMeasures(packageId, scheme, choice.place);
  const before = useMeasures(packageId, released, choice.place);
  const wasIf = useMemo(
    () => (before.data ? createWhatIf(local(released, before.data.view), before.data) : undefined),
    [released, before.data],
  );
  const old = useMemo(() => new Map(wasIf?.totals.map((t) => [t.id, t])), [wasIf]);
  const whatIf = useMemo(
    () => (now.data ? createWhatIf(local(scheme, now.data.view), now.data) : undefined),
    [scheme, now.data],
  );
  const rows = useMemo(
    () => [...(whatIf?.totals ?? [])].sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9)),
    [whatIf],
  );
  const gaps = useMemo(() => (now.data ? partialData(scheme, now.data) : []), [scheme, now.data]);
  const rules = useGradeRules(files, scheme, choice);
  const oldRules = useGradeRules(releasedFiles, released, choice);
  const grades = useGrades(whatIf, rules);
  const oldGrades = useGrades(wasIf, oldRules);
  const graded = rules !== undefined || rows.some((r) => r.grade);
  return (
    <section className="jd-rule-side" aria-label={t('推演')}>
      <h2>{t('推演：真实数据下的得分与名次')}</h2>
      <p className="jd-muted">
        {t('移动权重，得分、名次和等次随之变化；箭头是与生效版本相比。没有保存和发布前，不影响任何结果。')}
      </p>
      <PlaceFields choice={choice} run={now.data?.view} />
      {choice.loading || (choice.place && now.isPending) ? (
        <Loading />
      ) : !choice.place ? (
        <Nothing title={t('还没有办件')}>{t('有办件之后，这里按真实数据推演。')}</Nothing>
      ) : now.error && !now.data ? (
        <p className="jd-rule-wrong" role="alert">
          {messageOf(now.error)}
        </p>
      ) : rows.length === 0 ? (
        <Nothing title={t('没有可以评价的单位')}>
          {t(
            '这个年度和地区还没有单位的事项、测评、台账和填报数据。有了数据，或另选年度、地区，这里就能推演。',
          )}
        </Nothing>
      ) : (
        <>
          {now.error && (
            <p className="jd-rule-wrong" role="alert">
              {t('指标还有错误，以下按改动之前的数据推演：')}
              {messageOf(now.error)}
            </p>
          )}
          <PartialDataNote gaps={gaps} />
          <table className="jd-list-table jd-rule-ranks">
            <thead>
              <tr>
                <th scope="col">{t('名次')}</th>
                <th scope="col">{t('承办单位')}</th>
                <th scope="col">{t('得分')}</th>
                <th scope="col">{t('变化')}</th>
                {graded && <th scope="col">{t('等次')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const was = old.get(row.id);
                const change = (row.total ?? 0) - (was?.total ?? row.total ?? 0);
                const places = row.rank && was?.rank ? was.rank - row.rank : 0;
                return (
                  <tr key={row.id} data-body={row.id}>
                    <td className="jd-number" data-label={t('名次')}>
                      {row.rank ?? '–'} <Places by={places} />
                    </td>
                    <td>
                      {row.title}
                      <Effects row={row} />
                    </td>
                    <td className="jd-number" data-label={t('得分')}>
                      <span className="jd-rule-meter" style={{ backgroundSize: `${row.total ?? 0}% 100%` }}>
                        {row.total === null ? t('无数据') : row.total.toFixed(scheme.decimals ?? 2)}
                      </span>
                    </td>
                    <td className="jd-number" data-label={t('变化')}>
                      {Math.abs(change) < 0.005 ? (
                        <span className="jd-muted">–</span>
                      ) : (
                        <span className={change > 0 ? 'jd-rule-up' : 'jd-rule-down'}>
                          {change > 0 ? '+' : '−'}
                          {Math.abs(change).toFixed(2)}
                        </span>
                      )}
                    </td>
                    {graded && (
                      <td className="jd-rule-grade" data-label={t('等次')}>
                        <Grade
                          now={gradeOf(grades.of.get(row.id), rules) ?? row.grade?.title}
                          was={gradeOf(oldGrades.of.get(row.id), oldRules) ?? was?.grade?.title}
                          why={grades.of.get(row.id)?.result.outcomes.map((o) => o.title)}
                        />
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {grades.problem && (
            <p className="jd-rule-wrong" role="alert">
              {t('等次暂时算不出：{problem}请在“{title}”里更正。', {
                problem: grades.problem,
                title: rules?.title ?? '',
              })}
            </p>
          )}
          {now.pending && <p className="jd-muted">{t('正在按改动重新统计…')}</p>}
        </>
      )}
    </section>
  );
}

/** With the numbers that the place's parameters set. */
const local = (scheme: Scheme, { parameters }: Pick<RunView, 'parameters'>): Scheme =>
  withParameters(scheme, parameters).scheme;

/** What bonuses, deductions and vetoes did to the total; nothing where there are none. */
function Effects({ row }: { row: WhatIfTotal }) {
  const t = useText();
  const told = row.adjustments.filter((a) => a.points !== 0 || a.missing);
  if (told.length === 0 && row.vetoes.length === 0) return null;
  const points = (n: number) => `${n > 0 ? '+' : '−'}${Number(Math.abs(n).toFixed(2))}`;
  return (
    <span className="jd-rule-points">
      {told.map((a) => (
        <span key={a.id} title={a.capped ? t('已到上限') : undefined}>
          {a.title} {a.missing ? t('没有数据') : points(a.points)}
          {a.capped && t('（到上限）')}{' '}
        </span>
      ))}
      {row.vetoes.map((v) => (
        <span key={v.id} className="jd-rule-down">
          {t('否决：{title}', { title: v.title })}{' '}
        </span>
      ))}
    </span>
  );
}

function Places({ by }: { by: number }) {
  const t = useText();
  if (by === 0) return null;
  const up = by > 0;
  const label = t(up ? '上升 {n} 位' : '下降 {n} 位', { n: Math.abs(by) });
  return (
    <span className={up ? 'jd-rule-up' : 'jd-rule-down'} role="img" aria-label={label} title={label}>
      {up ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
      {Math.abs(by)}
    </span>
  );
}

/** The grade's title; a set that only says veto or the like is shown by what it says. */
function gradeOf(grade: RuleGrade | undefined, rules: RuleSet | undefined): string | undefined {
  if (!grade) return undefined;
  if (grade.grade) return grade.grade.title;
  return rules && grade.result.outcomes.map((o) => outcomeTitle(rules, o)).join('、');
}

function Grade(props: { now: string | undefined; was: string | undefined; why: string[] | undefined }) {
  const t = useText();
  const { now, was, why } = props;
  if (!now) return <span className="jd-muted">–</span>;
  return (
    <span title={why?.join('、') ?? ''}>
      {now}
      {was && was !== now && <span className="jd-muted">{t('（原{was}）', { was })}</span>}
    </span>
  );
}
