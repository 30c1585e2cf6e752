import { App, Button } from 'antd';
import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import { MoreButton } from '../shared/MoreButton.tsx';
import { SearchBox } from '../shared/SearchBox.tsx';
import { useFilters } from '../shared/use-filters.ts';
import { useMore } from '../shared/use-more.ts';

interface Entry {
  seq: number;
  at: string;
  actorName: string;
  action: string;
  targetKind: string;
  targetId: string;
  orgName?: string;
  caseId?: string;
  detail?: Record<string, unknown>;
  erased: boolean;
}
interface Verified {
  ok: boolean;
  entries: number;
  problems: { seq: number; message: string }[];
}

export default function AuditPage() {
  const t = useT();
  const { message, modal } = App.useApp();
  const [read, write] = useFilters();
  const action = read('action');
  const list = useMore<Entry>(['audit'], '/api/audit', { action });
  const [busy, setBusy] = useState(false);
  const search = useCallback((text: string | undefined) => write({ action: text }), [write]);
  const verify = async () => {
    setBusy(true);
    try {
      const result = await api.post<Verified>('/api/audit/verify', {});
      if (result.ok) message.success(t('校验通过:{n} 条记录前后相连,没有改动。', { n: result.entries }));
      else
        modal.error({
          title: t('校验不通过,请立即联系系统管理员'),
          content: result.problems.slice(0, 10).map((p) => <p key={p.seq}>{`#${p.seq} ${p.message}`}</p>),
        });
    } catch (error) {
      message.error(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <PageFrame
      title={t('审计日志')}
      subtitle={t('谁、何时、做了什么。记录前后相连,不能改动。')}
      actions={
        <Button loading={busy} onClick={() => void verify()}>
          {t('校验完整性')}
        </Button>
      }
    >
      <search className="jd-toolbar">
        <SearchBox label={t('操作,如 task.complete')} value={action} onSearch={search} />
      </search>
      {list.isPending ? (
        <Loading />
      ) : list.error && list.items.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.items.length === 0 ? (
        <Nothing title={t('没有记录')} />
      ) : (
        <>
          <table className="jd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('序号')}</th>
                <th scope="col">{t('时间')}</th>
                <th scope="col">{t('人员')}</th>
                <th scope="col">{t('操作')}</th>
                <th scope="col">{t('对象')}</th>
                <th scope="col">{t('内容')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((e) => (
                <tr key={e.seq}>
                  <td className="jd-number">{e.seq}</td>
                  <td className="jd-number jd-nowrap">{dateTime(e.at)}</td>
                  <td className="jd-nowrap">
                    {e.actorName}
                    <div className="jd-list-sub">{e.orgName}</div>
                  </td>
                  <td>{e.action}</td>
                  <td>
                    {e.caseId ? <Link to={`/cases/${e.caseId}`}>{e.targetKind}</Link> : e.targetKind}
                    <div className="jd-list-sub">{e.targetId}</div>
                  </td>
                  <td className="jd-audit-detail">
                    {e.erased ? t('(内容已删除)') : e.detail ? JSON.stringify(e.detail) : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <MoreButton {...list} />
        </>
      )}
    </PageFrame>
  );
}
