import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { flatten } from '../../../rules/scheme/tree.ts';
import type { Scheme } from '../../../rules/scheme/types.ts';
import type { EditorProps } from '../../packages/editors.ts';
import { withKey } from '../ballot/edit.ts';
import { isScheme } from '../documents.ts';
import { Problems } from '../Problems.tsx';
import { FactCatalogue } from '../ruleset/FactCatalogue.tsx';
import { AdoptWeights } from '../trial/AdoptWeights.tsx';
import { WeightsFromNote } from '../trial/WeightsFromNote.tsx';
import { Adjustments, type PartsProps } from './Adjustments.tsx';
import { GradeBands } from './GradeBands.tsx';
import { LocalNumbers } from './LocalNumbers.tsx';
import { Vetoes } from './Vetoes.tsx';
import '../rules.css';
import { fillUp, newGroup, newLeaf, type WeightGap, weightGaps } from './edit.ts';
import { NodeRow } from './NodeRow.tsx';
import { type Translate, useText } from './text.ts';

/** How much is missing or too much. */
const gapText = ({ sum, difference, message }: WeightGap, t: Translate): string =>
  difference > 0
    ? t('权重之和为 {sum}，超出 {n}，请调低。', { sum, n: difference })
    : difference < 0
      ? t('权重之和为 {sum}，还差 {n}，请补足。', { sum, n: -difference })
      : message;

/** An indicator scheme as a tree with sliders. Weights that do not sum to 100 are told with the difference. */
export default function SchemeEditor(props: EditorProps) {
  const t = useText();
  const { value, onChange, problems, files, packageId, readOnly } = props;
  const [together, setTogether] = useState(false);
  const [open, setOpen] = useState<string>();
  if (!isScheme(value))
    return (
      <Alert
        type="warning"
        showIcon
        title={t('这份指标体系缺少必要的内容，无法用表单显示。请在 JSON 中更正。')}
      />
    );
  const scheme = value;
  const { nodes } = flatten(scheme);
  const gaps = weightGaps(scheme);
  const ruleSets = Object.entries(files).flatMap(([path, text]) => {
    const found = /^rules\/(.+)\.json$/.exec(path);
    if (!found?.[1] || !/"kind":\s*"ruleset"/.test(text)) return [];
    const title = /"title":\s*"([^"]*)"/.exec(text)?.[1];
    return [{ value: found[1], label: title ?? found[1] }];
  });
  return (
    <div className="jd-rule-stack">
      <Form layout="vertical" className="jd-rule-fields">
        <Form.Item label={t('名称')} htmlFor="jd-scheme-title">
          <Input
            id="jd-scheme-title"
            value={scheme.title}
            disabled={readOnly}
            maxLength={200}
            onChange={(e) => onChange({ ...scheme, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('评价对象')} htmlFor="jd-scheme-object">
          <Input
            id="jd-scheme-object"
            value={scheme.objectKind}
            disabled={readOnly}
            maxLength={200}
            onChange={(e) => onChange({ ...scheme, objectKind: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('等次由规则集评定')} htmlFor="jd-scheme-grades">
          <Select
            id="jd-scheme-grades"
            value={scheme.gradeRules ?? null}
            allowClear
            placeholder={t(scheme.grades?.length ? '不用规则集，按分数评定' : '不评等次')}
            disabled={readOnly}
            options={ruleSets}
            onChange={(next: string | undefined | null) => {
              const { gradeRules: _old, ...rest } = scheme;
              onChange(next ? { ...rest, gradeRules: next } : rest);
            }}
          />
        </Form.Item>
        <Form.Item label={t('得分保留小数位')} htmlFor="jd-scheme-decimals">
          <InputNumber
            id="jd-scheme-decimals"
            min={0}
            max={4}
            precision={0}
            value={scheme.decimals ?? 2}
            disabled={readOnly}
            onChange={(n) => onChange({ ...scheme, decimals: n ?? 2 })}
          />
        </Form.Item>
        <Form.Item label={t('说明')} htmlFor="jd-scheme-description" className="jd-rule-whole">
          <Input.TextArea
            id="jd-scheme-description"
            value={scheme.description ?? ''}
            disabled={readOnly}
            maxLength={2000}
            autoSize={{ minRows: 1, maxRows: 4 }}
            placeholder={t('适用范围、权重和评分标准的依据')}
            onChange={(e) => onChange(withKey(scheme, 'description', e.target.value || undefined))}
          />
        </Form.Item>
      </Form>
      {!readOnly && (
        <div className="jd-rule-bar">
          <Switch
            id="jd-scheme-together"
            size="small"
            checked={together}
            onChange={setTogether}
            aria-label={t('联动：其余权重按比例调整')}
          />
          <label htmlFor="jd-scheme-together">
            {t('联动：调整一项时，同级其余各项按比例分配剩下的权重')}
          </label>
          <AdoptWeights packageId={packageId} scheme={scheme} onTake={onChange} />
        </div>
      )}
      <WeightsFromNote
        scheme={scheme}
        {...(readOnly
          ? {}
          : {
              onDrop: () => {
                const { weightsFrom: _, ...rest } = scheme;
                onChange(rest);
              },
            })}
      />
      {gaps.map((gap) => (
        <Alert
          key={gap.id}
          type="error"
          showIcon
          role="alert"
          title={`${gap.parent ? t('“{title}”的下级指标', { title: gap.parent }) : t('一级指标')}${gapText(gap, t)}`}
          action={
            !readOnly && (
              <Button size="small" onClick={() => onChange(fillUp(scheme, gap.id))}>
                {t('按比例调到 100')}
              </Button>
            )
          }
        />
      ))}
      <Problems problems={problems.filter((p) => p.code !== 'weights' && p.code !== 'adjusted-weights')} />
      <ul className="jd-rule-nodes">
        {nodes.map((flat) => (
          <NodeRow
            key={flat.node.id}
            {...{ flat, scheme, packageId, files, together, readOnly }}
            open={open === flat.node.id}
            onOpen={setOpen}
            onChange={onChange}
          />
        ))}
      </ul>
      {!readOnly && (
        <div className="jd-rule-adds">
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              const made = newLeaf(scheme);
              onChange(made.scheme);
              setOpen(made.id);
            }}
          >
            {t('添加指标')}
          </Button>
          <Button icon={<PlusOutlined />} onClick={() => onChange(newGroup(scheme))}>
            {t('添加一级指标组')}
          </Button>
        </div>
      )}
      <Parts {...{ scheme, packageId, files, onChange, readOnly }} />
    </div>
  );
}

/** What stands beside the tree, folded away until it is wanted. */
function Parts(props: PartsProps) {
  const t = useText();
  const { scheme, files, onChange, readOnly } = props;
  const count = (list: readonly unknown[] | undefined) =>
    list?.length ? t('（{n} 项）', { n: list.length }) : '';
  return (
    <Collapse
      className="jd-rule-more"
      items={[
        {
          key: 'adjustments',
          label: `${t('加分、扣分')}${count(scheme.adjustments)}`,
          children: <Adjustments {...props} />,
        },
        { key: 'vetoes', label: `${t('一票否决')}${count(scheme.vetoes)}`, children: <Vetoes {...props} /> },
        {
          key: 'grades',
          label: `${t('按分数评定等次')}${count(scheme.grades)}`,
          children: <GradeBands {...{ scheme, onChange, readOnly }} />,
        },
        {
          key: 'local',
          label: `${t('由各地参数决定的数值')}${count(scheme.localNumbers)}`,
          children: <LocalNumbers {...{ scheme, files, onChange, readOnly }} />,
        },
        {
          key: 'facts',
          label: `${t('条件可用的数据')}${count(scheme.facts)}`,
          children: (
            // the catalogue works on facts and on what refers to them, which a scheme holds in the same way
            <FactCatalogue
              ruleSet={scheme as unknown as RuleSet}
              {...{ files, readOnly }}
              onChange={(next) => onChange(next as unknown as Scheme)}
            />
          ),
        },
      ]}
    />
  );
}
