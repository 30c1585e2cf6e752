import { Alert, Form, Input, InputNumber, Select } from 'antd';
import { groupsOf } from '../../../rules/weighting/sheet.ts';
import type { WeightingRule } from '../../../rules/weighting/types.ts';
import type { EditorProps } from '../../packages/editors.ts';
import { withKey } from '../ballot/edit.ts';
import { isScheme, isWeightingRule, readJson } from '../documents.ts';
import { Problems } from '../Problems.tsx';
import { SecrecyFields } from '../SecrecyFields.tsx';
import { type Text, useText } from '../text.ts';
import '../rules.css';
import { DirectFields, PairwiseFields } from './MethodFields.tsx';

/** How deputies give the weights of a scheme (赋权规则): which groups, by which method, how they count. */
export default function WeightingEditor({ value, onChange, problems, files, readOnly }: EditorProps) {
  const t = useText();
  if (!isWeightingRule(value))
    return (
      <Alert
        type="warning"
        showIcon
        title={t('这份赋权规则缺少必要的内容，无法用表单显示。请在 JSON 中更正。')}
      />
    );
  const rule: WeightingRule = value;
  const keep = <K extends keyof WeightingRule>(key: K, next: WeightingRule[K] | undefined) =>
    onChange(withKey(rule, key, next));
  const schemes = Object.values(files).map(readJson).filter(isScheme);
  const scheme = schemes.find((s) => s.id === rule.scheme);
  const groups = (scheme ? groupsOf(scheme) : [])
    .filter((g) => g.criteria.length > 1)
    .map((g) => ({ value: g.id, label: g.id === '' ? t('一级指标') : g.title }));
  const { by } = rule;
  return (
    <div className="jd-rule-stack">
      <Form layout="vertical" className="jd-rule-fields jd-rule-fields-wide" disabled={readOnly}>
        <Form.Item label={t('名称')} htmlFor="jd-weighting-title">
          <Input
            id="jd-weighting-title"
            value={rule.title}
            maxLength={200}
            onChange={(e) => onChange({ ...rule, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('给哪个指标体系赋权')} htmlFor="jd-weighting-scheme">
          <Select
            id="jd-weighting-scheme"
            value={rule.scheme}
            status={scheme ? '' : 'error'}
            options={schemes.map((s) => ({ value: s.id, label: s.title }))}
            onChange={(id: string) => {
              const { asks: _old, ...rest } = rule;
              onChange({ ...rest, scheme: id });
            }}
          />
        </Form.Item>
        <Form.Item label={t('请代表赋权的指标组')} htmlFor="jd-weighting-asks">
          <Select
            id="jd-weighting-asks"
            mode="multiple"
            placeholder={t('全部')}
            value={[...(rule.asks ?? [])]}
            options={groups}
            onChange={(asks: string[]) => keep('asks', asks.length > 0 ? asks : undefined)}
          />
        </Form.Item>
        <Form.Item label={t('代表权重的占比，其余为原权重')} htmlFor="jd-weighting-share">
          <InputNumber
            id="jd-weighting-share"
            min={0}
            max={100}
            suffix="%"
            value={rule.share}
            onChange={(n) => onChange({ ...rule, share: n ?? 0 })}
          />
        </Form.Item>
        <SecrecyFields
          id="jd-weighting"
          below={t('少于几票时不采用')}
          value={rule}
          onChange={({ secret, minGroup }) => onChange(withKey({ ...rule, secret }, 'minGroup', minGroup))}
        />
        <Form.Item label={t('赋权方法')} htmlFor="jd-weighting-method">
          <Select
            id="jd-weighting-method"
            value={by.method}
            options={(
              [
                ['direct', '直接分配：把 100 分分给各项指标'],
                ['ahp', '两两比较：层次分析法（AHP）'],
              ] as [WeightingRule['by']['method'], Text][]
            ).map(([method, label]) => ({ value: method, label: t(label) }))}
            onChange={(method: WeightingRule['by']['method']) =>
              onChange({ ...rule, by: method === 'direct' ? DIRECT : PAIRWISE })
            }
          />
        </Form.Item>
        {by.method === 'direct' ? (
          <DirectFields by={by} onChange={(next) => onChange({ ...rule, by: next })} />
        ) : (
          <PairwiseFields by={by} onChange={(next) => onChange({ ...rule, by: next })} />
        )}
      </Form>
      <Problems problems={problems} />
    </div>
  );
}

const DIRECT: WeightingRule['by'] = { method: 'direct', mean: { kind: 'mean' } };
const PAIRWISE: WeightingRule['by'] = {
  method: 'ahp',
  randomIndex: 'saaty1980',
  limit: 0.1,
  above: 'refuse',
  group: 'judgements',
};
