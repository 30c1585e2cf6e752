/** The texts of the results of evaluations. */
import type { MissingReason, MissingRule, Source } from '../../rules/scheme/types.ts';
import { featureText } from '../i18n/feature.ts';
import { en } from './en.ts';

export type Text = keyof typeof en;
export const useText = featureText(en);
export type Translate = ReturnType<typeof useText>;

export const MISSING: Record<MissingRule, Text> = {
  exclude: '不计入，权重由同级指标分担',
  zero: '按 0 分计',
  lowest: '按最低分计',
  mean: '按平均分计',
};
export const NO_VALUE: Record<MissingReason, Text> = {
  'empty-base': '没有符合范围的办件',
  'no-value': '没有该项数值',
  'not-given': '没有导入或填报',
  'no-ballot': '没有有效的测评',
  'formula-null': '公式所用的指标没有数值',
  'formula-error': '公式没有算出数值',
};
export const SOURCES: Record<Source['kind'], Text> = {
  caseShare: '办件占比',
  caseMean: '办件平均',
  caseCount: '办件数',
  ballot: '测评',
  register: '台账',
  formula: '公式',
  given: '导入或填报的数据',
};

/** At most two decimals. */
export const short = (n: number): string => String(Math.round(n * 100) / 100);
/** With its sign, one decimal: +3.2, −0.5. */
export const signed = (n: number): string => {
  const rounded = Math.round(n * 10) / 10;
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`;
};
