import { useEffect, useState } from 'react';
import type { PublicOverview } from '../../server/publications/schemas.ts';
import type { Filters as Values } from './address.ts';
import { useText } from './text.ts';

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
  const t = useText();
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
        <span className="p-hidden">{t('关键词')}</span>
        <input
          name="q"
          type="search"
          value={q}
          onChange={(e) => setQ(e.target.value)}
          maxLength={50}
          placeholder={t('标题、编号或单位')}
        />
      </label>
      <button type="submit">{t('查询')}</button>
      {(overview?.packages.length ?? 0) > 1 &&
        select(
          'kind',
          t('事项类别'),
          t('全部类别'),
          (overview?.packages ?? []).map((k) => ({ value: k.id, text: k.title })),
        )}
      {select(
        'year',
        t('年度'),
        t('全部年度'),
        (overview?.years ?? []).map((y) => ({ value: String(y), text: t('{year} 年', { year: y }) })),
      )}
      {select('lead', t('承办单位'), t('全部单位'), counted(overview?.bodies))}
      {select('status', t('办理状态'), t('全部状态'), counted(overview?.statuses))}
    </form>
  );
}
