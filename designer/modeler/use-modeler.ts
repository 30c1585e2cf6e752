/** Owns one bpmn-js instance for the life of the component: import, debounced export, lint findings, change ticks. */
import type BaseViewer from 'bpmn-js/lib/BaseViewer';
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { plainXml } from '../../engine/core/bpmn/plain.ts';
import { HandedOut } from '../shared/handed-out.ts';
import type { DrawingProblem, ModelerContext } from './context.ts';
import { createModeler } from './create-modeler.ts';
import { Drawing } from './drawing.ts';
import type { Language } from './i18n/translate.ts';
import { keepForeign } from './keep.ts';
import { lintConfig } from './lint/index.ts';
import { type LintIssues, problemsOf } from './lint/problems.ts';
import { resolveTemplates } from './plain/choices.ts';

/** Time after the last command until the XML is handed out. */
const EXPORT_PAUSE_MS = 300;
/** Pixels that the palette takes on the left. */
export const PALETTE_WIDTH = 120;

export interface UseModelerOptions {
  xml: string;
  context: ModelerContext;
  language: Language;
  readOnly: boolean;
  onChange?: (xml: string) => void;
  onProblems?: (problems: DrawingProblem[]) => void;
  onMissingTranslation?: (text: string) => void;
}

export interface ModelerState {
  canvasRef: RefObject<HTMLDivElement | null>;
  drawing: Drawing | undefined;
  /** Grows with every change of drawing or selection, so that panels read again. */
  tick: number;
  problems: DrawingProblem[];
  /** Why the XML could not be opened. */
  failure: string | undefined;
  /** Replaces the drawing; resolves with the importer's warnings, rejects when it is no BPMN. */
  importXml(xml: string): Promise<string[]>;
  exportXml(): Promise<string>;
  /** Hands out at once what was drawn and still waits. */
  flush(): Promise<void>;
}

/** What bpmn-js writes by itself. */
const raw = async (viewer: BaseViewer): Promise<string> => (await viewer.saveXML({ format: true })).xml ?? '';

export function useModeler(options: UseModelerOptions): ModelerState {
  const { xml, context, language, readOnly } = options;
  const canvasRef = useRef<HTMLDivElement | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const viewerRef = useRef<BaseViewer | undefined>(undefined);
  const text = useRef(new HandedOut());
  /** Of each instance: the drawing as it came, and what bpmn-js makes of it untouched; none in the middle of an import. */
  const origins = useRef(new WeakMap<BaseViewer, { original: string; untouched: string }>());
  const pending = useRef<() => Promise<void>>(async () => {});
  const [drawing, setDrawing] = useState<Drawing | undefined>();
  const [tick, setTick] = useState(0);
  const [problems, setProblems] = useState<DrawingProblem[]>([]);
  const [failure, setFailure] = useState<string | undefined>();

  const importXml = async (next: string): Promise<string[]> => {
    const viewer = viewerRef.current;
    if (!viewer) throw new Error('the drawing board is not mounted');
    origins.current.delete(viewer);
    const { warnings } = await viewer.importXML(plainXml(next));
    text.current.opened(next);
    origins.current.set(viewer, { original: next, untouched: await raw(viewer) });
    new Drawing(viewer).fit(readOnly ? 0 : PALETTE_WIDTH);
    setFailure(undefined);
    setTick((count) => count + 1);
    return warnings.map((warning) => String((warning as unknown as { message?: string }).message ?? warning));
  };
  const write = async (viewer: BaseViewer): Promise<string> => {
    const from = origins.current.get(viewer);
    const written = await raw(viewer);
    return from ? keepForeign(from.original, from.untouched, written) : written;
  };
  const exportXml = async (): Promise<string> => {
    return viewerRef.current ? write(viewerRef.current) : '';
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the context and callbacks are followed below, not by a new instance
  useEffect(() => {
    const container = canvasRef.current;
    if (!container) return;
    const viewer = createModeler({
      container,
      context: { ...context, elementTemplates: resolveTemplates(context) },
      language,
      readOnly,
      onMissingTranslation: (text) => latest.current.onMissingTranslation?.(text),
    });
    viewerRef.current = viewer;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const handOut = async () => {
      timer = undefined;
      // What is being imported replaces what was drawn; nothing of it is a change.
      const from = origins.current.get(viewer);
      if (!from) return;
      const written = await write(viewer);
      if (origins.current.get(viewer) !== from) return;
      // one that has left its place tells its last text, which the next one has to open
      const told = viewerRef.current !== viewer || text.current.handOut(written);
      if (told) latest.current.onChange?.(written);
    };
    pending.current = async () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      await handOut();
    };
    // asking an empty canvas for its root makes one and tells so in the middle of a rendering
    const again = () => queueMicrotask(() => setTick((count) => count + 1));
    viewer.on('commandStack.changed', () => {
      again();
      clearTimeout(timer);
      timer = setTimeout(handOut, EXPORT_PAUSE_MS);
    });
    viewer.on(['selection.changed', 'root.set', 'import.done'], again);
    viewer.on('linting.completed', (event: unknown) => {
      const found = problemsOf((event as { issues: LintIssues }).issues, new Drawing(viewer));
      setProblems(found);
      latest.current.onProblems?.(found);
    });
    // shown again after it was hidden, the canvas measures itself anew
    const observer = new ResizeObserver(() => {
      if (container.clientWidth > 0) (viewer.get('canvas') as { resized(): void }).resized();
    });
    observer.observe(container);
    setDrawing(new Drawing(viewer));
    return () => {
      observer.disconnect();
      const unsaved = timer !== undefined;
      clearTimeout(timer);
      viewerRef.current = undefined;
      text.current.forget();
      // what was drawn in the last moment before leaving must not be lost
      (unsaved ? handOut() : Promise.resolve()).finally(() => viewer.destroy());
    };
  }, [language, readOnly]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another XML or another instance calls for an import
  useEffect(() => {
    if (!drawing || !text.current.isNews(xml)) return;
    importXml(xml).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, [xml, drawing]);

  useEffect(() => {
    if (!drawing) return;
    drawing
      .service<{ setLinterConfig(config: object): void }>('linting')
      .setLinterConfig(lintConfig(context));
    if (!readOnly)
      drawing
        .service<{ setTemplates(templates: object[]): void }>('elementTemplatesLoader')
        .setTemplates(resolveTemplates(context));
  }, [context, drawing, readOnly]);

  return {
    canvasRef,
    drawing,
    tick,
    problems,
    failure,
    importXml,
    exportXml,
    flush: () => pending.current(),
  };
}
