import {
  CheckCircleOutlined,
  CompressOutlined,
  DownloadOutlined,
  ExclamationCircleOutlined,
  FileImageOutlined,
  RedoOutlined,
  SearchOutlined,
  UndoOutlined,
  UploadOutlined,
  WarningOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Popover, Space, Switch, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import type { DrawingProblem } from './context.ts';
import type { Drawing } from './drawing.ts';
import type { Text } from './i18n/ui.ts';
import { PALETTE_WIDTH } from './use-modeler.ts';

interface ToolbarProps {
  drawing: Drawing | undefined;
  problems: DrawingProblem[];
  readOnly: boolean;
  expert: boolean;
  t: Text;
  onExpert(on: boolean): void;
  onFocus(elementId: string): void;
  onImport(file: File): void;
  onExport(): void;
  onExportSvg(): void;
}

/** Undo, zoom, files, findings and the switch to 专家模式. */
export function Toolbar(props: ToolbarProps) {
  const { drawing, readOnly, expert, t } = props;
  const fileInput = useRef<HTMLInputElement>(null);
  const stack = readOnly ? undefined : drawing?.service<CommandStack>('commandStack');
  const zoom = (direction: 1 | -1) => drawing?.service<ZoomScroll>('zoomScroll').stepZoom(direction);
  return (
    <div className="jd-toolbar" role="toolbar" aria-label={t('绘图工具')}>
      <Space size={2}>
        {!readOnly && (
          <>
            <Tool
              title={t('撤销')}
              icon={<UndoOutlined />}
              disabled={!stack?.canUndo()}
              onClick={() => stack?.undo()}
            />
            <Tool
              title={t('重做')}
              icon={<RedoOutlined />}
              disabled={!stack?.canRedo()}
              onClick={() => stack?.redo()}
            />
            <span className="jd-divider" />
          </>
        )}
        <Tool title={t('放大')} icon={<ZoomInOutlined />} onClick={() => zoom(1)} />
        <Tool title={t('缩小')} icon={<ZoomOutOutlined />} onClick={() => zoom(-1)} />
        <Tool
          title={t('适合窗口')}
          icon={<CompressOutlined />}
          onClick={() => drawing?.fit(readOnly ? 0 : PALETTE_WIDTH)}
        />
        {!readOnly && (
          <Tool
            title={t('在图中查找')}
            icon={<SearchOutlined />}
            onClick={() => drawing?.service<EditorActions>('editorActions').trigger('find')}
          />
        )}
        <span className="jd-divider" />
        {!readOnly && (
          <Tool
            title={t('导入 .bpmn')}
            icon={<UploadOutlined />}
            onClick={() => fileInput.current?.click()}
          />
        )}
        <Tool title={t('导出 .bpmn')} icon={<DownloadOutlined />} onClick={props.onExport} />
        <Tool title={t('导出图片（SVG）')} icon={<FileImageOutlined />} onClick={props.onExportSvg} />
        <input
          ref={fileInput}
          type="file"
          accept=".bpmn,.xml"
          hidden
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) props.onImport(file);
            target.value = '';
          }}
        />
      </Space>
      <Space size="middle">
        <Findings problems={props.problems} t={t} onFocus={props.onFocus} />
        {!readOnly && (
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
          <label className="jd-expert">
            <Switch size="small" checked={expert} onChange={props.onExpert} aria-label={t('专家模式')} />
            {t('专家模式')}
          </label>
        )}
      </Space>
    </div>
  );
}

interface ToolProps {
  title: string;
  icon: ReactNode;
  disabled?: boolean;
  onClick(): void;
}

function Tool({ title, icon, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip title={title} placement="bottom">
      <Button type="text" aria-label={title} icon={icon} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}

function Findings({ problems, t, onFocus }: Pick<ToolbarProps, 'problems' | 't' | 'onFocus'>) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const list = (
    <ul className="jd-findings">
      {problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings are replaced as a whole
        <li key={index}>
          <button type="button" onClick={() => onFocus(problem.elementId)}>
            {problem.severity === 'error' ? (
              <ExclamationCircleOutlined className="jd-error" aria-label={t('错误')} />
            ) : (
              <WarningOutlined className="jd-warning" aria-label={t('提醒')} />
            )}
            <span>
              <strong>{problem.elementName ?? problem.elementId}</strong>
              {problem.message}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
  if (!problems.length)
    return (
      <span className="jd-no-findings">
        <CheckCircleOutlined /> {t('没有发现问题')}
      </span>
    );
  return (
    <Popover trigger="click" placement="bottomRight" title={t('检查结果')} content={list}>
      <Button size="small" icon={<WarningOutlined />} danger={errors > 0}>
        {t('{errors} 个错误，{warnings} 个提醒', { errors, warnings: problems.length - errors })}
      </Button>
    </Popover>
  );
}

interface CommandStack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
}
interface ZoomScroll {
  stepZoom(delta: number): void;
}
interface EditorActions {
  trigger(action: string): void;
}
