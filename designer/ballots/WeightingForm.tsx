import { Alert, Button } from 'antd';
import { useState } from 'react';
import { checkPaper } from '../../rules/weighting/sheet.ts';
import type { CriteriaGroup, WeightingSheet } from '../../rules/weighting/types.ts';
import { pairsOf, viewJudgements } from '../../rules/weights/judgements.ts';
import { leavesOut } from '../../rules/weights/round.ts';
import { roundWeights } from '../../rules/weights/sets.ts';
import type { BallotView } from '../cases/types.ts';
import { PairwiseFields } from './PairwiseFields.tsx';
import { PointFields } from './PointFields.tsx';
import { useText } from './text.ts';
import { useUncast } from './UncastGuard.tsx';
import { useCast } from './use-cast.tsx';
import './ballots.css';

/** As equal as the fields, which take tenths, allow: who changes nothing favours no indicator by a whole point. */
const evenly = (group: CriteriaGroup) =>
  roundWeights(
    group.criteria.map(() => 1),
    1,
  );
const equal = (group: CriteriaGroup) => pairsOf(group.criteria.length).map(() => 1);
/** Whether the rule of the round leaves out what is given, since it contradicts itself. */
const leftOut = (group: CriteriaGroup, { by }: WeightingSheet, judgements: readonly number[]): boolean =>
  by.method === 'ahp' &&
  leavesOut(by, viewJudgements(group.criteria.length, judgements, by).consistencyRatio);
const same = (a: readonly number[], b: readonly number[]) => a.every((n, i) => n === b[i]);

/** The paper of a weighting round (赋权): each group of indicators by points of 100, or by comparison in pairs. */
export function WeightingForm({ ballot }: { ballot: BallotView }) {
  const t = useText();
  const { sheet } = ballot.rule as unknown as { sheet: WeightingSheet };
  const byPoints = sheet.by.method === 'direct';
  const [given, setGiven] = useState<Record<string, number[]>>(() =>
    Object.fromEntries(sheet.groups.map((g) => [g.id, byPoints ? evenly(g) : equal(g)])),
  );
  const { busy, taken, cast, errors } = useCast(ballot.id, '回执只证明已收到您的权重，不含具体数值。');
  const untouched = sheet.groups.every((g) => same(given[g.id] ?? [], (byPoints ? evenly : equal)(g)));
  useUncast(!taken && !untouched);
  const left = sheet.groups.filter((g) => leftOut(g, sheet, given[g.id] ?? []));
  const hand = () => {
    const paper = {
      weights: Object.fromEntries(
        sheet.groups.map((g) => {
          const values = given[g.id] ?? [];
          return [g.id, byPoints ? { points: values } : { judgements: values }];
        }),
      ),
    };
    const doubt = untouched
      ? '各项还是同样重要，没有调整过。'
      : left.length > 0
        ? '有的比较前后矛盾，按规则不计入结果。'
        : undefined;
    return cast(paper, checkPaper(sheet, paper), doubt);
  };
  const Fields = byPoints ? PointFields : PairwiseFields;
  return (
    <>
      {errors}
      <p className="jd-muted">
        {byPoints
          ? t('请把 100 分分给同一组的各项指标：越重要，分值越高。')
          : t('请逐对比较：哪一项更重要，重要多少。')}
      </p>
      {sheet.groups.map((group) => (
        <Fields
          key={group.id}
          {...{ group, sheet }}
          values={given[group.id] ?? []}
          onChange={(values) => setGiven((before) => ({ ...before, [group.id]: values }))}
        />
      ))}
      {left.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="jd-weights-left"
          title={t('{groups}的比较前后矛盾，提交后按规则不计入结果。', {
            groups: left.map((g) => t('“{title}”', { title: g.title })).join(t('、')),
          })}
        />
      )}
      <Button type="primary" size="large" loading={busy} onClick={() => void hand()}>
        {t('提交权重')}
      </Button>
      <p className="jd-muted">{t('提交后不能修改。')}</p>
    </>
  );
}
