import { Form, Input, Select } from 'antd';
import type { IndicatorLeaf, MissingRule, Scheme, Source } from '../../../rules/scheme/types.ts';
import { MISSING_NAMES } from './describe.ts';
import { unitOf } from './edit.ts';
import { ScaleFields } from './ScaleFields.tsx';
import { SourceFields } from './SourceFields.tsx';
import { useText } from './text.ts';

const MISSING = Object.keys(MISSING_NAMES) as MissingRule[];

/** How an indicator is measured and becomes points: source, direction, scale, what happens without data. */
export function LeafDetails(props: {
  leaf: IndicatorLeaf;
  scheme: Scheme;
  packageId: string;
  files: Readonly<Record<string, string>>;
  /** With the scheme's facts when a source brings its own. */
  onChange: (next: IndicatorLeaf, facts?: Scheme['facts']) => void;
  readOnly: boolean;
}) {
  const t = useText();
  const { leaf, scheme, packageId, files, onChange, readOnly } = props;
  const id = (name: string) => `jd-leaf-${leaf.id}-${name}`;
  // the unit goes with the source as long as nobody wrote another
  const from = (source: Source): IndicatorLeaf => ({
    ...leaf,
    source,
    ...((leaf.unit ?? '') === unitOf(leaf.source) && leaf.scale.kind !== 'rubric'
      ? { unit: unitOf(source) }
      : {}),
  });
  return (
    <div className="jd-rule-details">
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label={t('说明')} htmlFor={id('description')}>
          <Input
            id={id('description')}
            value={leaf.description ?? ''}
            maxLength={500}
            onChange={(e) => onChange({ ...leaf, description: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('方向')} htmlFor={id('direction')}>
          <Select
            id={id('direction')}
            value={leaf.direction}
            disabled={readOnly || leaf.scale.kind === 'rubric'}
            options={[
              { value: 'higher', label: t('越大越好') },
              { value: 'lower', label: t('越小越好') },
            ]}
            onChange={(direction) => onChange({ ...leaf, direction })}
          />
        </Form.Item>
        <Form.Item label={t('单位')} htmlFor={id('unit')}>
          <Input
            id={id('unit')}
            value={leaf.unit ?? ''}
            maxLength={20}
            onChange={(e) => onChange({ ...leaf, unit: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('没有数据时')} htmlFor={id('missing')}>
          <Select
            id={id('missing')}
            value={leaf.missing}
            options={MISSING.map((value) => ({ value, label: t(MISSING_NAMES[value]) }))}
            onChange={(missing: MissingRule) => onChange({ ...leaf, missing })}
          />
        </Form.Item>
        <ScaleFields {...{ leaf, id, onChange }} />
      </Form>
      <SourceFields
        source={leaf.source}
        owner={leaf.id}
        {...{ scheme, packageId, files, readOnly }}
        onChange={(source) => onChange(from(source))}
        onFacts={(source, facts) => onChange(from(source), facts)}
      />
    </div>
  );
}
