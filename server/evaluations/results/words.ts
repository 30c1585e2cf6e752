/** A result in words, the same in the report, the table and (by the designer's own texts) the page. */
import type { Scale } from '../../../rules/index.ts';

export { MISSING, NO_VALUE, SOURCES } from '../../../rules/index.ts';

/** Not more than two decimals, without trailing zeros. */
export const short = (n: number): string => String(Math.round(n * 100) / 100);
export const signed = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : ''}${short(Math.abs(n))}`;

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
