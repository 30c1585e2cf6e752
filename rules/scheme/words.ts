/** How a result says what it is of and what was missing: the same in the report, the table and the page. */
import type { MissingReason, MissingRule, Source } from './types.ts';

export const MISSING = {
  exclude: '不计入，权重由同级指标分担',
  zero: '按 0 分计',
  lowest: '按最低分计',
  mean: '按平均分计',
} as const satisfies Record<MissingRule, string>;

export const NO_VALUE = {
  'empty-base': '没有符合范围的办件',
  'no-value': '没有该项数值',
  'not-given': '没有导入或填报',
  'no-ballot': '没有有效的测评',
  'formula-null': '公式所用的指标没有数值',
  'formula-error': '公式没有算出数值',
} as const satisfies Record<MissingReason, string>;

export const SOURCES = {
  caseShare: '办件占比',
  caseMean: '办件平均',
  caseCount: '办件数',
  ballot: '测评',
  register: '台账',
  formula: '公式',
  given: '导入或填报的数据',
} as const satisfies Record<Source['kind'], string>;
