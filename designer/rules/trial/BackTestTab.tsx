import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { messageOf } from '../../api/problem.ts';
import { Nothing } from '../../app/Nothing.tsx';
import { readJson } from '../documents.ts';
import { PlaceFields } from '../PlaceFields.tsx';
import { usePlace } from '../use-place.ts';
import { type BackTestView, backTest } from './api.ts';
import { BallotTrial } from './BallotTrial.tsx';
import { RuleSetTrial } from './RuleSetTrial.tsx';
import { SchemeTrial } from './SchemeTrial.tsx';
import { type Translate, useText } from './text.ts';
import { WeightingTrial } from './WeightingTrial.tsx';
import './trial.css';

/** 回测: the drafts of the rules beside those in force on a year's real data. Nothing is written. */
export function BackTestTab(props: {
  packageId: string;
  rule: string;
  /** Changed rule files of the draft, with what is typed: path → text. */
  changed: Readonly<Record<string, string>>;
}) {
  const { packageId, rule, changed } = props;
  const t = useText();
  const choice = usePlace(packageId);
  const [view, setView] = useState<BackTestView>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (!choice.place) return;
    setBusy(true);
    setError(undefined);
    try {
      setView(await backTest(packageId, { rule, documents: documentsIn(changed), ...choice.place }));
    } catch (problem) {
      setView(undefined);
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="jd-rule-main jd-rule-stack">
      <p className="jd-muted">
        {t(
          '用一年的真实数据，把草稿与生效的版本各算一遍：谁会变、变多少、因为什么。不改变任何结果，不写入任何数据。',
        )}
      </p>
      <div className="jd-rule-line">
        <PlaceFields choice={choice} />
        <Button type="primary" loading={busy} disabled={!choice.place} onClick={() => void run()}>
          {t('回测')}
        </Button>
      </div>
      {!choice.loading && !choice.place && (
        <Nothing title={t('还没有办件')}>{t('有办件之后，可以用真实数据回测。')}</Nothing>
      )}
      {error !== undefined && <Alert role="alert" type="error" showIcon title={messageOf(error)} />}
      {view && (
        <section aria-label={t('回测结果')} className="jd-rule-stack">
          {view.trial.kind === 'ballot' && view.trial.rounds.length === 0 ? null : (
            <p role="status" className="jd-trial-summary">
              {summaryOf(view, t)}
            </p>
          )}
          {view.problems.map((p) => (
            <p key={p.message} className="jd-muted">
              {p.message}
            </p>
          ))}
          <Trial view={view} changed={changed} rule={rule} />
        </section>
      )}
    </div>
  );
}

/** Rule documents by id. What is no JSON is left out: it is told at its own page, and cannot be published. */
export const documentsIn = (
  changed: Readonly<Record<string, string>>,
): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(changed).flatMap(([path, text]) => {
      const id = /^rules\/(.+)\.json$/.exec(path)?.[1];
      const value = readJson(text);
      return id && typeof value === 'object' && value !== null
        ? [[id, value as Record<string, unknown>]]
        : [];
    }),
  );

/** One sentence: how many were tried, and of these how many changed. */
export function summaryOf({ summary, trial, year, releaseNumber }: BackTestView, t: Translate): string {
  const { tried, changed, ranks, grades, refused } = summary;
  const against = t('{year} 年的数据，与生效的第 {n} 版相比：', { year, n: releaseNumber });
  const left = refused > 0 ? t('，另有 {n} 轮没有重算', { n: refused }) : '';
  const n = { n: tried, m: changed };
  switch (trial.kind) {
    case 'scheme':
      if (tried === 0) return against + t('这一年还没有可以计算的对象。');
      return (
        against +
        (changed === 0
          ? t('{n} 个对象的得分、名次和等次都不变。', n)
          : t('{n} 个对象中 {m} 个有变化，其中 {ranks} 个名次变化，{grades} 个等次变化。', {
              ...n,
              ranks,
              grades,
            }))
      );
    case 'ruleset':
      return (
        against +
        (trial.of === 'objects'
          ? t('{n} 个对象中 {m} 个等次变化。', n)
          : t('{n} 件事项中 {m} 件结果变化。', n))
      );
    case 'ballot':
      return `${against}${t('重新计票 {n} 轮，其中 {m} 轮结果变化', n)}${left}${t('。')}`;
    case 'weighting':
      return `${against}${t('重新计算 {n} 轮赋权，其中 {m} 轮权重变化', n)}${left}${t('。')}`;
  }
}

function Trial(props: {
  view: BackTestView;
  changed: Readonly<Record<string, string>>;
  rule: string;
}): ReactNode {
  const { view, changed, rule } = props;
  const { trial } = view;
  switch (trial.kind) {
    case 'scheme':
      return <SchemeTrial trial={trial} />;
    case 'ballot':
      return <BallotTrial trial={trial} />;
    case 'weighting':
      return <WeightingTrial trial={trial} />;
    case 'ruleset':
      return <RuleSetTrial trial={trial} ruleSet={readJson(changed[`rules/${rule}.json`] ?? '')} />;
  }
}
