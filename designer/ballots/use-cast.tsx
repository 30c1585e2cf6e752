import { useQueryClient } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { type Text, useT } from '../i18n/index.ts';
import { useOnce } from '../shared/use-once.ts';

interface Caster {
  busy: boolean;
  /** The ballot was taken: nothing is lost by leaving. */
  taken: boolean;
  /**
   * Hands the paper in; what is wrong with it is shown instead. `doubt`: what the voter may not have meant, asked first,
   * since a ballot cannot be taken back.
   */
  cast(paper: unknown, problems: readonly { message: string }[], doubt?: Text): Promise<void>;
  /** What was wrong, with the focus. */
  errors: ReactNode;
}

/**
 * Casting a paper once, with its receipt, and what that proves. Nothing of the paper is kept: no draft, nothing in the
 * address.
 */
export function useCast(roundId: string, proves: Text = '回执只证明选票已计入，不含所选内容。'): Caster {
  const t = useT();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [errors, setErrors] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  const fail = (messages: string[]) => {
    setErrors(messages);
    requestAnimationFrame(() => alert.current?.focus());
  };
  const sure = (doubt: Text) =>
    modal.confirm({
      title: t(doubt),
      content: t('投票后不能修改。'),
      okText: t('仍然投票'),
      cancelText: t('回去选择'),
    });
  const cast: Caster['cast'] = useOnce(async (paper, problems, doubt) => {
    if (problems.length > 0) return fail(problems.map((p) => p.message));
    if (doubt && !(await sure(doubt))) return;
    setBusy(true);
    try {
      const path = `/api/ballots/${encodeURIComponent(roundId)}/cast`;
      const { receipt } = await api.cast<{ receipt: string }>(path, paper);
      setTaken(true);
      modal.success({
        title: t('您已投票，谢谢。'),
        content: (
          <>
            <p>{t(proves)}</p>
            <p className="jd-receipt">{t('回执：{receipt}', { receipt })}</p>
          </>
        ),
      });
      await client.invalidateQueries({ queryKey: ['ballots'] });
    } catch (error) {
      fail([messageOf(error)]);
      setBusy(false);
    }
  });
  return {
    busy,
    taken,
    cast,
    errors: errors.length > 0 && (
      <div ref={alert} tabIndex={-1} role="alert" className="jd-ballot-errors">
        <Alert type="error" showIcon title={errors.map((e) => <div key={e}>{e}</div>)} />
      </div>
    ),
  };
}
