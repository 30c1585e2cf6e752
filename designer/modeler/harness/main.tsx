/** A developer's page: the board (`?`), the viewer (`?view=viewer`), English (`?lang=en`), read-only (`?readonly`). */
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { DrawingViewer } from '../../viewer/DrawingViewer.tsx';
import { DrawingEditor, type DrawingEditorHandle } from '../DrawingEditor.tsx';
import { context, xml } from './sample.ts';

const query = new URLSearchParams(location.search);
const english = query.get('lang') === 'en';

declare global {
  interface Window {
    /** For the browser test: the board's handle, the last XML handed out, the English strings without Chinese. */
    harness: { handle: DrawingEditorHandle | null; xml: string; missing: Set<string> };
  }
}
window.harness = { handle: null, xml, missing: new Set() };

function Harness() {
  const [current, setCurrent] = useState(xml);
  const handle = useRef<DrawingEditorHandle>(null);
  if (query.get('view') === 'viewer')
    return (
      <DrawingViewer
        xml={xml}
        path={{ elementIds: ['start', 'review', 'clock'], flowIds: ['f1', 'f2', 'f3'] }}
        active={['reply']}
        overdue={query.has('overdue') ? ['reply'] : []}
        incidents={query.has('incident') ? ['follow'] : []}
      />
    );
  return (
    <div style={{ position: 'fixed', inset: 0 }}>
      <DrawingEditor
        ref={(made) => {
          handle.current = made;
          window.harness.handle = made;
        }}
        xml={current}
        fileName="sample.bpmn"
        context={context}
        language={english ? 'en' : 'zh'}
        readOnly={query.has('readonly')}
        onChange={(next) => {
          window.harness.xml = next;
          setCurrent(next);
        }}
        onOpenForm={(id) => window.alert(id)}
        onNewForm={async ({ title }) => window.prompt(title) ?? undefined}
        onMissingTranslation={(text) => window.harness.missing.add(text)}
      />
    </div>
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider {...(!english && { locale: zhCN })}>
        <App>
          <Harness />
        </App>
      </ConfigProvider>
    </StrictMode>,
  );
