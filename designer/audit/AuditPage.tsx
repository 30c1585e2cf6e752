import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { usePackages } from '../api/names.ts';
import { messageOf } from '../api/problem.ts';
import { Listing } from '../app/Listing.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { useCatalogue } from '../rules/api.ts';
import { Choose } from '../shared/Choose.tsx';
import { dateTime } from '../shared/format.ts';
import { PersonPicker } from '../shared/PersonPicker.tsx';
import { TableHead } from '../shared/TableHead.tsx';
import { useFilters } from '../shared/use-filters.ts';
import { useMore } from '../shared/use-more.ts';
import { describeEntry } from './describe.ts';
import { type Text, useText } from './text.ts';
import { DEEDS, KINDS } from './titles.ts';

interface Entry {
  seq: number;
  at: string;
  actorName: string;
  action: string;
  targetKind: string;
  targetId: string;
  targetName?: string;
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
  const told = useText();
  const { message, modal } = App.useApp();
  const [read, write] = useFilters();
  const [action, actorId] = [read('action'), read('actor')];
  const packages = usePackages();
  const catalogue = useCatalogue();
  const list = useMore<Entry>(['audit'], '/api/audit', { action, actorId });
  const [busy, setBusy] = useState(false);
  // what is published is told as a release: the procedure, @ and a number
  const target = (e: Entry) =>
    e.targetName ?? packages.data?.find((p) => p.id === e.targetId.split('@')[0])?.title ?? '';
  const ruleTitle = (packageId: string, rule: string) =>
    catalogue.data?.packages.find((p) => p.id === packageId)?.rules.find((r) => r.id === rule)?.title;
  const verify = async () => {
    setBusy(true);
    try {
      const result = await api.post<Verified>('/api/audit/verify', {});
      if (result.ok) message.success(t('校验通过：{n} 条记录前后相连，没有改动。', { n: result.entries }));
      else
        modal.error({
          title: t('校验不通过，请立即联系系统管理员'),
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
      subtitle={t('谁、何时、做了什么。记录前后相连，不能改动。')}
      actions={
        <Button loading={busy} onClick={() => void verify()}>
          {t('校验完整性')}
        </Button>
      }
    >
      <search className="jd-toolbar">
        <Choose
          label={t('操作')}
          value={action}
          options={Object.entries(DEEDS).map(([value, deed]) => ({ value, label: told(deed) }))}
          onChange={(v) => write({ action: v })}
        />
        <div className="jd-audit-person">
          <PersonPicker
            id="jd-audit-person"
            label={t('人员')}
            value={actorId}
            onChange={(v) => write({ actor: v })}
          />
        </div>
      </search>
      <Listing of={list} empty={<Nothing title={t('没有记录')} />}>
        <table className="jd-list-table">
          <TableHead columns={[t('序号'), t('时间'), t('人员'), t('操作'), t('对象'), t('内容')]} />
          <tbody>
            {list.items.map((e) => (
              <tr key={e.seq}>
                <td className="jd-number">{e.seq}</td>
                <td className="jd-number jd-nowrap">{dateTime(e.at)}</td>
                <td className="jd-nowrap">
                  {e.actorName}
                  <div className="jd-list-sub">{e.orgName}</div>
                </td>
                <td className="jd-nowrap">
                  {DEEDS[e.action] ? told(DEEDS[e.action] as Text) : t('其他操作')}
                </td>
                <td>
                  {KINDS[e.targetKind] ? told(KINDS[e.targetKind] as Text) : t('其他')}
                  <div className="jd-list-sub">
                    {e.caseId ? <Link to={`/cases/${e.caseId}`}>{target(e) || t('事项')}</Link> : target(e)}
                  </div>
                </td>
                <td className="jd-audit-detail">
                  {e.erased
                    ? t('（内容已删除）')
                    : describeEntry(e, told, ruleTitle).map((line) => <div key={line}>{line}</div>)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listing>
    </PageFrame>
  );
}
