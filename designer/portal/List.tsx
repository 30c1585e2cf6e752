import { useEffect, useState } from 'react';
import type { PublicItem, PublicPage } from '../../server/publications/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { type Address, hrefOf } from './address.ts';
import { Status } from './Status.tsx';
import { useLoad } from './use-load.ts';

/** Years back from this one that can be chosen. */
const YEARS = 6;
const PATH = '/api/public/cases';

export function List({ address, go }: { address: Address; go: (to: Partial<Address>) => void }) {
  const { q, year, lead } = address;
  const query = { q, year, lead };
  const { data, error } = useLoad<PublicPage>(PATH, query);
  const [more, setMore] = useState<{ of: PublicPage; pages: PublicPage[]; error?: string }>();
  const pages = data && more?.of === data ? more.pages : [];
  const items = [...(data?.items ?? []), ...pages.flatMap((p) => p.items)];
  const next = (pages.at(-1) ?? data)?.next;
  const leadName = items.find((i) => i.lead === lead)?.leadName;
  const thisYear = new Date().getFullYear();
  useEffect(() => {
    document.title = '人大监督 · 公开';
  }, []);
  const loadMore = async () => {
    if (!data) return;
    try {
      const page = await api.get<PublicPage>(PATH, { ...query, after: next });
      setMore({ of: data, pages: [...pages, page] });
    } catch (problem) {
      setMore({ of: data, pages, error: messageOf(problem) });
    }
  };
  return (
    <>
      <h1>监督事项</h1>
      <form
        className="p-search"
        onSubmit={(e) => {
          e.preventDefault();
          const form = new FormData(e.currentTarget);
          go({ q: String(form.get('q')).trim(), year: String(form.get('year')), lead });
        }}
      >
        <label>
          <span className="p-hidden">关键词</span>
          <input key={q} name="q" type="search" defaultValue={q} maxLength={50} placeholder="标题或编号" />
        </label>
        <label>
          <span className="p-hidden">年度</span>
          <select key={year} name="year" defaultValue={year}>
            <option value="">全部年度</option>
            {Array.from({ length: YEARS }, (_, i) => thisYear - i).map((y) => (
              <option key={y} value={y}>
                {y} 年
              </option>
            ))}
          </select>
        </label>
        <button type="submit">查询</button>
      </form>
      {lead && (
        <p className="p-filter">
          承办单位:{leadName ?? lead}{' '}
          <button type="button" className="p-link" onClick={() => go({ q, year })}>
            查看全部单位
          </button>
        </p>
      )}
      <div aria-live="polite">
        {error && <p className="p-error">{error}</p>}
        {!data && !error && <p className="p-muted">正在加载…</p>}
        {data && items.length === 0 && <p className="p-muted">没有符合条件的公开事项。</p>}
      </div>
      <ul className="p-list">
        {items.map((item) => (
          <Card key={item.id} item={item} go={go} />
        ))}
      </ul>
      {more?.error && <p className="p-error">{more.error}</p>}
      {next && (
        <button type="button" className="p-more" onClick={() => void loadMore()}>
          显示更多
        </button>
      )}
    </>
  );
}

function Card({ item, go }: { item: PublicItem; go: (to: Partial<Address>) => void }) {
  const follow = (to: Partial<Address>) => (e: React.MouseEvent) => {
    if (e.metaKey || e.ctrlKey) return;
    e.preventDefault();
    go(to);
  };
  return (
    <li className="p-card">
      <div className="p-card-head">
        <a className="p-title" href={hrefOf({ id: item.id })} onClick={follow({ id: item.id })}>
          {item.title}
        </a>
        <Status of={item.status} />
      </div>
      <p className="p-muted">
        {item.number}
        {item.lead && (
          <>
            {' · '}
            <a href={hrefOf({ lead: item.lead })} onClick={follow({ lead: item.lead })}>
              {item.leadName}
            </a>
          </>
        )}
      </p>
      <dl className="p-values">
        {item.list
          .filter((v) => v.text)
          .map((v) => (
            <div key={v.label}>
              <dt>{v.label}</dt>
              <dd>{v.text}</dd>
            </div>
          ))}
      </dl>
    </li>
  );
}
