import { Select } from 'antd';
import type { RunView } from './api.ts';
import { useText } from './text.ts';
import type { PlaceChoice } from './use-place.ts';

/** Year and congress of the real figures; with what was measured there, whom it is of where that is not all bodies. */
export function PlaceFields({ choice, run }: { choice: PlaceChoice; run?: RunView | undefined }) {
  const t = useText();
  const { place, years, orgs, choose } = choice;
  if (!place) return null;
  const fields = (
    <div className="jd-rule-line">
      <Select
        aria-label={t('年度')}
        value={place.year}
        options={years.map((y) => ({ value: y, label: t('{y} 年', { y }) }))}
        onChange={(year: number) => choose({ year })}
      />
      <Select
        aria-label={t('地区')}
        className="jd-rule-org"
        value={place.org}
        options={orgs.map((o) => ({ value: o.id, label: `${'　'.repeat(o.depth)}${o.name}` }))}
        onChange={(org: string) => choose({ org })}
      />
    </div>
  );
  return (
    <>
      {fields}
      {run?.evaluated && (
        <p className="jd-muted">{t('按这个年度评价结果中的 {n} 个对象推演。', { n: run.objects.length })}</p>
      )}
    </>
  );
}
