import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  FolderAddOutlined,
  PlusOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { App, Button, Input, InputNumber, Slider } from 'antd';
import { type FlatNode, isGroup, leavesOf } from '../../../rules/scheme/tree.ts';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { moveNode, newGroup, newLeaf, removeNode, setNode, setWeight } from './edit.ts';
import { LeafDetails } from './LeafDetails.tsx';
import { useText } from './text.ts';

/** One indicator: title, weight by slider and by number, and below it what it is measured by. */
export function NodeRow(props: {
  flat: FlatNode;
  scheme: Scheme;
  packageId: string;
  files: Readonly<Record<string, string>>;
  together: boolean;
  open: boolean;
  /** Opens what the indicator of this id is measured by; undefined: closes it. */
  onOpen: (id: string | undefined) => void;
  onChange: (next: Scheme) => void;
  readOnly: boolean;
}) {
  const t = useText();
  const { flat, scheme, packageId, files, together, open, onOpen, onChange, readOnly } = props;
  const { node, depth, siblings, index } = flat;
  const { title } = node;
  const group = isGroup(node);
  const { modal } = App.useApp();
  const weigh = (weight: number | null) => onChange(setWeight(scheme, node.id, weight ?? 0, together));
  /** A group takes its indicators with it, which one click might not have meant. */
  const remove = () => {
    const below = isGroup(node) ? leavesOf({ indicators: node.children }).length : 0;
    const removed = () => onChange(removeNode(scheme, node.id));
    if (below === 0) return removed();
    modal.confirm({
      title: t('删去“{title}”及其下 {n} 项指标？', { title, n: below }),
      okText: t('删去'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      onOk: removed,
    });
  };
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
          aria-label={t('指标名称 {title}', { title })}
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
          ariaLabelForHandle={t('“{title}”的权重', { title })}
          onChange={weigh}
        />
        <InputNumber
          className="jd-rule-node-weight"
          min={0}
          max={100}
          precision={2}
          value={node.weight}
          disabled={readOnly}
          aria-label={t('“{title}”的权重数值', { title })}
          onChange={weigh}
        />
        <span className="jd-rule-node-deeds">
          {!group &&
            button(t('“{title}”的计分办法', { title }), <SettingOutlined />, () =>
              onOpen(open ? undefined : node.id),
            )}
          {!readOnly && (
            <>
              {group && (
                <>
                  {button(t('在“{title}”下添加指标', { title }), <PlusOutlined />, () => {
                    const made = newLeaf(scheme, node.id);
                    onChange(made.scheme);
                    onOpen(made.id);
                  })}
                  {button(t('在“{title}”下添加指标组', { title }), <FolderAddOutlined />, () =>
                    onChange(newGroup(scheme, node.id)),
                  )}
                </>
              )}
              {button(
                t('上移“{title}”', { title }),
                <ArrowUpOutlined />,
                () => onChange(moveNode(scheme, node.id, -1)),
                siblings[0] === index,
              )}
              {button(
                t('下移“{title}”', { title }),
                <ArrowDownOutlined />,
                () => onChange(moveNode(scheme, node.id, 1)),
                siblings.at(-1) === index,
              )}
              {button(t('删去“{title}”', { title }), <DeleteOutlined />, remove)}
            </>
          )}
        </span>
      </div>
      {open && !isGroup(node) && (
        <LeafDetails
          leaf={node}
          {...{ scheme, packageId, files, readOnly }}
          onChange={(leaf, facts = scheme.facts) =>
            onChange({ ...setNode(scheme, node.id, () => leaf), facts })
          }
        />
      )}
    </li>
  );
}
