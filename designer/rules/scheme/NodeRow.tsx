import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Button, Input, InputNumber, Slider } from 'antd';
import { type FlatNode, isGroup } from '../../../rules/scheme/tree.ts';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { moveNode, newLeaf, removeNode, setNode, setWeight } from './edit.ts';
import { LeafDetails } from './LeafDetails.tsx';

/** One indicator: title, weight by slider and by number, and below it what it is measured by. */
export function NodeRow(props: {
  flat: FlatNode;
  scheme: Scheme;
  together: boolean;
  open: boolean;
  onOpen: (yes: boolean) => void;
  onChange: (next: Scheme) => void;
  readOnly: boolean;
}) {
  const { flat, scheme, together, open, onOpen, onChange, readOnly } = props;
  const { node, depth, siblings, index } = flat;
  const group = isGroup(node);
  const weigh = (weight: number | null) => onChange(setWeight(scheme, node.id, weight ?? 0, together));
  const button = (label: string, icon: React.ReactNode, onClick: () => void, disabled = false) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    />
  );
  return (
    <li className={group ? 'jd-rule-node jd-rule-node-group' : 'jd-rule-node'} data-indicator={node.id}>
      <div className="jd-rule-node-head" style={{ paddingLeft: depth * 24 }}>
        <Input
          className="jd-rule-node-title"
          variant={readOnly ? 'borderless' : 'outlined'}
          aria-label={`指标名称 ${node.title}`}
          value={node.title}
          maxLength={200}
          readOnly={readOnly}
          onChange={(e) => onChange(setNode(scheme, node.id, (n) => ({ ...n, title: e.target.value })))}
        />
        <Slider
          className="jd-rule-node-slider"
          min={0}
          max={100}
          step={1}
          value={node.weight}
          disabled={readOnly}
          tooltip={{ formatter: (v) => `${v}` }}
          ariaLabelForHandle={`“${node.title}”的权重`}
          onChange={weigh}
        />
        <InputNumber
          className="jd-rule-node-weight"
          min={0}
          max={100}
          precision={2}
          value={node.weight}
          disabled={readOnly}
          aria-label={`“${node.title}”的权重数值`}
          onChange={weigh}
        />
        <span className="jd-rule-node-deeds">
          {!group && button(`“${node.title}”的计分办法`, <SettingOutlined />, () => onOpen(!open))}
          {!readOnly && (
            <>
              {group &&
                button(`在“${node.title}”下添加指标`, <PlusOutlined />, () =>
                  onChange(newLeaf(scheme, node.id).scheme),
                )}
              {button(
                `上移“${node.title}”`,
                <ArrowUpOutlined />,
                () => onChange(moveNode(scheme, node.id, -1)),
                siblings[0] === index,
              )}
              {button(
                `下移“${node.title}”`,
                <ArrowDownOutlined />,
                () => onChange(moveNode(scheme, node.id, 1)),
                siblings.at(-1) === index,
              )}
              {button(`删去“${node.title}”`, <DeleteOutlined />, () => onChange(removeNode(scheme, node.id)))}
            </>
          )}
        </span>
      </div>
      {open && !isGroup(node) && (
        <LeafDetails
          leaf={node}
          scheme={scheme}
          readOnly={readOnly}
          onChange={(leaf) => onChange(setNode(scheme, node.id, () => leaf))}
        />
      )}
    </li>
  );
}
