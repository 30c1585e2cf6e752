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
    .map(({ title, known, of }) => t('{title}（{of} 项指标中 {known} 项有数据）', { title, known, of }));
  return (
    <p className="jd-muted" data-partial>
      {t(
        gaps.length > NAMED
          ? '{n} 个对象有指标没有数据，按缺数据的规则计分：{named}等。'
          : '{n} 个对象有指标没有数据，按缺数据的规则计分：{named}。',
        {
          n: gaps.length,
          named: named.join(t('、')),
        },
      )}
    </p>
  );
}
