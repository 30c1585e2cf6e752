import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { evaluateExample } from '../../../rules/ballot/examples.ts';
import { isChoiceQuestion, placesOf, sheetFits } from '../../../rules/ballot/places.ts';
import type { BallotExample, BallotResult, BallotRule, TallySheet } from '../../../rules/ballot/types.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import { type Translate, useText } from '../text.ts';
import { BallotRows, titleOf } from './BallotRows.tsx';
import { withKey } from './edit.ts';
import { Expected, ExpectedScore, Found } from './Found.tsx';

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
  // points and groups are asked of single ballots
  const single = example.ballots !== undefined || !sheetFits(rule);
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
      {sheetFits(rule) && (
        <Segmented
          aria-label={`${example.title} ${t('给出的方式')}`}
          size="small"
          value={single ? 'ballots' : 'sheet'}
          disabled={readOnly}
          options={[
            { value: 'sheet', label: t('汇总票数') },
            { value: 'ballots', label: t('逐票') },
          ]}
          onChange={(way) => onChange(withKey(example, 'ballots', way === 'ballots' ? [] : undefined))}
        />
      )}
      <div className="jd-rule-counts">
        {rule.groups
          ? rule.groups.map((g) => (
              <span key={g.id} className="jd-rule-count">
                <span>{`${g.title} ${t('应投票')}`}</span>
                <InputNumber
                  min={0}
                  max={10_000}
                  precision={0}
                  aria-label={`${example.title} ${g.title} ${t('应投票')}`}
                  value={example.electorates?.[g.id] ?? null}
                  disabled={readOnly}
                  onChange={(n) =>
                    onChange({ ...example, electorates: { ...example.electorates, [g.id]: n ?? 0 } })
                  }
                />
              </span>
            ))
          : number(t('应投票'), sheet.electorate, (electorate) => ({ ...sheet, electorate }))}
        {!rule.groups && number(t('到会'), sheet.present, (present) => ({ ...sheet, present }))}
        {!single && number(t('收回'), sheet.cast, (cast) => ({ ...sheet, cast }))}
        {!single && number(t('有效'), sheet.valid, (valid) => ({ ...sheet, valid }))}
      </div>
      {single && <BallotRows {...{ rule, example, onChange, readOnly }} />}
      {single && report.result && (
        <p className="jd-muted">
          {t('收回 {cast} 张，有效 {valid} 张', { cast: report.result.cast, valid: report.result.valid })}
        </p>
      )}
      {placesOf(rule).map((place) => {
        const { key, question } = place;
        const votes = sheet.choices?.[key] ?? {};
        const found = report.result?.places.find((p) => p.key === key);
        return (
          <div key={key} data-place={key} className="jd-rule-place">
            <strong>{titleOf(place)}</strong>
            {!single && isChoiceQuestion(question) && (
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
            )}
            {found && report.result && <Found place={found} result={report.result} t={t} />}
            <Expected {...{ rule, place, example, onChange, readOnly }} />
          </div>
        );
      })}
      {single && rule.objects && !rule.selection && (
        <Scores {...{ rule, example, onChange, readOnly }} result={report.result} />
      )}
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
        <TableHead columns={[t('对象'), t('得票'), t('结果')]} />
        <tbody>
          {rule.objects?.map((o) => {
            const found = result?.objects?.find((x) => x.object === o.id);
            const state = found?.state;
            return (
              <tr key={o.id}>
                <td>{o.title}</td>
                <td>
                  {example.ballots ? (
                    (found?.votes ?? '–')
                  ) : (
                    <InputNumber
                      min={0}
                      precision={0}
                      aria-label={`${example.title} ${o.title}`}
                      value={sheet.votes?.[o.id] ?? null}
                      disabled={readOnly}
                      onChange={(n) =>
                        onChange({
                          ...example,
                          sheet: { ...sheet, votes: { ...sheet.votes, [o.id]: n ?? 0 } },
                        })
                      }
                    />
                  )}
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

/** Scores and ranks of the objects, and what each should have. */
function Scores(props: {
  rule: BallotRule;
  example: BallotExample;
  onChange: (next: BallotExample) => void;
  readOnly: boolean;
  result: BallotResult | undefined;
}) {
  const { rule, example, onChange, readOnly, result } = props;
  const t = useText();
  return (
    <table className="jd-list-table">
      <TableHead columns={[t('对象'), t('得分'), t('名次'), t('预期')]} />
      <tbody>
        {rule.objects?.map((o) => {
          const found = result?.objects?.find((x) => x.object === o.id);
          return (
            <tr key={o.id}>
              <td>{o.title}</td>
              <td className="jd-number">{found?.score?.value.toFixed(2) ?? '–'}</td>
              <td className="jd-number">{found?.rank ?? '–'}</td>
              <td>
                <ExpectedScore name={o.id} {...{ example, onChange, readOnly }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
