import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber, Modal, Popconfirm, Select } from 'antd';
import QRCode from 'qrcode';
import { useState } from 'react';
import type { BallotRule } from '../../rules/ballot/types.ts';
import type { Codes } from '../../server/ballots/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { BallotView } from '../cases/types.ts';
import { useMutateOnce } from '../shared/use-once.ts';
import { useText } from './text.ts';

/** One-time codes: batches made and withdrawn, and the sheet of a new batch, which is shown once. */
export function CodesPanel({ ballot, path }: { ballot: BallotView; path: string }) {
  const t = useText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const groups = (ballot.rule as unknown as BallotRule).groups;
  const [count, setCount] = useState<number | null>(100);
  const [group, setGroup] = useState(groups?.[0]?.id);
  const [sheet, setSheet] = useState<Codes>();
  const refresh = () => client.invalidateQueries({ queryKey: ['ballots'] });
  const failed = (error: unknown) => void message.error(messageOf(error));
  const make = useMutation({
    mutationFn: () => api.post<Codes>(`${path}/codes`, { count, ...(group === undefined ? {} : { group }) }),
    onSuccess: (made) => {
      setSheet(made);
      return refresh();
    },
    onError: failed,
  });
  // codes are shown once: those of a batch made by mistake beside it would be lost
  const makeOnce = useMutateOnce(make);
  const withdraw = useMutation({
    mutationFn: (batch: number) => api.delete<{ withdrawn: number }>(`${path}/codes/${batch}`),
    onSuccess: ({ withdrawn }) => {
      void message.success(t('已作废 {n} 个未用的投票码。', { n: withdrawn }));
      return refresh();
    },
    onError: failed,
  });
  return (
    <section aria-label={t('投票码')}>
      <h3>{t('投票码')}</h3>
      <p className="jd-manage-line">
        <InputNumber
          aria-label={t('个数')}
          prefix={t('个数')}
          min={1}
          max={10_000}
          precision={0}
          value={count}
          onChange={setCount}
        />
        {groups && (
          <Select
            aria-label={t('发给')}
            value={group}
            options={groups.map((g) => ({ value: g.id, label: g.title }))}
            onChange={setGroup}
          />
        )}
        <Button
          type="primary"
          disabled={count === null}
          loading={make.isPending}
          onClick={() => void makeOnce()}
        >
          {t('生成一批')}
        </Button>
      </p>
      <ul>
        {(ballot.batches ?? []).map((b) => (
          <li key={b.number} className="jd-manage-line">
            {t('第 {n} 批，{count} 个', { n: b.number, count: b.count })}
            {b.withdrawn !== undefined && ` ${t('（已作废 {n} 个）', { n: b.withdrawn })}`}
            <Popconfirm
              title={t('作废这批中还没有用过的投票码？')}
              okText={t('作废')}
              cancelText={t('取消')}
              onConfirm={() => withdraw.mutate(b.number)}
            >
              <Button size="small" danger>
                {t('作废')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      {sheet && (
        <CodeSheet
          title={ballot.title}
          round={ballot.id}
          codes={sheet.codes}
          onClose={() => setSheet(undefined)}
        />
      )}
    </section>
  );
}

const spaced = (code: string) => code.replace(/(.{4})(?!$)/g, '$1-');

/** The printable sheet (票单): a code and its QR code for each voter, to be cut apart. */
function CodeSheet(props: { title: string; round: string; codes: readonly string[]; onClose: () => void }) {
  const { title, round, codes, onClose } = props;
  const t = useText();
  return (
    <Modal
      open
      width={900}
      className="jd-code-sheet"
      title={t('投票码票单')}
      okText={t('打印')}
      cancelText={t('关闭')}
      onOk={() => window.print()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="jd-muted">
        {t('投票码只在这里显示一次，系统不保存。请立即打印；遗失的可以作废后重新生成。')}
      </p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            {/* the code follows a #, so that it is in no request and no log */}
            <Qr text={`${location.origin}/vote/${round}#${code}`} />
            <span>{title}</span>
            <code>{spaced(code)}</code>
            <small>{location.host}/vote</small>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** As an SVG path of our own: prints sharp, and needs no canvas. */
function Qr({ text }: { text: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  let path = '';
  for (let i = 0; i < data.length; i++) if (data[i]) path += `M${i % size} ${Math.floor(i / size)}h1v1h-1z`;
  return (
    <svg viewBox={`-2 -2 ${size + 4} ${size + 4}`} aria-hidden shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
