import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import type { Question } from '../../../rules/ballot/types.ts';
import { useText } from '../text.ts';
import { newChoice, newChoiceQuestion, removeAt, replaceAt, withKey } from './edit.ts';

/** One question: what is asked, and the choices with their points, or a scale of points. */
export function QuestionCard(props: {
  question: Question;
  onChange: (next: Question) => void;
  onRemove: () => void;
  readOnly: boolean;
}) {
  const { question, onChange, onRemove, readOnly } = props;
  const t = useText();
  const chosen = 'choices' in question;
  const { id, title, weight } = question;
  const base = { id, title, ...(weight === undefined ? {} : { weight }) };
  const turn = (kind: string) => {
    if (kind === 'points') return onChange({ ...base, points: { min: 0, max: 100, step: 1 } });
    const { choices } = newChoiceQuestion({} as Parameters<typeof newChoiceQuestion>[0], title);
    onChange({ ...base, choices });
  };
  return (
    <section className="jd-rule-card" aria-label={t('测评项 {title}', { title })}>
      <div className="jd-rule-line">
        <Input
          aria-label={t('测评项名称')}
          className="jd-rule-fact"
          value={title}
          maxLength={200}
          disabled={readOnly}
          onChange={(e) => onChange({ ...question, title: e.target.value })}
        />
        <Select
          aria-label={t('“{title}”的作答方式', { title })}
          className="jd-rule-kind"
          value={chosen ? 'choices' : 'points'}
          disabled={readOnly}
          options={[
            { value: 'choices', label: t('选一项') },
            { value: 'points', label: t('打分') },
          ]}
          onChange={turn}
        />
        <InputNumber
          aria-label={t('“{title}”的权重', { title })}
          className="jd-rule-affixed"
          prefix={t('权重')}
          min={0.001}
          max={1000}
          value={weight ?? 1}
          disabled={readOnly}
          onChange={(n) => onChange(withKey<Question, 'weight'>(question, 'weight', n ?? undefined))}
        />
        {!readOnly && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('删去测评项“{title}”', { title })}
            onClick={onRemove}
          />
        )}
      </div>
      {chosen ? (
        <div className="jd-rule-line">
          {question.choices.map((c, i) => {
            const set = (next: typeof c) =>
              onChange({ ...question, choices: replaceAt(question.choices, i, next) });
            return (
              <span key={c.id} className="jd-rule-choice">
                <Input
                  aria-label={t('选项名称')}
                  value={c.title}
                  maxLength={200}
                  disabled={readOnly}
                  onChange={(e) => set({ ...c, title: e.target.value })}
                />
                <InputNumber
                  aria-label={t('选项“{title}”的分值', { title: c.title })}
                  className="jd-rule-affixed"
                  suffix={t('分')}
                  value={c.score ?? null}
                  disabled={readOnly}
                  onChange={(n) => set(withKey(c, 'score', n ?? undefined))}
                />
                {!readOnly && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    disabled={question.choices.length <= 2}
                    aria-label={t('删去选项“{title}”', { title: c.title })}
                    onClick={() => onChange({ ...question, choices: removeAt(question.choices, i) })}
                  />
                )}
              </span>
            );
          })}
          {!readOnly && (
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => onChange({ ...question, choices: [...question.choices, newChoice(question)] })}
            >
              {t('添加选项')}
            </Button>
          )}
        </div>
      ) : (
        <div className="jd-rule-line">
          {(['min', 'max', 'step'] as const).map((name) => (
            <InputNumber
              key={name}
              aria-label={t(POINTS[name])}
              className="jd-rule-affixed"
              prefix={t(POINTS[name])}
              value={question.points[name]}
              disabled={readOnly}
              onChange={(n) => onChange({ ...question, points: { ...question.points, [name]: n ?? 0 } })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

const POINTS = { min: '最低分', max: '最高分', step: '每档' } as const;
