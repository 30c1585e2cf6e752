import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { flatten } from '../../../rules/scheme/tree.ts';
import type { EditorProps } from '../../packages/editors.ts';
import { isScheme } from '../documents.ts';
import { Problems } from '../Problems.tsx';
import '../rules.css';
import { fillUp, newGroup, newLeaf, weightGaps } from './edit.ts';
import { NodeRow } from './NodeRow.tsx';

/** An indicator scheme as a tree with sliders. Weights that do not sum to 100 are told with the difference. */
export default function SchemeEditor(props: EditorProps) {
  const { value, onChange, problems, files, readOnly } = props;
  const [together, setTogether] = useState(false);
  const [open, setOpen] = useState<string>();
  if (!isScheme(value))
    return (
      <Alert type="warning" showIcon title="这份指标体系缺少必要的内容，无法用表单显示。请在 JSON 中更正。" />
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
        <Form.Item label="名称" htmlFor="jd-scheme-title">
          <Input
            id="jd-scheme-title"
            value={scheme.title}
            disabled={readOnly}
            maxLength={200}
            onChange={(e) => onChange({ ...scheme, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="等次由规则集评定" htmlFor="jd-scheme-grades">
          <Select
            id="jd-scheme-grades"
            value={scheme.gradeRules ?? null}
            allowClear
            placeholder="不评等次"
            disabled={readOnly}
            options={ruleSets}
            onChange={(next: string | undefined | null) => {
              const { gradeRules: _old, ...rest } = scheme;
              onChange(next ? { ...rest, gradeRules: next } : rest);
            }}
          />
        </Form.Item>
        <Form.Item label="得分保留小数位" htmlFor="jd-scheme-decimals">
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
      </Form>
      {!readOnly && (
        <div className="jd-rule-bar">
          <Switch
            id="jd-scheme-together"
            size="small"
            checked={together}
            onChange={setTogether}
            aria-label="联动：其余权重按比例调整"
          />
          <label htmlFor="jd-scheme-together">联动：调整一项时，同级其余各项按比例分配剩下的权重</label>
        </div>
      )}
      {gaps.map((gap) => (
        <Alert
          key={gap.id}
          type="error"
          showIcon
          role="alert"
          title={`${gap.parent ? `“${gap.parent}”的下级指标` : '一级指标'}${gap.message}`}
          action={
            !readOnly && (
              <Button size="small" onClick={() => onChange(fillUp(scheme, gap.id))}>
                按比例调到 100
              </Button>
            )
          }
        />
      ))}
      <Problems problems={problems.filter((p) => p.code !== 'weights')} />
      <ul className="jd-rule-nodes">
        {nodes.map((flat) => (
          <NodeRow
            key={flat.node.id}
            {...{ flat, scheme, together, readOnly }}
            open={open === flat.node.id}
            onOpen={(yes) => setOpen(yes ? flat.node.id : undefined)}
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
            添加指标
          </Button>
          <Button icon={<PlusOutlined />} onClick={() => onChange(newGroup(scheme))}>
            添加一级指标组
          </Button>
        </div>
      )}
    </div>
  );
}
