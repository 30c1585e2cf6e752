import { ConfigProvider, Empty } from 'antd';
import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Drawing } from './drawing.ts';
import type { Text } from './i18n/ui.ts';
import { type Desk, DeskContext } from './plain/desk.ts';
import { PlainPanel } from './plain/PlainPanel.tsx';

const MIN_WIDTH = 280;
const MAX_WIDTH = 620;
const STEP = 20;

interface SidePanelProps {
  drawing: Drawing | undefined;
  expert: boolean;
  readOnly: boolean;
  t: Text;
  desk: Omit<Desk, 'element' | 'drawing' | 't' | 'readOnly'>;
}

/** The panel on the right: plain by default, bpmn-js' full one in 专家模式; its left edge can be dragged. */
export function SidePanel({ drawing, expert, readOnly, t, desk }: SidePanelProps) {
  const [width, setWidth] = useState(340);
  const element = drawing?.selected;
  const clamp = (next: number) => setWidth(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, next)));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    clamp(width - event.movementX);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a splitter is no thematic break */}
      <div
        className="jd-splitter"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('调整面板宽度')}
        aria-valuenow={width}
        aria-valuemin={MIN_WIDTH}
        aria-valuemax={MAX_WIDTH}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft') clamp(width + STEP);
          if (key === 'ArrowRight') clamp(width - STEP);
        }}
      />
      <aside
        className="jd-panel"
        style={{ '--jd-panel-width': `${width}px` } as CSSProperties}
        aria-label={t('属性')}
      >
        {expert && drawing && <ExpertPanel drawing={drawing} />}
        {!expert && !element && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('选中了多个元素，请只选一个')} />
        )}
        {!expert && drawing && element?.businessObject && (
          <ConfigProvider componentDisabled={readOnly} componentSize="middle">
            <DeskContext.Provider value={{ ...desk, drawing, element, readOnly, t }}>
              <PlainPanel />
            </DeskContext.Provider>
          </ConfigProvider>
        )}
      </aside>
    </>
  );
}

interface Selection {
  get(): unknown[];
  select(elements: unknown[]): void;
}

interface PropertiesPanel {
  attachTo(container: HTMLElement): void;
  detach(): void;
}

function ExpertPanel({ drawing }: { drawing: Drawing }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const panel = drawing.service<PropertiesPanel>('propertiesPanel');
    if (container.current) panel.attachTo(container.current);
    // it follows the selection only from here on: what is selected already is told to it once more
    const selection = drawing.service<Selection>('selection');
    selection.select(selection.get());
    return () => panel.detach();
  }, [drawing]);
  return <div ref={container} className="jd-expert-panel" />;
}
