import { useEffect, useState } from 'react';
import type { Receipts } from '../../server/ballots/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { featureText } from '../i18n/feature.ts';
import { RECEIPT_TEXTS, ReceiptList } from '../shared/ReceiptList.tsx';
import { useText } from './text.ts';

const useReceiptText = featureText(RECEIPT_TEXTS);

/** Receipts of a closed round, for those who voted without sign-in. */
export function ReceiptsView({ round }: { round: string }) {
  const [state, setState] = useState<Receipts | { error: string }>();
  const t = useText();
  const receiptText = useReceiptText();
  useEffect(() => {
    if (state && 'title' in state)
      document.title = t('核对回执 · {title} · 人大监督', { title: state.title });
  }, [state, t]);
  useEffect(() => {
    api
      .get<Receipts>(`/api/public/ballots/${encodeURIComponent(round)}/receipts`)
      .then(setState, (error: unknown) => setState({ error: messageOf(error) }));
  }, [round]);
  if (!state) return <p className="p-muted">{t('正在打开回执…')}</p>;
  if ('error' in state)
    return (
      <p className="p-error" role="alert">
        {state.error}
      </p>
    );
  return (
    <>
      <h1>{t('核对回执')}</h1>
      <p className="p-muted">
        {state.title}（{state.caseTitle}）
      </p>
      <ReceiptList of={state} t={receiptText} />
    </>
  );
}
