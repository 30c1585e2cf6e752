import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Canvas {
  resized(): void;
  zoom(): number;
  zoom(scale: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  scrollToElement(id: string): void;
}

/** Scale at which the names in the drawing can be read. */
const READABLE = 0.9;
const STEP = 1.3;

const canvasOf = (viewer: NavigatedViewer) => viewer.get('canvas') as Canvas;

/** The whole drawing in its place. A hidden place has no size to fit into. */
export function showWhole(viewer: NavigatedViewer, container: HTMLElement): void {
  if (container.clientWidth === 0 || container.clientHeight === 0) return;
  const canvas = canvasOf(viewer);
  canvas.resized();
  // a little less than the whole place: marks stand out over the edges of what they mark
  canvas.zoom(canvas.zoom('fit-viewport', 'auto') * 0.96, 'auto');
}

/** Where the case stands, large enough to read. False when it stands nowhere in this drawing. */
export function showPlace(viewer: NavigatedViewer, active: string[]): boolean {
  const registry = viewer.get('elementRegistry') as { get(id: string): unknown };
  // the innermost: scopes are told of first
  const id = [...active].reverse().find((x) => registry.get(x));
  if (!id) return false;
  const canvas = canvasOf(viewer);
  canvas.resized();
  canvas.zoom(READABLE, 'auto');
  canvas.scrollToElement(id);
  return true;
}

/** Looks at the whole, at where the case stands, nearer and from further away; the mouse wheel and dragging work too. */
export function Zoom(props: {
  viewer: NavigatedViewer;
  active: string[];
  onFit: () => void;
  onFullScreen: () => void;
}) {
  const { viewer, active, onFit, onFullScreen } = props;
  const by = (factor: number) => {
    const canvas = canvasOf(viewer);
    canvas.zoom(Math.min(Math.max(canvas.zoom() * factor, 0.1), 4), 'auto');
  };
  return (
    <div className="jd-viewer-zoom" role="toolbar" aria-label="查看流程图">
      <button type="button" onClick={onFit}>
        全图
      </button>
      {active.length > 0 && (
        <button type="button" onClick={() => showPlace(viewer, active)}>
          当前环节
        </button>
      )}
      <button type="button" aria-label="放大" onClick={() => by(STEP)}>
        +
      </button>
      <button type="button" aria-label="缩小" onClick={() => by(1 / STEP)}>
        −
      </button>
      {document.fullscreenEnabled && (
        <button type="button" onClick={onFullScreen}>
          全屏
        </button>
      )}
    </div>
  );
}
