import { useEffect, useState } from 'react';
import type { PublicItem, PublicOverview, PublicPage } from '../../server/publications/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { type Address, hrefOf } from './address.ts';
import { Figures } from './Figures.tsx';
import { Filters } from './Filters.tsx';
import { Status } from './Status.tsx';
import { useText } from './text.ts';
import { useLoad } from './use-load.ts';

const PATH = '/api/public/cases';

export function List({ address, go }: { address: Address; go: (to: Partial<Address>) => void }) {
  const t = useText();
  const { id: _, ...filters } = address;
  const { kind, year, lead } = filters;
  const chosen = { packageId: kind, year, lead };
  const query = { ...chosen, q: filters.q, status: filters.status };
  const overview = useKept(useLoad<PublicOverview>('/api/public/overview', chosen).data);
  const { data, error } = useLoad<PublicPage>(PATH, query);
  const [more, setMore] = useState<{ of: PublicPage; pages: PublicPage[]; error?: string }>();
  const pages = data && more?.of === data ? more.pages : [];
  const items = [...(data?.items ?? []), ...pages.flatMap((p) => p.items)];
  const next = (pages.at(-1) ?? data)?.next;
  const narrowed = Object.values(filters).some(Boolean);
  const intro = overview?.packages.find((p) => p.id === kind)?.intro;
  useEffect(() => {
    document.title = t('{title} · 人大监督', { title: t('公开') });
  }, [t]);
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
      <h1>{overview?.packages.find((p) => p.id === kind)?.title ?? t('监督事项')}</h1>
      {intro && <p className="p-muted">{intro}</p>}
      {overview && <Figures of={overview} />}
      <Filters values={filters} overview={overview} onChange={go} />
      <div aria-live="polite">
        {error && <p className="p-error">{error}</p>}
        {data && narrowed && (
          <p className="p-filter">
            {t(next ? '已显示 {n} 件' : '共 {n} 件符合条件', { n: items.length })}{' '}
            <button type="button" className="p-link" onClick={() => go({})}>
              {t('清除条件')}
            </button>
          </p>
        )}
        {!data && !error && <p className="p-muted">{t('正在加载…')}</p>}
        {data && items.length === 0 && (
          <p className="p-empty">
            {t(narrowed ? '没有符合条件的公开事项，请放宽条件再查。' : '目前还没有公开的事项。')}
          </p>
        )}
      </div>
      <ul className="p-list">
        {items.map((item) => (
          <Card key={item.id} item={item} go={go} />
        ))}
      </ul>
      {more?.error && <p className="p-error">{more.error}</p>}
      {next && (
        <button type="button" className="p-more" onClick={() => void loadMore()}>
          {t('显示更多')}
        </button>
      )}
    </>
  );
}

/** What was there last, while the next is being read: so that the page does not jump. */
function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== undefined) setKept(value);
  }, [value]);
  return value ?? kept;
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
