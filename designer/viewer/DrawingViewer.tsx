/// <reference path="../../types/bpmn-io.d.ts" />
/** The drawing of a running case: the way taken, where it stands, what is overdue or stuck. Light: no modeler code. */
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useMemo, useRef, useState } from 'react';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './viewer.css';
import { Legend } from './Legend.tsx';
import { applyMarks, type CaseMarks, describe } from './marks.ts';
import { showPlace, showWhole, Zoom } from './Zoom.tsx';

/** Pixels below which the whole of a drawing cannot be read: there it opens at the place where the case stands. */
const NARROW = 600;

export interface DrawingViewerProps extends CaseMarks {
  xml: string;
  onSelect?: (elementId: string | undefined) => void;
  /** Pixels, or a length as CSS has it; default 420. */
  height?: number | string;
}

/** Where a case stands, or is stuck. */
const places = ({ active, incidents }: CaseMarks) => [...active, ...incidents];

export function DrawingViewer(props: DrawingViewerProps) {
  const { xml, height = 420 } = props;
  const figure = useRef<HTMLElement>(null);
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [viewer, setViewer] = useState<NavigatedViewer | undefined>();
  const [opened, setOpened] = useState(0);
  const [failure, setFailure] = useState<string | undefined>();

  useEffect(() => {
    if (!container.current) return;
    const made = new NavigatedViewer({
      container: container.current,
      moddleExtensions: { zeebe },
      keyboard: { bind: false },
    } as ConstructorParameters<typeof NavigatedViewer>[0]);
    made.on('selection.changed', (event: unknown) => {
      const [only] = (event as { newSelection: { id: string; labelTarget?: { id: string } }[] }).newSelection;
      latest.current.onSelect?.(only?.labelTarget?.id ?? only?.id);
    });
    setViewer(made);
    return () => made.destroy();
  }, []);

  useEffect(() => {
    if (!viewer) return;
    let stale = false;
    viewer
      .importXML(xml)
      .then(() => {
        if (stale) return;
        setFailure(undefined);
        setOpened((count) => count + 1);
      })
      .catch((error: unknown) => {
        if (!stale) setFailure(error instanceof Error ? error.message : String(error));
      });
    return () => {
      stale = true;
    };
  }, [viewer, xml]);

  useEffect(() => {
    if (!viewer || !opened || !container.current) return;
    const place = container.current;
    const show = () => {
      if (place.clientWidth === 0) return;
      if (place.clientWidth >= NARROW || !showPlace(viewer, places(latest.current))) showWhole(viewer, place);
    };
    show();
    const observer = new ResizeObserver(show);
    observer.observe(place);
    return () => observer.disconnect();
  }, [viewer, opened]);

  const { path, active, overdue, incidents } = props;
  const marks = useMemo<CaseMarks>(
    () => ({ path, active, overdue, incidents }),
    [path, active, overdue, incidents],
  );
  useEffect(() => (viewer && opened ? applyMarks(viewer, marks) : undefined), [viewer, opened, marks]);

  const label = viewer && opened ? describe(viewer, marks) : '办理流程图';
  return (
    <figure ref={figure} className="jd-viewer">
      {failure && (
        <p role="alert" className="jd-viewer-failure">
          流程图无法显示：{failure}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this groups a drawing's marks */}
      <div ref={container} className="jd-viewer-canvas" style={{ height }} role="group" aria-label={label} />
      <div className="jd-viewer-foot">
        <Legend marks={marks} />
        {viewer && opened > 0 && (
          <Zoom
            viewer={viewer}
            active={places(marks)}
            onFit={() => container.current && showWhole(viewer, container.current)}
            onFullScreen={() =>
              void (document.fullscreenElement
                ? document.exitFullscreen()
                : figure.current?.requestFullscreen())
            }
          />
        )}
      </div>
    </figure>
  );
}
