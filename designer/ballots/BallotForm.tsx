import { Button, Checkbox, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { isChoiceQuestion, type Place, placesOf } from '../../rules/ballot/places.ts';
import type { BallotRule } from '../../rules/ballot/types.ts';
import { validateChoice } from '../../rules/ballot/validate.ts';
import type { BallotView } from '../cases/types.ts';
import { type Text, useT } from '../i18n/index.ts';
import { useUncast } from './UncastGuard.tsx';
import { useCast } from './use-cast.tsx';
import './ballots.css';

const few = (choices: readonly { title: string }[]) =>
  choices.length <= 4 && choices.every((c) => c.title.length <= 5);

const titleOf = ({ object, question }: Place) =>
  object ? `${object.title} · ${question.title}` : question.title;

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

/** The voting paper. */
export function BallotForm({ ballot }: { ballot: BallotView }) {
  const t = useT();
  const rule = ballot.rule as unknown as BallotRule;
  const [answers, setAnswers] = useState<Record<string, string | number>>({});
  const [selected, setSelected] = useState<string[]>([]);
  const { busy, taken, cast, errors } = useCast(ballot.id);
  useUncast(!taken && Object.keys(answers).length + selected.length > 0);
  const put = (key: string, value: string | number | null) =>
    setAnswers((before) => {
      const { [key]: _, ...rest } = before;
      return value === null ? rest : { ...rest, [key]: value };
    });
  const hand = () => {
    const paper = { answers, ...(rule.selection ? { selected } : {}) };
    return cast(paper, validateChoice(rule, paper), doubtOf(rule, answers, selected));
  };
  return (
    <>
      {errors}
      {placesOf(rule).map((place) => (
        <fieldset key={place.key} className="jd-question">
          <legend>{titleOf(place)}</legend>
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
              aria-label={titleOf(place)}
              className="jd-points"
              placeholder={t('{min} 至 {max} 分', place.question.points)}
              inputMode="decimal"
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
      <Button type="primary" size="large" loading={busy} onClick={() => void hand()}>
        {t('投票')}
      </Button>
      <p className="jd-muted">{t('提交后不能修改。')}</p>
    </>
  );
}
