import { Select } from 'antd';
import type { PlaceChoice } from './use-place.ts';

/** Year and congress of the real figures. */
export function PlaceFields({ choice }: { choice: PlaceChoice }) {
  const { place, years, orgs, choose } = choice;
  if (!place) return null;
  return (
    <div className="jd-rule-line">
      <Select
        aria-label="年度"
        value={place.year}
        options={years.map((y) => ({ value: y, label: `${y} 年` }))}
        onChange={(year: number) => choose({ year })}
      />
      <Select
        aria-label="地区"
        className="jd-rule-org"
        value={place.org}
        options={orgs.map((o) => ({ value: o.id, label: `${'　'.repeat(o.depth)}${o.name}` }))}
        onChange={(org: string) => choose({ org })}
      />
    </div>
  );
}
