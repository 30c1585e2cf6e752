import { PlusOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { useOrgs, usePackages } from '../api/names.ts';
import { useMay } from '../api/session.ts';
import { Listing } from '../app/Listing.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { Choose } from '../shared/Choose.tsx';
import { SearchBox } from '../shared/SearchBox.tsx';
import { useFilters } from '../shared/use-filters.ts';
import { useMore } from '../shared/use-more.ts';
import { useStages, useStartables } from './api.ts';
import { CaseTable } from './CaseTable.tsx';
import type { CaseSummary } from './types.ts';

/** Years back from this one that the filter offers. */
const YEARS = 6;

export default function CasesPage() {
  const t = useT();
  const permitted = useMay('cases.start');
  const startables = useStartables(permitted);
  const starts = permitted && (startables.data ?? []).length > 0;
  const [read, write] = useFilters();
  const deputy = useMay('ballots.vote');
  const view = deputy ? read('view') : undefined;
  const [q, packageId, state, year, lead] = ['q', 'package', 'state', 'year', 'lead'].map(read);
  const stage = packageId && read('stage');
  const overdue = read('overdue');
  const ids = read('ids');
  const query = { view, q, packageId, state, year, lead, stage, overdue, ids };
  const list = useMore<CaseSummary>(['cases', 'list'], '/api/cases', query);
  const stages = useStages(packageId);
  const packages = usePackages();
  const orgs = useOrgs();
  // a fresh installation: the administrator is alone in it
  const beginning = useMay('directory.edit') && orgs.data?.length === 1;
  const search = useCallback((text: string | undefined) => write({ q: text }), [write]);
  const filtered = [q, packageId, state, year, lead, stage, overdue, ids].some(Boolean);
  const thisYear = new Date().getFullYear();
  const start = starts && (
    <Link to="/cases/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('发起事项')}
      </Button>
    </Link>
  );
  return (
    <PageFrame title={t('监督事项')} actions={start}>
      {deputy && (
        <Tabs
          activeKey={view ?? 'all'}
          items={[
            { key: 'all', label: t('全部') },
            { key: 'mine', label: t('我提出和附议的') },
            { key: 'joinable', label: t('可以附议的') },
          ]}
          onChange={(next) => write({ view: next === 'all' ? undefined : next })}
        />
      )}
      <search className="jd-toolbar">
        <SearchBox label={t('编号或标题')} value={q} onSearch={search} />
        <Choose
          label={t('监督事项类型')}
          value={packageId}
          options={(packages.data ?? []).map((p) => ({ value: p.id, label: p.title }))}
          onChange={(v) => write({ package: v, stage: undefined })}
        />
        {stages.length > 0 && (
          <Choose
            label={t('环节')}
            value={stage}
            options={stages.map((s) => ({ value: s, label: s }))}
            onChange={(v) => write({ stage: v })}
          />
        )}
        <Choose
          label={t('状态')}
          value={state}
          options={[
            { value: 'active', label: t('办理中') },
            { value: 'completed', label: t('已办结') },
            { value: 'cancelled', label: t('已撤销') },
          ]}
          onChange={(v) => write({ state: v })}
        />
        <Choose
          label={t('年度')}
          value={year}
          options={Array.from({ length: YEARS }, (_, i) => String(thisYear - i)).map((y) => ({
            value: y,
            label: y,
          }))}
          onChange={(v) => write({ year: v })}
        />
        <Choose
          label={t('承办单位')}
          value={lead}
          options={(orgs.data ?? [])
            .filter((o) => o.kind === 'body')
            .map((o) => ({ value: o.id, label: o.name }))}
          onChange={(v) => write({ lead: v })}
        />
        <Choose
          label={t('期限')}
          value={overdue}
          options={[
            { value: 'true', label: t('已逾期') },
            { value: 'false', label: t('未逾期') },
          ]}
          onChange={(v) => write({ overdue: v })}
        />
        {ids && <Button onClick={() => write({ ids: undefined })}>{t('只看选定的事项，点此看全部')}</Button>}
      </search>
      <Listing
        of={list}
        empty={
          <Nothing
            title={filtered ? t('没有符合条件的事项') : t('还没有监督事项')}
            action={
              !filtered &&
              (beginning ? (
                <Link to="/people">
                  <Button type="primary">{t('打开组织与人员')}</Button>
                </Link>
              ) : (
                start
              ))
            }
          >
            {filtered
              ? t('请放宽筛选条件，或检查编号是否写对。')
              : beginning
                ? t('先建立单位和人员的账号，他们就可以发起和办理事项。')
                : t('与您有关的事项会出现在这里。')}
          </Nothing>
        }
      >
        <CaseTable cases={list.items} />
      </Listing>
    </PageFrame>
  );
}
