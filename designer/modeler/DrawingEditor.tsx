/** The drawing board (设计器): bpmn-js with palette, marks and panel, for administrators who are no programmers. */
import { Alert, App } from 'antd';
import { type Ref, useImperativeHandle, useMemo, useState } from 'react';
import { DEFAULT_LIMITS } from '../../engine/core/bpmn/limits.ts';
import { parseXml } from '../../engine/core/bpmn/xml.ts';
import { decodeXml } from '../../processes/decode.ts';
import './styles.ts';
import type { DrawingProblem, ModelerContext } from './context.ts';
import { download } from './download.ts';
import type { DiagramElement } from './drawing.ts';
import type { Language } from './i18n/translate.ts';
import { createText } from './i18n/ui.ts';
import type { Desk } from './plain/desk.ts';
import { SidePanel } from './SidePanel.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useModeler } from './use-modeler.ts';

export interface DrawingEditorHandle {
  /** Selects the element and brings it into view; false when the drawing has no such element. */
  focusElement(id: string): boolean;
  /** Replaces the drawing; resolves with the importer's warnings, rejects when the text is no BPMN. */
  importXml(xml: string): Promise<string[]>;
  exportXml(): Promise<string>;
  /** Hands out at once what was drawn and still waits for `onChange`. */
  flush(): Promise<void>;
  exportSvg(): Promise<string>;
  undo(): void;
  redo(): void;
}

export interface DrawingEditorProps extends Pick<Desk, 'onOpenForm' | 'onNewForm'> {
  xml: string;
  /** For downloads and messages, such as `suggestion.bpmn`. */
  fileName: string;
  context: ModelerContext;
  readOnly?: boolean;
  language?: Language;
  /** Debounced, after each command; also on unmount when something was still pending. */
  onChange?: (xml: string) => void;
  onProblems?: (problems: DrawingProblem[]) => void;
  onMissingTranslation?: (text: string) => void;
  ref?: Ref<DrawingEditorHandle>;
}

/** Below this zoom the texts of a drawing cannot be read. */
const LEGIBLE = 0.8;

interface CommandStack {
  undo(): void;
  redo(): void;
}

export function DrawingEditor(props: DrawingEditorProps) {
  const { fileName, context, readOnly = false, language = 'zh', ref } = props;
  const { message } = App.useApp();
  const [expert, setExpert] = useState(false);
  const t = useMemo(() => createText(language), [language]);
  const { canvasRef, drawing, problems, failure, importXml, exportXml, flush } = useModeler({
    ...props,
    readOnly,
    language,
  });

  const focusElement = (id: string): boolean => {
    const element: DiagramElement | undefined = drawing?.element(id) ?? drawing?.root;
    if (!drawing || !element) return false;
    const canvas = drawing.service<{
      scrollToElement(element: unknown, padding: number): void;
      zoom(level?: number): number;
    }>('canvas');
    if (element !== drawing.root) {
      if (canvas.zoom() < LEGIBLE) canvas.zoom(LEGIBLE);
      canvas.scrollToElement(element, 120);
    }
    drawing
      .service<{ select(element: unknown): void }>('selection')
      .select(element === drawing.root ? [] : element);
    return element.id === id;
  };
  const exportSvg = async (): Promise<string> => {
    const viewer = drawing?.service<{ saveSVG(): Promise<{ svg: string }> }>('bpmnjs');
    return (await viewer?.saveSVG())?.svg ?? '';
  };
  const stack = () => (readOnly ? undefined : drawing?.service<CommandStack>('commandStack'));
  useImperativeHandle(ref, () => ({
    focusElement,
    importXml,
    exportXml,
    exportSvg,
    flush,
    undo: () => stack()?.undo(),
    redo: () => stack()?.redo(),
  }));

  const importFile = async (file: File) => {
    try {
      const text = decodeXml(new Uint8Array(await file.arrayBuffer()));
      // read first as the engine will: it says in words and with its line what is wrong
      const read = await parseXml(file.name, text, DEFAULT_LIMITS);
      const wrong = read.ok ? undefined : read.problems[0];
      if (wrong) throw new Error(language === 'en' ? wrong.message : wrong.messageZh);
      const warnings = await importXml(text);
      props.onChange?.(text);
      if (warnings.length)
        message.warning(
          t('已导入。有 {count} 处是本图板不能显示的内容，已原样保留', { count: warnings.length }),
        );
      else message.success(t('已导入 {name}', { name: file.name }));
    } catch (error) {
      message.error(
        t('“{name}”不是有效的 BPMN 文件：{reason}', { name: file.name, reason: reasonOf(error) }),
      );
    }
  };
  const base = fileName.replace(/\.bpmn$/, '');

  return (
    <div className="jd-editor" data-language={language}>
      <Toolbar
        drawing={drawing}
        problems={problems}
        readOnly={readOnly}
        expert={expert}
        t={t}
        onExpert={setExpert}
        onFocus={focusElement}
        onImport={importFile}
        onExport={async () => download(`${base}.bpmn`, await exportXml(), 'application/bpmn+xml')}
        onExportSvg={async () => download(`${base}.svg`, await exportSvg(), 'image/svg+xml')}
      />
      {failure && (
        <Alert
          type="error"
          showIcon
          title={t('“{name}”无法打开：{reason}', { name: fileName, reason: failure })}
        />
      )}
      <div className="jd-board">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no form group */}
        <div ref={canvasRef} className="jd-canvas" role="group" aria-label={t('流程图')} />
        <SidePanel
          drawing={drawing}
          expert={expert && !readOnly}
          readOnly={readOnly}
          t={t}
          desk={{
            context,
            ...(props.onOpenForm && { onOpenForm: props.onOpenForm }),
            ...(props.onNewForm && { onNewForm: props.onNewForm }),
          }}
        />
      </div>
    </div>
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
