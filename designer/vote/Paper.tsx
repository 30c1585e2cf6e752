import { type FormEvent, useRef, useState } from 'react';
import { isChoiceQuestion, type Place, placesOf } from '../../rules/ballot/places.ts';
import type { BallotRule } from '../../rules/ballot/types.ts';
import { validateChoice } from '../../rules/ballot/validate.ts';
import type { PublicBallot } from '../../server/ballots/schemas.ts';
import { messageOf } from '../api/problem.ts';
import { useText } from './text.ts';

export interface PaperValue {
  answers: Record<string, string | number>;
  selected?: string[];
}

const titleOf = ({ object, question }: Place) =>
  object ? `${object.title} · ${question.title}` : question.title;

/** The voting paper in plain elements; what is wrong with it is told before it is sent. */
export function Paper(props: { ballot: PublicBallot; onCast: (paper: PaperValue) => Promise<void> }) {
  const t = useText();
  const rule = props.ballot.rule as unknown as BallotRule;
  const [answers, setAnswers] = useState<PaperValue['answers']>({});
  const [selected, setSelected] = useState<string[]>([]);
  const [errors, setErrors] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  const fail = (messages: string[]) => {
    setErrors(messages);
    requestAnimationFrame(() => alert.current?.focus());
  };
  const places = rule.selection?.places ?? 0;
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (busy) return;
    const paper: PaperValue = { answers, ...(rule.selection ? { selected } : {}) };
    const problems = validateChoice(rule, paper);
    if (problems.length > 0) return fail(problems.map((p) => p.message));
    const left = placesOf(rule).filter((p) => answers[p.key] === undefined).length;
    if (
      left > 0 &&
      !confirm(t('还有 {n} 项没有选，没选的将计为弃权。投票后不能修改，确定投票吗？', { n: left }))
    )
      return;
    setBusy(true);
    try {
      await props.onCast(paper);
    } catch (error) {
      fail([messageOf(error)]);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(e) => void submit(e)}>
      {errors.length > 0 && (
        <div ref={alert} tabIndex={-1} role="alert" className="v-errors">
          {errors.map((m) => (
            <p key={m}>{m}</p>
          ))}
        </div>
      )}
      {placesOf(rule).map((place) => (
        <fieldset key={place.key} className="v-question">
          <legend>{titleOf(place)}</legend>
          {isChoiceQuestion(place.question) ? (
            place.question.choices.map((c) => (
              <label key={c.id} className="v-choice">
                <input
                  type="radio"
                  name={place.key}
                  checked={answers[place.key] === c.id}
                  onChange={() => setAnswers({ ...answers, [place.key]: c.id })}
                />
                {c.title}
              </label>
            ))
          ) : (
            <input
              type="number"
              inputMode="decimal"
              aria-label={titleOf(place)}
              {...place.question.points}
              value={answers[place.key] ?? ''}
              placeholder={t('{min} 至 {max} 分', place.question.points)}
              onChange={(e) => {
                const { [place.key]: _, ...rest } = answers;
                setAnswers(e.target.value === '' ? rest : { ...rest, [place.key]: Number(e.target.value) });
              }}
            />
          )}
        </fieldset>
      ))}
      {rule.selection && (
        <fieldset className="v-question">
          <legend>{t('请选择，最多 {places} 项（已选 {n} 项）', { places, n: selected.length })}</legend>
          {(rule.objects ?? []).map((o) => {
            const on = selected.includes(o.id);
            return (
              <label key={o.id} className="v-choice">
                <input
                  type="checkbox"
                  checked={on}
                  disabled={!on && selected.length >= places}
                  onChange={() =>
                    setSelected(on ? selected.filter((id) => id !== o.id) : [...selected, o.id])
                  }
                />
                {o.title}
              </label>
            );
          })}
        </fieldset>
      )}
      <button type="submit" className="v-button" disabled={busy}>
        {t('投票')}
      </button>
      <p className="p-muted">{t('无记名投票，提交后不能修改。')}</p>
    </form>
  );
}
