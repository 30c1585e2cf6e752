/** Owns one dmn-js instance for the life of the component: import, debounced export, the views and the one in front. */
import type DmnModeler from 'dmn-js/lib/Modeler';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { DEFAULT_LIMITS } from '../../engine/core/bpmn/limits.ts';
import { asDmn13, parseDmn } from '../../engine/core/dmn/xml.ts';
import type { Language } from '../modeler/i18n/translate.ts';
import { keepForeign } from '../modeler/keep.ts';
import { HandedOut } from '../shared/handed-out.ts';
import { createModeler, type View } from './create-modeler.ts';

/** Time after the last command until the XML is handed out. */
const EXPORT_PAUSE_MS = 300;

export interface ModelerState {
  canvasRef: RefObject<HTMLDivElement | null>;
  views: View[];
  /** The view in front. */
  view: View | undefined;
  open(view: View): Promise<void>;
  /** Why the XML could not be opened. */
  failure: string | undefined;
  /** Hands out at once what was changed and still waits. */
  flush(): Promise<void>;
}

interface Origin {
  original: string;
  untouched: string;
}

/** The view that was in front, or the one table that there is, or the graph of them. */
function firstView(views: View[], before: string | undefined): View {
  const logic = views.filter((v) => v.type !== 'drd');
  const found = views.find((v) => v.element.id === before) ?? (logic.length === 1 ? logic[0] : views[0]);
  if (!found) throw new Error('no decision');
  return found;
}

const raw = async (modeler: DmnModeler) => (await modeler.saveXML({ format: true })).xml;

export function useModeler(o: {
  xml: string;
  fileName: string;
  language: Language;
  onChange(xml: string): void;
}): ModelerState {
  const { xml, language } = o;
  const latest = useRef(o);
  latest.current = o;
  const canvasRef = useRef<HTMLDivElement | null>(null);
  const [modeler, setModeler] = useState<DmnModeler>();
  const [shown, setShown] = useState<{ views: View[]; view: View | undefined }>({
    views: [],
    view: undefined,
  });
  const [failure, setFailure] = useState<string>();
  const text = useRef(new HandedOut());
  /** The file as it came, and what dmn-js makes of it untouched; none in the middle of an import. */
  const origin = useRef<Origin | undefined>(undefined);
  const pending = useRef<() => Promise<void>>(async () => {});

  useEffect(() => {
    const container = canvasRef.current;
    if (!container) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const handOut = async () => {
      timer = undefined;
      const from = origin.current;
      if (!from) return;
      const written = keepForeign(from.original, from.untouched, await raw(made));
      if (origin.current !== from) return;
      // one that has left its place tells its last text, which the next one has to open
      if (left || text.current.handOut(written)) latest.current.onChange(written);
    };
    const made = createModeler({
      container,
      language,
      onCommand: () => {
        clearTimeout(timer);
        timer = setTimeout(handOut, EXPORT_PAUSE_MS);
      },
    });
    made.on('views.changed', ({ views, activeView }: { views: View[]; activeView: View | undefined }) =>
      setShown({ views: [...views], view: activeView }),
    );
    pending.current = async () => {
      // A cell hands over its text when it is left.
      if (container.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
      if (timer === undefined) return;
      clearTimeout(timer);
      await handOut();
    };
    setModeler(made);
    return () => {
      const unsaved = timer !== undefined;
      clearTimeout(timer);
      left = true;
      text.current.forget();
      // what was changed in the last moment before leaving must not be lost
      (unsaved ? handOut() : Promise.resolve()).finally(() => made.destroy());
    };
  }, [language]);

  useEffect(() => {
    if (!modeler || !text.current.isNews(xml)) return;
    let stale = false;
    const show = async () => {
      origin.current = undefined;
      const read = await parseDmn(latest.current.fileName, xml, DEFAULT_LIMITS);
      const wrong = read.ok ? undefined : read.problems[0];
      if (wrong) throw new Error(language === 'en' ? wrong.message : wrong.messageZh);
      const original = asDmn13(xml);
      const before = modeler.getActiveView()?.element.id;
      await modeler.importXML(original, { open: false });
      await modeler.open(firstView(modeler.getViews() as View[], before));
      const untouched = await raw(modeler);
      if (stale) return;
      text.current.opened(xml);
      origin.current = { original, untouched };
      setFailure(undefined);
    };
    show().catch((e: unknown) => {
      if (!stale) setFailure(e instanceof Error ? e.message : String(e));
    });
    return () => {
      stale = true;
    };
  }, [modeler, xml, language]);

  return {
    canvasRef,
    ...shown,
    open: async (view) => {
      await modeler?.open(view);
    },
    failure,
    flush: () => pending.current(),
  };
}
