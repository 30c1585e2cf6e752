import { useEffect, useState } from 'react';
import type { PublicOverview } from '../../server/publications/schemas.ts';
import type { Filters as Values } from './address.ts';

interface Choice {
  value: string;
  text: string;
}

/** Search and choices. A choice acts at once; the keyword on 查询 or Enter. */
export function Filters({
  values,
  overview,
  onChange,
}: {
  values: Values;
  overview: PublicOverview | undefined;
  onChange: (values: Values) => void;
}) {
  const [q, setQ] = useState(values.q);
  useEffect(() => setQ(values.q), [values.q]);
  const select = (name: keyof Values, label: string, all: string, choices: Choice[]) => (
    <label>
      <span className="p-hidden">{label}</span>
      <select value={values[name]} onChange={(e) => onChange({ ...values, [name]: e.target.value })}>
        <option value="">{all}</option>
        {/* a choice from the address must show even before the choices are there */}
        {values[name] && !choices.some((c) => c.value === values[name]) && (
          <option value={values[name]}>{values[name]}</option>
        )}
        {choices.map((c) => (
          <option key={c.value} value={c.value}>
            {c.text}
          </option>
        ))}
      </select>
    </label>
  );
  const counted = (list: { id: string; title: string; count: number }[] | undefined): Choice[] =>
    (list ?? []).map((x) => ({ value: x.id, text: `${x.title}（${x.count}）` }));
  return (
    <form
      className="p-search"
      onSubmit={(e) => {
        e.preventDefault();
        onChange({ ...values, q: q.trim() });
      }}
    >
      <label className="p-search-word">
        <span className="p-hidden">关键词</span>
        <input
          name="q"
          type="search"
          value={q}
          onChange={(e) => setQ(e.target.value)}
          maxLength={50}
          placeholder="标题、编号或单位"
        />
      </label>
      <button type="submit">查询</button>
      {(overview?.packages.length ?? 0) > 1 &&
        select(
          'kind',
          '事项类别',
          '全部类别',
          (overview?.packages ?? []).map((k) => ({ value: k.id, text: k.title })),
        )}
      {select(
        'year',
        '年度',
        '全部年度',
        (overview?.years ?? []).map((y) => ({ value: String(y), text: `${y} 年` })),
      )}
      {select('lead', '承办单位', '全部单位', counted(overview?.bodies))}
      {select('status', '办理状态', '全部状态', counted(overview?.statuses))}
    </form>
  );
}
