import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { isChoiceQuestion, type Place, placesOf } from '../../../rules/ballot/places.ts';
import type { Ballot, BallotExample, BallotRule, Mark } from '../../../rules/ballot/types.ts';
import { INVALID_TITLE, readBallot } from '../../../rules/ballot/validate.ts';
import { useText } from '../text.ts';
import { newRow, removeAt, replaceAt, withBallots, withKey } from './edit.ts';

type Row = NonNullable<BallotExample['ballots']>[number];

/** Single ballots of an example, a row for those alike: how many, what each marks, and whether the rule takes it. */
export function BallotRows(props: {
  rule: BallotRule;
  example: BallotExample;
  onChange: (next: BallotExample) => void;
  readOnly: boolean;
}) {
  const { rule, example, onChange, readOnly } = props;
  const t = useText();
  const rows = example.ballots ?? [];
  const places = placesOf(rule);
  const write = (next: readonly Row[]) => onChange(withBallots(rule, example, next));
  const label = (i: number, what: string) => `${example.title} ${t('第 {n} 行', { n: i + 1 })} ${what}`;
  return (
    <>
      {rows.length > 0 && (
        <div className="jd-rule-scroll">
          <table className="jd-list-table jd-rule-ballots">
            <thead>
              <tr>
                <th scope="col">{t('张数')}</th>
                <th scope="col">{t('计票')}</th>
                {rule.groups && <th scope="col">{t('组别')}</th>}
                {places.map((p) => (
                  <th key={p.key} scope="col">
                    {titleOf(p)}
                  </th>
                ))}
                {rule.selection && <th scope="col">{t('选中的对象')}</th>}
                {!readOnly && <th aria-label={t('删去')} />}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => {
                const set = (next: Row) => write(replaceAt(rows, i, next));
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no ids
                  <tr key={i}>
                    <td>
                      <InputNumber
                        aria-label={label(i, t('张数'))}
                        min={1}
                        max={10_000}
                        precision={0}
                        value={row.times}
                        disabled={readOnly}
                        onChange={(n) => set({ ...row, times: n ?? 1 })}
                      />
                    </td>
                    <td className="jd-rule-taken">
                      <Taken rule={rule} ballot={row} />
                    </td>
                    {rule.groups && (
                      <td>
                        <Select
                          aria-label={label(i, t('组别'))}
                          className="jd-rule-mark"
                          value={row.group ?? null}
                          disabled={readOnly}
                          options={rule.groups.map((g) => ({ value: g.id, label: g.title }))}
                          onChange={(group: string | null) => set(withKey(row, 'group', group ?? undefined))}
                        />
                      </td>
                    )}
                    {places.map((p) => (
                      <td key={p.key}>
                        <MarkInput
                          place={p}
                          label={label(i, titleOf(p))}
                          value={row.answers?.[p.key]}
                          readOnly={readOnly}
                          onChange={(mark) =>
                            set({ ...row, answers: withKey(row.answers ?? {}, p.key, mark) })
                          }
                        />
                      </td>
                    ))}
                    {rule.selection && (
                      <td>
                        <Select
                          mode="multiple"
                          aria-label={label(i, t('选中的对象'))}
                          className="jd-rule-mark"
                          value={[...(row.selected ?? [])]}
                          disabled={readOnly}
                          options={(rule.objects ?? []).map((o) => ({ value: o.id, label: o.title }))}
                          onChange={(selected: string[]) => set({ ...row, selected })}
                        />
                      </td>
                    )}
                    {!readOnly && (
                      <td>
                        <Button
                          type="text"
                          size="small"
                          icon={<DeleteOutlined />}
                          aria-label={`${t('删去')} ${label(i, '')}`.trim()}
                          onClick={() => write(removeAt(rows, i))}
                        />
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {!readOnly && (
        <div>
          <Button size="small" icon={<PlusOutlined />} onClick={() => write([...rows, newRow(rule, rows)])}>
            {t('添加一行选票')}
          </Button>
        </div>
      )}
    </>
  );
}

export const titleOf = ({ object, question }: Place): string =>
  object ? `${object.title} · ${question.title}` : question.title;

/** What is marked at a place; several choices, as a paper ballot may carry them. */
function MarkInput(props: {
  place: Place;
  label: string;
  value: Mark | undefined;
  readOnly: boolean;
  onChange: (mark: Mark | undefined) => void;
}) {
  const { place, label, value, readOnly, onChange } = props;
  const t = useText();
  const { question } = place;
  if (!isChoiceQuestion(question))
    return (
      <InputNumber
        aria-label={label}
        className="jd-rule-short"
        placeholder={t('未填')}
        value={typeof value === 'number' ? value : null}
        disabled={readOnly}
        onChange={(n) => onChange(n ?? undefined)}
      />
    );
  const marks = value === undefined ? [] : [value].flat().map(String);
  return (
    <Select
      mode="multiple"
      aria-label={label}
      className="jd-rule-mark"
      placeholder={t('未填')}
      value={marks}
      disabled={readOnly}
      options={question.choices.map((c) => ({ value: c.id, label: c.title }))}
      onChange={(next: string[]) => onChange(next.length > 1 ? next : next[0])}
    />
  );
}

/** Whether a ballot counts, and if not, or not everywhere, why. */
function Taken({ rule, ballot }: { rule: BallotRule; ballot: Ballot }) {
  const t = useText();
  const { invalid, marks } = readBallot(rule, ballot);
  if (invalid)
    return <span className="jd-rule-no">{t('废票：{why}', { why: t(INVALID_TITLE[invalid]) })}</span>;
  const spoiled = placesOf(rule).filter((_, i) => marks[i] === 'spoiled');
  if (spoiled.length > 0)
    return (
      <span className="jd-rule-no">
        {t('{places} 多选，该项不计', { places: spoiled.map(titleOf).join('、') })}
      </span>
    );
  return <span className="jd-rule-yes">{t('有效')}</span>;
}
