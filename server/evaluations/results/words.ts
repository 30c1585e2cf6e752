/** A result in words, the same in the report, the table and (by the designer's own texts) the page. */
import type { MissingReason, MissingRule, Scale, Source } from '../../../rules/index.ts';

/** Not more than two decimals, without trailing zeros. */
export const short = (n: number): string => String(Math.round(n * 100) / 100);
export const signed = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : ''}${short(Math.abs(n))}`;

export const MISSING: Record<MissingRule, string> = {
  exclude: '不计入，权重由同级指标分担',
  zero: '按 0 分计',
  lowest: '按最低分计',
  mean: '按平均分计',
};

export const NO_VALUE: Record<MissingReason, string> = {
  'empty-base': '没有符合范围的办件',
  'no-value': '没有该项数值',
  'not-given': '没有导入或填报',
  'no-ballot': '没有有效的测评',
  'formula-null': '公式所用的指标没有数值',
  'formula-error': '公式没有算出数值',
};

export const SOURCES: Record<Source['kind'], string> = {
  caseShare: '办件占比',
  caseMean: '办件平均',
  caseCount: '办件数',
  ballot: '测评',
  register: '台账',
  formula: '公式',
  given: '导入或填报的数据',
};

export function scaleInWords(scale: Scale): string {
  switch (scale.kind) {
    case 'linear':
      return `线性，${scale.min ?? '最小值'} 至 ${scale.max ?? '最大值'}`;
    case 'target':
      return `目标 ${scale.target} 得满分，${scale.limit} 得 0 分`;
    case 'banded':
      return `分档：${scale.bands.map((b) => `${b.from === undefined ? '其余' : `≥${b.from}`} 得 ${b.score} 分`).join('；')}`;
    case 'zscore':
      return `标准分，平均 ${scale.mean} 分，每一标准差 ${scale.deviation} 分`;
    case 'rank':
      return '按名次';
    case 'rubric':
      return `等级：${scale.levels.map((l) => `${l.title} ${l.score} 分`).join('；')}`;
  }
}
