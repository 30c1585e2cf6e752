import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import type { BallotRule } from '../../rules/ballot/types.ts';
import type { RecountView, Voters } from '../../server/ballots/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { BallotView } from '../cases/types.ts';
import { TableHead } from '../shared/TableHead.tsx';
import { useMutateOnce } from '../shared/use-once.ts';
import { CodesPanel } from './CodesPanel.tsx';
import { PaperPanel } from './PaperPanel.tsx';
import { useText } from './text.ts';

/** What those who run a round do: see the turnout, remind, say who is present, close, recount; codes and paper votes. */
export function ManagePanel({ ballot }: { ballot: BallotView }) {
  const t = useText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const path = `/api/ballots/${encodeURIComponent(ballot.id)}`;
  const open = ballot.state === 'open';
  const rule = ballot.rule as unknown as BallotRule;
  const done = (text: string) => {
    void message.success(text);
    return client.invalidateQueries({ queryKey: ['ballots'] });
  };
  const failed = (error: unknown) => void message.error(messageOf(error));
  const remind = useMutation({
    mutationFn: () => api.post<{ reminded: number }>(`${path}/remind`),
    onSuccess: ({ reminded }) => done(t('已提醒 {n} 人。', { n: reminded })),
    onError: failed,
  });
  const close = useMutation({
    mutationFn: () => api.post(`${path}/close`),
    onSuccess: () => done(t('投票已结束，结果已计出。')),
    onError: failed,
  });
  const remindOnce = useMutateOnce(remind);
  const closeOnce = useMutateOnce(close);
  return (
    <section className="jd-card jd-ballot jd-manage" aria-label={t('管理')}>
      <h2>{t('管理')}</h2>
      {open && (
        <>
          {ballot.electorate === 'roster' && <NotVoted path={path} />}
          {rule.denominator === 'present' && ballot.headcount === undefined && (
            <Present path={path} present={ballot.present} />
          )}
          <p className="jd-manage-line">
            {ballot.electorate === 'roster' && (
              <Button loading={remind.isPending} onClick={() => void remindOnce()}>
                {t('催票')}
              </Button>
            )}
            <Popconfirm
              title={t('现在结束投票？结束后不能再投。')}
              okText={t('结束')}
              cancelText={t('取消')}
              onConfirm={() => void closeOnce()}
            >
              <Button danger loading={close.isPending}>
                {t('结束投票')}
              </Button>
            </Popconfirm>
            {ballot.reminded !== undefined && (
              <span className="jd-muted">{t('已催票 {n} 次', { n: ballot.reminded })}</span>
            )}
          </p>
          {ballot.electorate === 'codes' && <CodesPanel ballot={ballot} path={path} />}
          {ballot.electorate === 'open' && <OpenAddress id={ballot.id} />}
        </>
      )}
      {rule.paper && <PaperPanel ballot={ballot} path={path} />}
      {!open && <Recount path={path} />}
    </section>
  );
}

function OpenAddress({ id }: { id: string }) {
  const t = useText();
  const address = `${location.origin}/vote/${id}`;
  return (
    <p>
      {t('投票网址')} <a href={address}>{address}</a>
    </p>
  );
}

function NotVoted({ path }: { path: string }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['ballots', path, 'voters'],
    queryFn: () => api.get<Voters>(`${path}/voters`),
  });
  if (!data) return null;
  const waiting = data.filter((v) => !v.voted && !v.paper);
  return (
    <details>
      <summary>{t('还没有投票的 {n} 人', { n: waiting.length })}</summary>
      <p>{waiting.map((v) => v.name).join('、')}</p>
    </details>
  );
}

function Present({ path, present }: { path: string; present: BallotView['present'] }) {
  const t = useText();
  const { message } = App.useApp();
  const [value, setValue] = useState<number | null>(typeof present === 'number' ? present : null);
  const save = useMutation({
    mutationFn: () => api.put(`${path}/present`, { present: value }),
    onSuccess: () => void message.success(t('已登记到会人数。')),
    onError: (error) => void message.error(messageOf(error)),
  });
  return (
    <p className="jd-manage-line">
      <InputNumber
        aria-label={t('到会人数')}
        prefix={t('到会人数')}
        min={0}
        precision={0}
        value={value}
        onChange={setValue}
      />
      <Button disabled={value === null} loading={save.isPending} onClick={() => save.mutate()}>
        {t('登记')}
      </Button>
    </p>
  );
}

function Recount({ path }: { path: string }) {
  const t = useText();
  const recount = useMutation({ mutationFn: () => api.post<RecountView>(`${path}/recount`) });
  const found = recount.data;
  return (
    <div>
      <p className="jd-manage-line">
        <Button loading={recount.isPending} onClick={() => recount.mutate()}>
          {t('重新计票')}
        </Button>
        <span className="jd-muted">{t('逐票重算，与结束时保存的结果核对。')}</span>
      </p>
      {recount.error && <Alert type="error" showIcon title={messageOf(recount.error)} />}
      {found?.same && (
        <Alert type="success" showIcon title={t('重算 {n} 票，与保存的结果完全一致。', { n: found.cast })} />
      )}
      {found && !found.same && (
        <>
          <Alert type="error" showIcon title={t('重算结果与保存的结果不一致，请保留现场并联系管理员。')} />
          <table className="jd-list-table">
            <TableHead columns={[t('位置'), t('保存的'), t('重算的')]} />
            <tbody>
              {found.differences.map((d) => (
                <tr key={d.place}>
                  <td>{d.place}</td>
                  <td>{d.stored}</td>
                  <td>{d.recounted}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}
