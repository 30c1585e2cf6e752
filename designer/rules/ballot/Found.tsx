import { InputNumber, Select } from 'antd';
import { isChoiceQuestion, type Place } from '../../../rules/ballot/places.ts';
import type { BallotExample, BallotResult, BallotRule, PlaceResult } from '../../../rules/ballot/types.ts';
import { type Translate, useText } from '../text.ts';
import { outcomeNames, withExpected } from './edit.ts';

const INEFFECTIVE = {
  'no-ballots': '没有人投票，测评无效。',
  turnout: '参加率不够，测评无效。',
  'more-ballots-than-voters': '收回的票多于应投票人，测评无效。',
} as const;

/** The outcome with its sum: `满意 40 票，占 40/80；需要 41 票`. */
export function Found({ place, result, t }: { place: PlaceResult; result: BallotResult; t: Translate }) {
  const base = result.denominator.size;
  const { trimmed } = place;
  return (
    <div>
      <p className="jd-rule-outcome">
        {place.checks && (
          <>
            {t('结果：')}
            <strong data-result={place.key}>{place.outcome?.title ?? t('没有结果')}</strong>{' '}
          </>
        )}
        {result.ineffective && <span className="jd-rule-no">{t(INEFFECTIVE[result.ineffective])} </span>}
        {place.mean ? (
          <span className="jd-muted" data-mean={place.key}>
            {t('平均 {n} 分', { n: place.mean.value.toFixed(2) })}
          </span>
        ) : (
          !place.checks && <span className="jd-muted">{t('没有得分')}</span>
        )}
      </p>
      {trimmed && trimmed.highest.length + trimmed.lowest.length > 0 && (
        <p className="jd-muted">
          {t('去掉最高 {highest}，最低 {lowest}', {
            highest: trimmed.highest.join('、') || '–',
            lowest: trimmed.lowest.join('、') || '–',
          })}
        </p>
      )}
      <ul className="jd-rule-trace">
        {place.checks?.map((c) => (
          <li key={c.outcome} className={c.met ? 'jd-rule-yes' : 'jd-rule-no'}>
            {c.needed === undefined
              ? t('{title}：{votes} 票，按组加权占 {percent}%', {
                  title: c.title,
                  votes: c.votes,
                  percent: (c.share.value * 100).toFixed(1),
                })
              : t('{title}：{votes} 票，占 {base} 的 {percent}%，需要 {needed} 票', {
                  title: c.title,
                  votes: c.votes,
                  base,
                  percent: (c.share.value * 100).toFixed(1),
                  needed: c.needed,
                })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the place should come to: an outcome, and, without objects, a mean of points. */
export function Expected(props: {
  rule: BallotRule;
  place: Place;
  example: BallotExample;
  onChange: (next: BallotExample) => void;
  readOnly: boolean;
}) {
  const { rule, place, example, onChange, readOnly } = props;
  const t = useText();
  const { key, question } = place;
  const outcomes = isChoiceQuestion(question) ? outcomeNames(rule) : [];
  return (
    <div className="jd-rule-line">
      <span>{t('预期')}</span>
      {outcomes.length > 0 && (
        <Select
          aria-label={`${example.title} ${t('预期结果')} ${key}`}
          className="jd-rule-kind"
          allowClear
          placeholder={t('不核对')}
          value={example.expect?.outcomes?.[key] ?? null}
          disabled={readOnly}
          options={outcomes}
          onChange={(wanted: string | null | undefined) =>
            onChange(withExpected(example, 'outcomes', key, wanted ?? undefined))
          }
        />
      )}
      {!place.object && example.ballots && <ExpectedScore name={key} {...{ example, onChange, readOnly }} />}
    </div>
  );
}

/** The mean of a place or the score of an object, to two decimals. */
export function ExpectedScore(props: {
  name: string;
  example: BallotExample;
  onChange: (next: BallotExample) => void;
  readOnly: boolean;
}) {
  const { name, example, onChange, readOnly } = props;
  const t = useText();
  return (
    <InputNumber
      aria-label={`${example.title} ${t('预期得分')} ${name}`}
      placeholder={t('不核对')}
      className="jd-rule-affixed"
      suffix={t('分')}
      value={example.expect?.scores?.[name] ?? null}
      disabled={readOnly}
      onChange={(n) => onChange(withExpected(example, 'scores', name, n ?? undefined))}
    />
  );
}
