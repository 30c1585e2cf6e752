import { Button } from 'antd';
import type { Condition, FactDefinition, NamedCondition } from '../../../rules/conditions/types.ts';
import { ConditionEditor, newComparison } from '../conditions/ConditionEditor.tsx';
import { useText } from './text.ts';

/** A condition under a heading, which may be absent where that means something. */
export function ConditionPart(props: {
  title: string;
  condition: Condition | undefined;
  /** What no condition means; absent: there must be one. */
  none?: string;
  /** The condition narrows what is looked at, rather than asking for something. */
  scope?: boolean;
  facts: readonly FactDefinition[];
  shared?: readonly NamedCondition[];
  readOnly: boolean;
  onChange: (next: Condition | undefined) => void;
}) {
  const t = useText();
  const { title, condition, none, scope, facts, shared = [], readOnly, onChange } = props;
  return (
    <section>
      <h4>
        {title}
        {condition && none && !readOnly && (
          <Button type="link" size="small" onClick={() => onChange(undefined)}>
            {t('改为{none}', { none })}
          </Button>
        )}
      </h4>
      {condition ? (
        <ConditionEditor condition={condition} onChange={onChange} context={{ facts, shared, readOnly }} />
      ) : (
        <p className="jd-muted">
          {none}{' '}
          {!readOnly && facts.length > 0 && (
            <Button size="small" onClick={() => onChange({ all: [newComparison(facts)] })}>
              {t(scope ? '限定范围' : '设条件')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
