import { useState } from 'react';
import type { Receipts } from '../../server/ballots/schemas.ts';
import { dateTime } from './format.ts';
import { byLetter, inFours, readReceipt } from './receipts.ts';
import './receipts.css';

export type ReceiptText = keyof typeof RECEIPT_TEXTS;

/** Chinese and English, for the pages of those who are signed in and the voting page. */
export const RECEIPT_TEXTS = {
  '本次投票共计入 {n} 张选票，每张选票有一个回执。回执不含姓名和所选内容。':
    '{n} ballots were counted; each has a receipt. Receipts carry neither names nor choices.',
  '本次投票于 {time} 结束。': 'The ballot closed at {time}. ',
  我的回执: 'My receipt',
  '投票后显示的 12 个字母或数字': 'the 12 letters or digits shown after voting',
  '在名单中：您的选票已计入。': 'On the list: your ballot was counted.',
  '没有这个回执。请核对字母和数字；确认无误的，请与测评的组织人员联系。':
    'No such receipt. Check the letters and digits; if they are right, turn to whoever runs the ballot.',
  '核对在本机进行，不会把您的回执发送出去。':
    'It is looked up on this device; your receipt is not sent anywhere.',
  全部回执: 'All receipts',
  '以 {letter} 开头的 {n} 张': '{n} beginning with {letter}',
} as const;

/** A field to look up one's receipt, and all of them. */
export function ReceiptList(props: {
  of: Receipts;
  t: (text: ReceiptText, values?: Record<string, string | number>) => string;
}) {
  const { of, t } = props;
  const [typed, setTyped] = useState('');
  const mine = readReceipt(typed);
  const found = of.receipts.includes(mine);
  return (
    <div className="jd-receipts">
      <p>
        {t('本次投票于 {time} 结束。', { time: dateTime(of.closedAt) })}
        {t('本次投票共计入 {n} 张选票，每张选票有一个回执。回执不含姓名和所选内容。', {
          n: of.receipts.length,
        })}
      </p>
      <label>
        {t('我的回执')}
        <input
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          placeholder={t('投票后显示的 12 个字母或数字')}
        />
      </label>
      <p role="status" className={found ? 'jd-receipts-yes' : 'jd-receipts-no'}>
        {mine.length >= 12 &&
          (found
            ? t('在名单中：您的选票已计入。')
            : t('没有这个回执。请核对字母和数字；确认无误的，请与测评的组织人员联系。'))}
      </p>
      <p className="jd-receipts-note">{t('核对在本机进行，不会把您的回执发送出去。')}</p>
      <h2>{t('全部回执')}</h2>
      {byLetter(of.receipts).map(({ letter, receipts }) => (
        <Letter key={letter} {...{ letter, receipts, t }} open={of.receipts.length <= 200} mine={mine} />
      ))}
    </div>
  );
}

/** A hundred thousand are not written out before somebody opens them. */
function Letter(props: {
  letter: string;
  receipts: string[];
  open: boolean;
  mine: string;
  t: Parameters<typeof ReceiptList>[0]['t'];
}) {
  const { letter, receipts, mine, t } = props;
  const [open, setOpen] = useState(props.open);
  return (
    <details open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('以 {letter} 开头的 {n} 张', { letter, n: receipts.length })}</summary>
      {open && (
        <ul>
          {receipts.map((r) => (
            <li key={r} {...(r === mine ? { 'aria-current': true } : {})}>
              {inFours(r)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
