import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, InputNumber, Radio } from 'antd';
import { useRef, useState } from 'react';
import { isChoiceQuestion, placesOf } from '../../rules/ballot/places.ts';
import type { BallotRule } from '../../rules/ballot/types.ts';
import { validateChoice } from '../../rules/ballot/validate.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { BallotView } from '../cases/types.ts';
import { type Text, useT } from '../i18n/index.ts';
import './ballots.css';

const few = (choices: readonly { title: string }[]) =>
  choices.length <= 4 && choices.every((c) => c.title.length <= 5);

/** What the voter may not have meant: a paper that is blank or leaves something out, and what becomes of it. */
function doubtOf(
  rule: BallotRule,
  answers: Record<string, string | number>,
  selected: readonly string[],
): Text | undefined {
  const open = placesOf(rule).filter((place) => answers[place.key] === undefined).length;
  const marked = Object.keys(answers).length + selected.length;
  if (marked === 0)
    return rule.invalid?.blank === false ? '您什么也没有选，将计为弃权。' : '您什么也没有选，这张票将作废。';
  if (open === 0) return undefined;
  return rule.invalid?.incomplete ? '还有没选的项，这张票将作废。' : '还有没选的项，没选的将计为弃权。';
}

/** The voting paper. What is chosen stays in this page until it is cast: no draft, nothing in the address. */
export function BallotForm({ ballot }: { ballot: BallotView }) {
  const t = useT();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const rule = ballot.rule as unknown as BallotRule;
  const [answers, setAnswers] = useState<Record<string, string | number>>({});
  const [selected, setSelected] = useState<string[]>([]);
  const [errors, setErrors] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  const fail = (messages: string[]) => {
    setErrors(messages);
    requestAnimationFrame(() => alert.current?.focus());
  };
  const put = (key: string, value: string | number | null) =>
    setAnswers((before) => {
      const { [key]: _, ...rest } = before;
      return value === null ? rest : { ...rest, [key]: value };
    });
  /** A ballot cannot be taken back: what was left out is said before it is cast. */
  const sure = (doubt: Text) =>
    modal.confirm({
      title: t(doubt),
      content: t('投票后不能修改。'),
      okText: t('仍然投票'),
      cancelText: t('回去选择'),
    });
  const cast = async () => {
    if (busy) return;
    const paper = { answers, ...(rule.selection ? { selected } : {}) };
    const problems = validateChoice(rule, paper);
    if (problems.length > 0) return fail(problems.map((p) => p.message));
    const doubt = doubtOf(rule, answers, selected);
    if (doubt && !(await sure(doubt))) return;
    setBusy(true);
    try {
      const path = `/api/ballots/${encodeURIComponent(ballot.id)}/cast`;
      const { receipt } = await api.post<{ receipt: string }>(path, paper);
      modal.success({
        title: t('您已投票，谢谢。'),
        content: (
          <>
            <p>{t('回执只证明选票已计入，不含所选内容。')}</p>
            <p className="jd-receipt">{t('回执：{receipt}', { receipt })}</p>
          </>
        ),
      });
      await client.invalidateQueries({ queryKey: ['ballots'] });
    } catch (error) {
      fail([messageOf(error)]);
      setBusy(false);
    }
  };
  return (
    <>
      {errors.length > 0 && (
        <div ref={alert} tabIndex={-1} role="alert" className="jd-ballot-errors">
          <Alert type="error" showIcon title={errors.map((e) => <div key={e}>{e}</div>)} />
        </div>
      )}
      {placesOf(rule).map((place) => (
        <fieldset key={place.key} className="jd-question">
          <legend>
            {place.object ? `${place.object.title} · ${place.question.title}` : place.question.title}
          </legend>
          {isChoiceQuestion(place.question) ? (
            <Radio.Group
              // few and short: one tap on a wide button each
              className={few(place.question.choices) ? 'jd-choice-buttons' : 'jd-choice-list'}
              optionType={few(place.question.choices) ? 'button' : 'default'}
              buttonStyle="solid"
              size="large"
              value={answers[place.key]}
              onChange={(e) => put(place.key, e.target.value as string)}
              options={place.question.choices.map((c) => ({ value: c.id, label: c.title }))}
            />
          ) : (
            <InputNumber
              size="large"
              aria-label={place.question.title}
              min={place.question.points.min}
              max={place.question.points.max}
              step={place.question.points.step}
              value={typeof answers[place.key] === 'number' ? (answers[place.key] as number) : null}
              onChange={(v) => put(place.key, v)}
            />
          )}
        </fieldset>
      ))}
      {rule.selection && (
        <fieldset className="jd-question">
          <legend>{t('请从中选择，最多 {n} 项', { n: rule.selection.places })}</legend>
          <Checkbox.Group
            value={selected}
            onChange={setSelected}
            options={(rule.objects ?? []).map((o) => ({
              value: o.id,
              label: o.title,
              disabled: selected.length >= (rule.selection?.places ?? 0) && !selected.includes(o.id),
            }))}
          />
        </fieldset>
      )}
      <Button type="primary" size="large" loading={busy} onClick={() => void cast()}>
        {t('投票')}
      </Button>
      <p className="jd-muted">{t('提交后不能修改。')}</p>
    </>
  );
}
