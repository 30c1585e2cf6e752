import { Button } from 'antd';
import { useState } from 'react';
import { checkPaper } from '../../rules/weighting/sheet.ts';
import type { CriteriaGroup, WeightingSheet } from '../../rules/weighting/types.ts';
import { pairsOf } from '../../rules/weights/judgements.ts';
import { roundWeights } from '../../rules/weights/sets.ts';
import type { BallotView } from '../cases/types.ts';
import { PairwiseFields } from './PairwiseFields.tsx';
import { PointFields } from './PointFields.tsx';
import { useText } from './text.ts';
import { useCast } from './use-cast.tsx';
import './ballots.css';

const evenly = (group: CriteriaGroup) =>
  roundWeights(
    group.criteria.map(() => 1),
    0,
  );
const equal = (group: CriteriaGroup) => pairsOf(group.criteria.length).map(() => 1);

/** The paper of a weighting round (赋权): each group of indicators by points of 100, or by comparison in pairs. */
export function WeightingForm({ ballot }: { ballot: BallotView }) {
  const t = useText();
  const { sheet } = ballot.rule as unknown as { sheet: WeightingSheet };
  const byPoints = sheet.by.method === 'direct';
  const [given, setGiven] = useState<Record<string, number[]>>(() =>
    Object.fromEntries(sheet.groups.map((g) => [g.id, byPoints ? evenly(g) : equal(g)])),
  );
  const { busy, cast, errors } = useCast(ballot.id);
  const hand = () => {
    const paper = {
      weights: Object.fromEntries(
        sheet.groups.map((g) => {
          const values = given[g.id] ?? [];
          return [g.id, byPoints ? { points: values } : { judgements: values }];
        }),
      ),
    };
    return cast(paper, checkPaper(sheet, paper));
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
      <Button type="primary" size="large" loading={busy} onClick={() => void hand()}>
        {t('提交权重')}
      </Button>
      <p className="jd-muted">{t('提交后不能修改。')}</p>
    </>
  );
}
