import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { PublicBallot } from '../../server/ballots/schemas.ts';
import { api } from '../api/client.ts';
import { ApiProblem, messageOf } from '../api/problem.ts';
import { PublicHeader } from '../shared/PublicPage.tsx';
import { readAddress, receiptsOf } from './address.ts';
import { OpenResult } from './OpenResult.tsx';
import { Paper, type PaperValue } from './Paper.tsx';
import { ReceiptsView } from './ReceiptsView.tsx';
import { useText } from './text.ts';

const PATH = '/api/public/ballots';
const { round, code: scanned, receipts } = readAddress();

type State =
  | { at: 'loading' }
  | { at: 'code'; error?: string }
  | { at: 'paper'; ballot: PublicBallot; code?: string }
  | { at: 'done'; ballot: PublicBallot; receipt: string }
  | { at: 'failed'; error: string };

/** Voting without sign-in, on a phone first: by a one-time code, or in an open round by anybody. */
export function VotePage() {
  const [state, setState] = useState<State>({ at: 'loading' });
  const byCode = useCallback(async (code: string) => {
    try {
      setState({ at: 'paper', ballot: await api.post<PublicBallot>(`${PATH}/code`, { code }), code });
    } catch (error) {
      setState({ at: 'code', error: messageOf(error) });
    }
  }, []);
  useEffect(() => {
    if (receipts) return;
    if (scanned) void byCode(scanned);
    else if (round === undefined) setState({ at: 'code' });
    else
      api.get<PublicBallot>(`${PATH}/${encodeURIComponent(round)}`).then(
        (ballot) => setState({ at: 'paper', ballot }),
        // a round of codes is not told of without one
        (error: unknown) =>
          setState(
            error instanceof ApiProblem && error.status === 404
              ? { at: 'code' }
              : { at: 'failed', error: messageOf(error) },
          ),
      );
  }, [byCode]);

  return (
    <>
      <PublicHeader title="投票" />
      <main className="p-main v-main">
        {receipts && round !== undefined ? (
          <ReceiptsView round={round} />
        ) : (
          <Stand {...{ state, byCode }} set={setState} />
        )}
      </main>
    </>
  );
}

/** What there is to do, or was done. */
function Stand(props: { state: State; byCode: (code: string) => Promise<void>; set: (s: State) => void }) {
  const t = useText();
  const { state, byCode, set } = props;
  if (state.at === 'loading') return <p className="p-muted">{t('正在打开选票…')}</p>;
  if (state.at === 'failed')
    return (
      <p className="p-error" role="alert">
        {state.error}
      </p>
    );
  if (state.at === 'code') return <CodeForm error={state.error} onCode={byCode} />;
  const { ballot } = state;
  const head = (
    <>
      <Heading text={ballot.title} />
      <p className="p-muted">{ballot.caseTitle}</p>
    </>
  );
  if (state.at === 'done')
    return (
      <>
        {head}
        <div className="v-done" role="status">
          <b>{t('您已投票，谢谢。')}</b>
          <p>{t('回执只证明选票已计入，不含所选内容。')}</p>
          <p className="v-receipt">{state.receipt}</p>
          <p>
            {t('请记下回执。投票结束后公布全部回执，可以')}
            <a href={receiptsOf(ballot.id)}>{t('核对回执')}</a>
            {t('。')}
          </p>
        </div>
      </>
    );
  const cast = async (paper: PaperValue) => {
    const { receipt } =
      state.code === undefined
        ? await api.cast<{ receipt: string }>(`${PATH}/${encodeURIComponent(ballot.id)}/cast`, paper)
        : await api.cast<{ receipt: string }>(`${PATH}/code/cast`, { ...paper, code: state.code });
    set({ at: 'done', ballot, receipt });
  };
  return (
    <>
      {head}
      {ballot.electorate === 'open' && (
        <p className="v-note">{t('本次投票人人可以参加，结果仅供参考，单独列出，不计入评分。')}</p>
      )}
      {ballot.state === 'closed' ? (
        <>
          <p className="v-note">
            {t('投票已经结束。')}
            <a href={receiptsOf(ballot.id)}>{t('核对回执')}</a>
          </p>
          {ballot.resultsLater && <p className="p-muted">{t('结果公布后，可以在这里查看。')}</p>}
          {ballot.count && <OpenResult ballot={ballot} />}
        </>
      ) : ballot.voted ? (
        <p className="v-note" role="status">
          {t(ballot.electorate === 'open' ? '这台设备已经投过票，谢谢。' : '这个投票码已经用过。')}
        </p>
      ) : (
        <Paper ballot={ballot} onCast={cast} />
      )}
    </>
  );
}

function Heading({ text }: { text: string }) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('{title} · 人大监督', { title: text });
    heading.current?.focus();
  }, [text, t]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}

function CodeForm({ error, onCode }: { error: string | undefined; onCode: (code: string) => Promise<void> }) {
  const t = useText();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (code.trim() === '') return;
    setBusy(true);
    await onCode(code);
    setBusy(false);
  };
  return (
    <form className="v-code" onSubmit={(e) => void submit(e)}>
      <Heading text={t('输入投票码')} />
      <p className="p-muted">
        {t('投票码印在发给您的票单上，共 16 个字母或数字，也可以直接扫票单上的二维码。')}
      </p>
      {error && (
        <p className="p-error" role="alert">
          {error}
        </p>
      )}
      <label>
        {t('投票码')}
        <input
          value={code}
          onChange={(e) => setCode(e.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          placeholder="XXXX-XXXX-XXXX-XXXX"
        />
      </label>
      <button type="submit" className="v-button" disabled={busy}>
        {t('下一步')}
      </button>
    </form>
  );
}
