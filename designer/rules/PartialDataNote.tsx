import type { PartialData } from '../../rules/scheme/coverage.ts';
import { useText } from './text.ts';

/** Objects named in the sentence; the others are counted. */
const NAMED = 5;

/** Says which of the ranked objects lack values: their ranks stand on the rules for missing data. Nothing where none does. */
export function PartialDataNote({ gaps }: { gaps: readonly PartialData[] }) {
  const t = useText();
  if (gaps.length === 0) return null;
  const named = gaps
    .slice(0, NAMED)
    .map(({ title, known, of }) => t('{title} {known}/{of} 项', { title, known, of }));
  return (
    <p className="jd-muted" data-partial>
      {t(
        gaps.length > NAMED
          ? '{n} 个对象的指标数据不全，按缺数据的规则计分：{named}等。'
          : '{n} 个对象的指标数据不全，按缺数据的规则计分：{named}。',
        {
          n: gaps.length,
          named: named.join(t('、')),
        },
      )}
    </p>
  );
}
