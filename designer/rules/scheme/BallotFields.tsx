import { Form, Input, Select } from 'antd';
import type { BallotSource } from '../../../rules/scheme/types.ts';
import type { SourceProps } from './SourceFields.tsx';
import { ballotsIn } from './surroundings.ts';
import { useText } from './text.ts';

/** Which ballot, which question of it, and what of its result. */
export function BallotFields(props: SourceProps<BallotSource>) {
  const t = useText();
  const { source, owner, files, onChange } = props;
  const ballots = ballotsIn(files);
  const ballot = ballots.find((b) => b.id === source.ballot);
  const questions = ballot?.questions ?? [];
  const question =
    questions.find((q) => q.id === source.question) ?? (questions.length === 1 ? questions[0] : undefined);
  const choices = question && 'choices' in question ? question.choices : [];
  const id = (name: string) => `jd-source-${owner}-${name}`;
  const without = (key: 'question' | 'take') => {
    const { [key]: _old, ...rest } = source;
    return rest;
  };
  return (
    <>
      <Form.Item label={t('测评')} htmlFor={id('ballot')}>
        {ballots.length > 0 ? (
          <Select
            id={id('ballot')}
            value={source.ballot || null}
            placeholder={t('选择测评规则')}
            options={[
              ...ballots.map((b) => ({ value: b.id, label: b.title })),
              ...(source.ballot && !ballot ? [{ value: source.ballot, label: source.ballot }] : []),
            ]}
            onChange={(next: string) => onChange({ kind: 'ballot', ballot: next })}
          />
        ) : (
          <Input
            id={id('ballot')}
            value={source.ballot}
            placeholder={t('流程图中的测评标识')}
            onChange={(e) => onChange({ ...source, ballot: e.target.value })}
          />
        )}
      </Form.Item>
      {questions.length > 0 && (
        <Form.Item label={t('测评项目')} htmlFor={id('question')}>
          <Select
            id={id('question')}
            value={source.question ?? ''}
            options={[
              { value: '', label: questions.length > 1 ? t('全部项目的平均') : (questions[0]?.title ?? '') },
              ...(questions.length > 1 ? questions.map((q) => ({ value: q.id, label: q.title })) : []),
            ]}
            onChange={(next: string) => {
              const { question: _q, take: _t, ...rest } = source;
              onChange(next ? { ...rest, question: next } : rest);
            }}
          />
        </Form.Item>
      )}
      {choices.length > 0 && (
        <Form.Item label={t('取什么')} htmlFor={id('take')}>
          <Select
            id={id('take')}
            mode="multiple"
            value={typeof source.take === 'object' ? [...source.take.sumOf] : []}
            placeholder={t('平均分；或选几个选项取得票率之和')}
            options={choices.map((c) => ({ value: c.id, label: t('{title}的得票率', { title: c.title }) }))}
            onChange={(sumOf: string[]) =>
              onChange(sumOf.length > 0 ? { ...source, take: { sumOf } } : without('take'))
            }
          />
        </Form.Item>
      )}
    </>
  );
}
