import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { isChoiceQuestion, placesOf } from '../../rules/ballot/places.ts';
import type { BallotRule } from '../../rules/ballot/types.ts';
import type { PaperSheetBody, PaperStateView, Voters } from '../../server/ballots/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { BallotView } from '../cases/types.ts';
import { TableHead } from '../shared/TableHead.tsx';
import { useMutateOnce } from '../shared/use-once.ts';
import { useText } from './text.ts';

interface Cell {
  /** As the server names it in differences. */
  place: string;
  title: string;
}

function cellsOf(rule: BallotRule): Cell[] {
  const choices = placesOf(rule).flatMap(({ key, question, object }) =>
    isChoiceQuestion(question)
      ? question.choices.map((c) => ({
          place: `choices/${key}/${c.id}`,
          title: `${object ? `${object.title} · ` : ''}${question.title} · ${c.title}`,
        }))
      : [],
  );
  const votes = rule.selection
    ? (rule.objects ?? []).map((o) => ({ place: `votes/${o.id}`, title: o.title }))
    : [];
  return [{ place: 'cast', title: '收回' }, { place: 'valid', title: '有效' }, ...choices, ...votes];
}

function sheetOf(values: Readonly<Record<string, number>>, rule: BallotRule): PaperSheetBody {
  const n = (place: string) => values[place] ?? 0;
  const choices = Object.fromEntries(
    placesOf(rule).flatMap(({ key, question }) =>
      isChoiceQuestion(question)
        ? [[key, Object.fromEntries(question.choices.map((c) => [c.id, n(`choices/${key}/${c.id}`)]))]]
        : [],
    ),
  );
  const votes = Object.fromEntries((rule.objects ?? []).map((o) => [o.id, n(`votes/${o.id}`)]));
  return {
    cast: n('cast'),
    valid: n('valid'),
    ...(Object.keys(choices).length > 0 ? { choices } : {}),
    ...(rule.selection ? { votes } : {}),
  };
}

/** Paper votes: who took one, and the tallies typed by two people apart, by a third where these differ. */
export function PaperPanel({ ballot, path }: { ballot: BallotView; path: string }) {
  const t = useText();
  const client = useQueryClient();
  const rule = ballot.rule as unknown as BallotRule;
  const cells = cellsOf(rule);
  const [values, setValues] = useState<Record<string, number>>({});
  const { data } = useQuery({
    queryKey: ['ballots', path, 'paper'],
    queryFn: () => api.get<PaperStateView>(`${path}/paper`),
  });
  const enter = useMutation({
    mutationFn: () => api.post<PaperStateView>(`${path}/paper`, sheetOf(values, rule)),
    onSuccess: () => {
      setValues({});
      return client.invalidateQueries({ queryKey: ['ballots', path, 'paper'] });
    },
  });
  const enterOnce = useMutateOnce(enter);
  if (!data) return null;
  const title = (place: string) => cells.find((c) => c.place === place)?.title ?? place;
  const told = {
    none: t('还没有录入。由两位工作人员各自清点、分别录入。'),
    one: t('已录入一次。请由另一位工作人员再录入一次，录入前看不到前一次的数字。'),
    differ: t('两次录入不一致，请复点后由第三位工作人员录入，以第三次为准。'),
    accepted: t('纸质票已录入完毕。'),
  } as const;
  return (
    <section aria-label={t('纸质票')}>
      <h3>{t('纸质票')}</h3>
      <p className="jd-muted">
        {rule.paper === 'merged' ? t('与网上的票合并计票。') : t('单独列出，不与网上的票合并。')}
      </p>
      <Alert type={data.state === 'differ' ? 'warning' : 'info'} showIcon title={told[data.state]} />
      {data.differences.length > 0 && (
        <table className="jd-list-table">
          <TableHead columns={[t('不一致的项'), t('第一次'), t('第二次')]} />
          <tbody>
            {data.differences.map((d) => (
              <tr key={d.place}>
                <td>{title(d.place)}</td>
                <td className="jd-number">{d.first}</td>
                <td className="jd-number">{d.second}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {ballot.state === 'open' && data.state !== 'accepted' && (
        <>
          {ballot.electorate === 'roster' && <Issue path={path} issued={data.issued} />}
          {ballot.electorate === 'codes' && <Exchange path={path} issued={data.issued} />}
          {enter.error && <Alert type="error" showIcon title={messageOf(enter.error)} />}
          <div className="jd-paper-cells">
            {cells.map((c) => (
              <div key={c.place}>
                <span>{c.title}</span>
                <InputNumber
                  aria-label={c.title}
                  min={0}
                  precision={0}
                  value={values[c.place] ?? null}
                  onChange={(n) => setValues({ ...values, [c.place]: n ?? 0 })}
                />
              </div>
            ))}
          </div>
          <Button type="primary" loading={enter.isPending} onClick={() => void enterOnce()}>
            {t('录入')}
          </Button>
        </>
      )}
    </section>
  );
}

/** A code is handed back for a paper ballot: typed, or read off its QR code by a scanner. */
function Exchange({ path, issued }: { path: string; issued: number }) {
  const t = useText();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const exchange = useMutation({
    mutationFn: () => api.post(`${path}/paper/exchanged`, { code }),
    onSuccess: () => {
      setCode('');
      return client.invalidateQueries({ queryKey: ['ballots'] });
    },
  });
  const exchangeOnce = useMutateOnce(exchange);
  return (
    <>
      <p className="jd-muted">
        {t('凭投票码换领纸质票：收回投票码并在此登记，该码随即作废，再发给纸质选票。')}
      </p>
      {exchange.error && <Alert role="alert" type="error" showIcon title={messageOf(exchange.error)} />}
      <form
        className="jd-manage-line"
        onSubmit={(e) => {
          e.preventDefault();
          void exchangeOnce();
        }}
      >
        <Input
          aria-label={t('收回的投票码')}
          placeholder={t('收回的投票码')}
          className="jd-paper-voter"
          autoComplete="off"
          maxLength={60}
          value={code}
          onChange={(e) => setCode(e.target.value)}
        />
        <Button htmlType="submit" disabled={code.trim() === ''} loading={exchange.isPending}>
          {t('登记换领')}
        </Button>
        <span className="jd-number">{t('已换领 {n} 张', { n: issued })}</span>
      </form>
    </>
  );
}

function Issue({ path, issued }: { path: string; issued: number }) {
  const t = useText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['ballots', path, 'voters'],
    queryFn: () => api.get<Voters>(`${path}/voters`),
  });
  const issue = useMutation({
    mutationFn: (userId: string) => api.post(`${path}/paper/issued`, { userId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['ballots'] }),
    onError: (error) => void message.error(messageOf(error)),
  });
  const free = (data ?? []).filter((v) => !v.voted && !v.paper);
  return (
    <p className="jd-manage-line">
      <Select
        aria-label={t('登记领取纸质票的人')}
        className="jd-paper-voter"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('登记领取纸质票的人')}
        value={null}
        options={free.map((v) => ({ value: v.userId, label: v.name }))}
        onChange={(userId: string | null) => userId && issue.mutate(userId)}
      />
      <span className="jd-number">{t('已领 {n} 人', { n: issued })}</span>
    </p>
  );
}
