import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Nothing } from '../../app/Nothing.tsx';
import { useI18n } from '../../i18n/index.ts';
import { DrawingEditor, type DrawingEditorHandle } from '../../modeler/DrawingEditor.tsx';
import { readManifest, usePackageDesk } from '../desk.ts';
import { filesOfKind } from '../file-kinds.ts';
import { NewFormDialog } from '../forms/NewFormDialog.tsx';
import { useText } from '../text.ts';
import { completedManifest } from './complete-manifest.ts';
import { NewDrawingDialog } from './NewDrawingDialog.tsx';
import { useModelerContext } from './use-context.ts';

interface NewFormRequest {
  title: string;
  done: (id: string | undefined) => void;
}

/** The board with the package's drawings: one at a time, chosen above it. */
export default function DrawingTab({ shown }: { shown: boolean }) {
  const t = useText();
  const { language } = useI18n();
  const { modal } = App.useApp();
  const { draft, place, go } = usePackageDesk();
  const { context, references, roles } = useModelerContext();
  const manifest = readManifest(draft.files);
  const drawings = filesOfKind(draft.files, 'drawing');
  const wanted = place.tab === 'drawing' ? place.file : undefined;
  const [kept, setKept] = useState(wanted);
  const file = [wanted, kept, manifest.main?.file, drawings[0]].find((f) => f && drawings.includes(f));
  useEffect(() => setKept(file), [file]);
  const [creating, setCreating] = useState(false);
  const [request, setRequest] = useState<NewFormRequest>();
  const handle = useRef<DrawingEditorHandle>(null);
  const { set, onFlush, current } = draft;

  // What has been drawn in the last moment belongs to what is saved.
  useEffect(
    () =>
      onFlush(async () => {
        await handle.current?.flush();
      }),
    [onFlush],
  );

  // Roles and blocks that the drawings use are listed in the manifest, without anybody having to think of it.
  useEffect(() => {
    const text = completedManifest(current(), references, roles);
    if (text !== undefined) set('manifest.json', text);
  }, [references, roles, set, current]);

  // From the list of problems: the element is selected once the drawing is there.
  useEffect(() => {
    const { at, tab } = place;
    if (!shown || tab !== 'drawing' || !at) return;
    let tries = 0;
    const timer = setInterval(() => {
      tries += 1;
      if (handle.current?.focusElement(at) || tries > 40) clearInterval(timer);
    }, 120);
    return () => clearInterval(timer);
  }, [place, shown]);

  const titleOf = (path: string): string => {
    const name = references[path]?.processes[0]?.name;
    const main = path === manifest.main?.file ? t('（主流程）') : '';
    return `${name || path}${main}`;
  };
  const remove = (path: string) =>
    modal.confirm({
      title: t('删除流程图“{title}”？', { title: titleOf(path) }),
      content: t('保存草稿前可以用“放弃草稿”或重新载入恢复。'),
      okText: t('删除'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      onOk: () => {
        set(path, undefined);
        go({ tab: 'drawing' });
      },
    });
  const onNewForm = useCallback(
    ({ title }: { title: string }) =>
      new Promise<string | undefined>((done) =>
        setRequest({ title: title.replace(/\s+/g, ' ').trim(), done }),
      ),
    [],
  );

  return (
    <div className="jd-pk-drawing">
      <div className="jd-pk-strip">
        <label htmlFor="jd-pk-drawing-choice">{t('图')}</label>
        <Select
          id="jd-pk-drawing-choice"
          className="jd-pk-wide-choice"
          value={file ?? null}
          options={drawings.map((path) => ({ value: path, label: titleOf(path) }))}
          onChange={(path: string | null) => path && go({ tab: 'drawing', file: path })}
        />
        <Button icon={<PlusOutlined />} onClick={() => setCreating(true)}>
          {t('新建流程图')}
        </Button>
        {file && file !== manifest.main?.file && (
          <Button icon={<DeleteOutlined />} onClick={() => remove(file)}>
            {t('删除此图')}
          </Button>
        )}
      </div>
      {file ? (
        <DrawingEditor
          key={file}
          ref={handle}
          xml={draft.files[file] ?? ''}
          fileName={file}
          context={context}
          language={language === 'en' ? 'en' : 'zh'}
          onChange={(xml) => set(file, xml)}
          onOpenForm={(id) => go({ tab: 'forms', file: `forms/${id}.json` })}
          onNewForm={onNewForm}
        />
      ) : (
        <Nothing title={t('还没有流程图')}>{t('请新建一张流程图。')}</Nothing>
      )}
      {creating && <NewDrawingDialog onClose={() => setCreating(false)} />}
      {request && (
        <NewFormDialog
          title={request.title}
          onDone={(id) => {
            request.done(id);
            setRequest(undefined);
            // The step has its form first; then the builder opens.
            if (id) setTimeout(() => go({ tab: 'forms', file: `forms/${id}.json` }), 0);
          }}
        />
      )}
    </div>
  );
}
