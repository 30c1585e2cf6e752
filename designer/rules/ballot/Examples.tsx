import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { BallotExample, BallotRule } from '../../../rules/ballot/types.ts';
import { useText } from '../text.ts';
import { ExampleCard } from './ExampleCard.tsx';
import { newExample, removeAt, replaceAt, withKey } from './edit.ts';

/** Worked examples (算例), reckoned anew with every change of the rule; they are kept in it and checked on publishing. */
export function Examples(props: {
  rule: BallotRule;
  onChange: (next: BallotRule) => void;
  readOnly: boolean;
}) {
  const { rule, onChange, readOnly } = props;
  const t = useText();
  const examples = rule.examples ?? [];
  const write = (next: readonly BallotExample[]) =>
    onChange(withKey(rule, 'examples', next.length > 0 ? next : undefined));
  const withoutObjects = rule.selection !== undefined && (rule.objects?.length ?? 0) === 0;
  return (
    <section className="jd-rule-stack" aria-label={t('算例')}>
      <h3>{t('算例')}</h3>
      {withoutObjects ? (
        <p className="jd-muted">
          {t('候选对象在每次票决时给出。填写“固定的对象”之后，可以在这里添加算例。')}
        </p>
      ) : (
        <>
          <p className="jd-muted">
            {t('填写假设的票数，规则一改，结果立即重算。算例随规则保存，发布时核对预期。')}
          </p>
          {examples.map((example, i) => (
            <ExampleCard
              // biome-ignore lint/suspicious/noArrayIndexKey: examples have no ids, their titles are edited
              key={i}
              {...{ rule, example, readOnly }}
              onChange={(next) => write(replaceAt(examples, i, next))}
              onRemove={() => write(removeAt(examples, i))}
            />
          ))}
          {!readOnly && (
            <div>
              <Button icon={<PlusOutlined />} onClick={() => write([...examples, newExample(rule)])}>
                {t('添加算例')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
