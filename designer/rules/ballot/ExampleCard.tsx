import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { evaluateExample } from '../../../rules/ballot/examples.ts';
import { isChoiceQuestion, placesOf } from '../../../rules/ballot/places.ts';
import type {
  BallotExample,
  BallotResult,
  BallotRule,
  PlaceResult,
  TallySheet,
} from '../../../rules/ballot/types.ts';
import { type Translate, useText } from '../text.ts';
import { outcomeNames, withKey } from './edit.ts';

const INEFFECTIVE = {
  'no-ballots': '没有人投票，测评无效。',
  turnout: '参加率不够，测评无效。',
  'more-ballots-than-voters': '收回的票多于应投票人，测评无效。',
} as const;

/** One worked example: numbers of people and votes, and what the rule as it stands makes of them, with the sum. */
export function ExampleCard(props: {
  rule: BallotRule;
  example: BallotExample;
  onChange: (next: BallotExample) => void;
  onRemove: () => void;
  readOnly: boolean;
}) {
  const { rule, example, onChange, onRemove, readOnly } = props;
  const t = useText();
  const { sheet } = example;
  const report = calculated(rule, example);
  const number = (label: string, value: number | undefined, set: (n: number) => TallySheet) => (
    <span className="jd-rule-count">
      <span>{label}</span>
      <InputNumber
        min={0}
        max={10_000}
        precision={0}
        aria-label={`${example.title} ${label}`}
        value={value ?? null}
        disabled={readOnly}
        onChange={(n) => onChange({ ...example, sheet: set(n ?? 0) })}
      />
    </span>
  );
  return (
    <section className="jd-rule-card" aria-label={example.title}>
      <div className="jd-rule-line">
        <Input
          aria-label={t('算例名称')}
          className="jd-rule-fact"
          value={example.title}
          maxLength={200}
          disabled={readOnly}
          onChange={(e) => onChange({ ...example, title: e.target.value })}
        />
        {!readOnly && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('删去算例“{title}”', { title: example.title })}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="jd-rule-counts">
        {number(t('应投票'), sheet.electorate, (electorate) => ({ ...sheet, electorate }))}
        {number(t('到会'), sheet.present, (present) => ({ ...sheet, present }))}
        {number(t('收回'), sheet.cast, (cast) => ({ ...sheet, cast }))}
        {number(t('有效'), sheet.valid, (valid) => ({ ...sheet, valid }))}
      </div>
      {placesOf(rule).map(({ key, question, object }) => {
        if (!isChoiceQuestion(question)) return null;
        const votes = sheet.choices?.[key] ?? {};
        const expected = example.expect?.outcomes ?? {};
        const found = report.result?.places.find((p) => p.key === key);
        return (
          <div key={key} data-place={key} className="jd-rule-place">
            <strong>{object ? `${object.title} · ${question.title}` : question.title}</strong>
            <div className="jd-rule-counts">
              {question.choices.map((c) => (
                <span key={c.id}>
                  {number(`${c.title} ${t('票')}`, votes[c.id], (n) => ({
                    ...sheet,
                    choices: { ...sheet.choices, [key]: { ...votes, [c.id]: n } },
                  }))}
                </span>
              ))}
            </div>
            {found && report.result && <Found place={found} result={report.result} t={t} />}
            <div className="jd-rule-line">
              <span>{t('预期')}</span>
              <Select
                aria-label={`${example.title} ${t('预期结果')} ${key}`}
                className="jd-rule-kind"
                allowClear
                placeholder={t('不核对')}
                value={expected[key] ?? null}
                disabled={readOnly}
                options={outcomeNames(rule)}
                onChange={(wanted: string | null | undefined) => {
                  const { [key]: _old, ...rest } = expected;
                  const outcomes = wanted ? { ...rest, [key]: wanted } : rest;
                  const expect =
                    Object.keys(outcomes).length > 0 ? { ...example.expect, outcomes } : undefined;
                  onChange(withKey(example, 'expect', expect));
                }}
              />
            </div>
          </div>
        );
      })}
      {rule.selection && rule.objects && (
        <Selected {...{ rule, example, onChange, readOnly, t }} result={report.result} />
      )}
      {report.message ? (
        <p className="jd-rule-no" role="status">
          {report.message}
        </p>
      ) : (
        report.passed && (
          <p className="jd-rule-yes" role="status">
            {t('与预期一致')}
          </p>
        )
      )}
    </section>
  );
}

/** A rule in the middle of an edit may not be countable: then that is what the example tells. */
function calculated(rule: BallotRule, example: BallotExample): ReturnType<typeof evaluateExample> {
  try {
    return evaluateExample(rule, example);
  } catch {
    return { title: example.title, message: '规则还有错误，更正后才能算出结果。' };
  }
}

/** The outcome with its sum: `满意 40 票，占 40/80；需要 41 票`. */
function Found({ place, result, t }: { place: PlaceResult; result: BallotResult; t: Translate }) {
  const base = result.denominator.size;
  return (
    <div>
      <p className="jd-rule-outcome">
        {t('结果：')}
        <strong data-result={place.key}>{place.outcome?.title ?? t('没有结果')}</strong>
        {result.ineffective && <span> {t(INEFFECTIVE[result.ineffective])}</span>}
        {place.mean && (
          <span className="jd-muted"> {t('平均 {n} 分', { n: place.mean.value.toFixed(2) })}</span>
        )}
      </p>
      <ul className="jd-rule-trace">
        {place.checks?.map((c) => (
          <li key={c.outcome} className={c.met ? 'jd-rule-yes' : 'jd-rule-no'}>
            {t('{title}：{votes} 票，占 {base} 的 {percent}%，需要 {needed} 票', {
              title: c.title,
              votes: c.votes,
              base,
              percent: (c.share.value * 100).toFixed(1),
              needed: c.needed ?? '–',
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

const STATES = { selected: '当选', tied: '并列，再次投票', 'not-selected': '未当选' } as const;

function Selected(props: {
  rule: BallotRule;
  example: BallotExample;
  onChange: (next: BallotExample) => void;
  readOnly: boolean;
  result: BallotResult | undefined;
  t: Translate;
}) {
  const { rule, example, onChange, readOnly, result, t } = props;
  const { sheet, expect } = example;
  return (
    <>
      <table className="jd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('对象')}</th>
            <th scope="col">{t('得票')}</th>
            <th scope="col">{t('结果')}</th>
          </tr>
        </thead>
        <tbody>
          {rule.objects?.map((o) => {
            const state = result?.objects?.find((x) => x.object === o.id)?.state;
            return (
              <tr key={o.id}>
                <td>{o.title}</td>
                <td>
                  <InputNumber
                    min={0}
                    precision={0}
                    aria-label={`${example.title} ${o.title}`}
                    value={sheet.votes?.[o.id] ?? null}
                    disabled={readOnly}
                    onChange={(n) =>
                      onChange({ ...example, sheet: { ...sheet, votes: { ...sheet.votes, [o.id]: n ?? 0 } } })
                    }
                  />
                </td>
                <td>{state ? t(STATES[state]) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Select
        mode="multiple"
        aria-label={`${example.title} ${t('预期当选')}`}
        placeholder={t('预期当选（不填：不核对）')}
        value={[...(expect?.selected ?? [])]}
        disabled={readOnly}
        options={(rule.objects ?? []).map((o) => ({ value: o.id, label: o.title }))}
        onChange={(selected: string[]) =>
          onChange(withKey(example, 'expect', selected.length > 0 ? { ...expect, selected } : undefined))
        }
      />
    </>
  );
}
