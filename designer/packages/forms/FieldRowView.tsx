import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  DownOutlined,
  HolderOutlined,
  UpOutlined,
} from '@ant-design/icons';
import { Button, Checkbox, Input, Select, Switch } from 'antd';
import type { FormProblem } from '../../../forms/check.ts';
import type { FormDocument } from '../../../forms/document.ts';
import type { FieldKind, FieldRow } from '../../../forms/edit.ts';
import { useText } from '../text.ts';
import { CommitInput } from './CommitInput.tsx';
import { ofKind } from './edit-form.ts';
import { FieldDetails } from './FieldDetails.tsx';
import { FIELD_KINDS, OTHER_KIND } from './field-kinds.ts';

export interface FieldRowProps {
  doc: FormDocument;
  row: FieldRow;
  rows: FieldRow[];
  index: number;
  open: boolean;
  over: boolean;
  problems: FormProblem[];
  onToggle: () => void;
  onChange: (change: Partial<FieldRow>) => void;
  onRename: (name: string) => boolean;
  onMove: (by: 1 | -1) => void;
  onDuplicate: () => void;
  onDelete: () => void;
  onDrag: () => void;
  onOver: () => void;
  onDrop: () => void;
}

/** One field: a row of what matters most, its problems, and its details when open. */
export function FieldRowView(props: FieldRowProps) {
  const { doc, row, rows, index, open, over, problems, onChange } = props;
  const t = useText();
  const title = row.title || row.name;
  return (
    <tbody
      data-field={row.name}
      className={[open && 'jd-pk-open', over && 'jd-pk-over'].filter(Boolean).join(' ')}
      onDragOver={(event) => {
        event.preventDefault();
        props.onOver();
      }}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      <tr>
        <td className="jd-pk-order">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows beside it do the same by keyboard */}
          <span
            className="jd-pk-handle"
            draggable
            title={t('拖动调整顺序')}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              props.onDrag();
            }}
            onDragEnd={props.onDrop}
          >
            <HolderOutlined aria-hidden />
          </span>
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={index === 0}
            aria-label={t('把“{title}”上移', { title })}
            onClick={() => props.onMove(-1)}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={index === rows.length - 1}
            aria-label={t('把“{title}”下移', { title })}
            onClick={() => props.onMove(1)}
          />
        </td>
        <td>
          <Input
            aria-label={t('字段名称')}
            value={row.title}
            status={row.title.trim() === '' ? 'warning' : ''}
            onChange={(e) => onChange({ title: e.target.value })}
          />
          <Marks row={row} />
        </td>
        <td className="jd-pk-name">
          <CommitInput label={t('技术名')} value={row.name} onCommit={props.onRename} />
        </td>
        <td className="jd-pk-kind">
          <Select
            aria-label={t('类型')}
            value={row.kind}
            popupMatchSelectWidth={false}
            options={[
              ...FIELD_KINDS.map(({ group, kinds }) => ({
                label: t(group),
                title: group,
                options: kinds.map(([value, name]) => ({ value, label: t(name) })),
              })),
              ...(row.kind === 'other' ? [{ value: 'other' as FieldKind, label: t(OTHER_KIND) }] : []),
            ]}
            onChange={(kind: FieldKind) => onChange(ofKind(row, kind))}
          />
        </td>
        <td className="jd-pk-check">
          <Checkbox
            aria-label={t('“{title}”必填', { title })}
            checked={row.required}
            onChange={(e) => onChange({ required: e.target.checked })}
          />
        </td>
        <td className="jd-pk-check">
          <Switch
            size="small"
            aria-label={t('“{title}”可以公开', { title })}
            title={row.visibility === 'public' ? t('可在公开页面显示') : t('仅供内部查看')}
            checked={row.visibility === 'public'}
            onChange={(on) => onChange({ visibility: on ? 'public' : 'internal' })}
          />
        </td>
        <td className="jd-pk-deeds">
          <Button
            type="text"
            size="small"
            icon={open ? <UpOutlined /> : <DownOutlined />}
            aria-expanded={open}
            onClick={props.onToggle}
          >
            {open ? t('收起') : t('详细')}
          </Button>
          <Button
            type="text"
            size="small"
            icon={<CopyOutlined />}
            aria-label={t('复制“{title}”', { title })}
            onClick={props.onDuplicate}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('删除“{title}”', { title })}
            onClick={props.onDelete}
          />
        </td>
      </tr>
      {(problems.length > 0 || row.kind === 'other') && (
        <tr className="jd-pk-notes">
          <td />
          <td colSpan={6}>
            {problems.map((p) => (
              <p key={`${p.place}${p.message}`} className="jd-pk-error">
                {p.message}
              </p>
            ))}
            {row.kind === 'other' && (
              <p className="jd-muted">{t('这个字段的结构表格显示不了，原样保留；要改请切换到 JSON。')}</p>
            )}
          </td>
        </tr>
      )}
      {open && (
        <tr className="jd-pk-detail-row">
          <td />
          <td colSpan={6}>
            <FieldDetails doc={doc} row={row} rows={rows} onChange={onChange} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** What a closed row does not show, in short. */
function Marks({ row }: { row: FieldRow }) {
  const t = useText();
  const marks = [
    row.options.length > 0 && t('{n} 个选项', { n: row.options.length }),
    row.showWhen.length > 0 && t('有显示条件'),
    row.routes && t('随流程流转'),
    row.help !== '' && t('有填写说明'),
  ].filter((m): m is string => m !== false);
  if (marks.length === 0) return null;
  return <div className="jd-pk-marks">{marks.join(' · ')}</div>;
}
