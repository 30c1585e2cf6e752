import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Segmented } from 'antd';
import { Suspense, useState } from 'react';
import { ErrorBoundary } from '../../app/ErrorBoundary.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { toText, usePackageDesk } from '../desk.ts';
import { editorOf } from '../editors.ts';
import { type FileKind, filesOfKind, kindOfFile, nameOfFile, titleOfFile } from '../file-kinds.ts';
import { useText } from '../text.ts';
import { JsonEditor } from './JsonEditor.tsx';
import { KIND_NAMES, useKindName } from './kind-names.ts';
import { NewFileDialog } from './NewFileDialog.tsx';

/** Kinds of this tab, in the order of the list; the others have tabs of their own. */
const KINDS: FileKind[] = [
  'ruleset',
  'scheme',
  'ballot',
  'weighting',
  'rule',
  'document',
  'register',
  'publication',
  'case',
  'sample',
  'dmn',
  'readme',
];

/** 规则与文书: rule sets, schemes, ballots, letters, registers … each with its editor, or as text. */
export default function FilesTab() {
  const t = useText();
  const { draft, place, go, problems } = usePackageDesk();
  const [creating, setCreating] = useState(false);
  const all = KINDS.flatMap((kind) => filesOfKind(draft.files, kind));
  const file = place.file !== undefined && all.includes(place.file) ? place.file : all[0];
  const errors = (path: string) =>
    (problems ?? []).filter((p) => p.file === path && p.severity === 'error').length;
  return (
    <div className="jd-pk-files">
      <nav aria-label={t('规则与文书')}>
        <Button block icon={<PlusOutlined />} onClick={() => setCreating(true)}>
          {t('新建')}
        </Button>
        {KINDS.map((kind) => {
          const paths = filesOfKind(draft.files, kind);
          if (paths.length === 0) return null;
          return (
            <section key={kind}>
              <h3>{t(KIND_NAMES[kind])}</h3>
              <ul>
                {paths.map((path) => (
                  <li key={path}>
                    <button
                      type="button"
                      className={path === file ? 'jd-pk-here' : ''}
                      aria-current={path === file ? 'true' : undefined}
                      onClick={() => go({ tab: 'files', file: path })}
                    >
                      <span>{titleOfFile(path, draft.files)}</span>
                      {errors(path) > 0 && <span className="jd-pk-count">{errors(path)}</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </nav>
      {file === undefined ? (
        <Nothing title={t('还没有规则和文书')}>{t('用“新建”添加规则、测评规则或文书模板。')}</Nothing>
      ) : (
        <FileEditor key={file} file={file} focus={place.file === file ? place.at : undefined} />
      )}
      {creating && <NewFileDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function FileEditor({ file, focus }: { file: string; focus: string | undefined }) {
  const t = useText();
  const { modal } = App.useApp();
  const { draft, go, problems } = usePackageDesk();
  const kindName = useKindName();
  const text = draft.files[file] ?? '';
  const kind = kindOfFile(file, draft.files);
  const Editor = editorOf(kind);
  const [mode, setMode] = useState<'editor' | 'json'>('editor');
  const json = file.endsWith('.json');
  const value = json ? parsed(text) : { ok: true as const, value: text };
  const found = (problems ?? []).filter((p) => p.file === file);
  const title = titleOfFile(file, draft.files);
  const remove = () =>
    modal.confirm({
      title: t('删除“{title}”？', { title }),
      content: t('流程图里引用它的步骤需要另选。'),
      okText: t('删除'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      onOk: () => {
        draft.set(file, undefined);
        go({ tab: 'files' });
      },
    });
  return (
    <section className="jd-pk-file" aria-label={title}>
      <header>
        <div>
          <h2>{title}</h2>
          <span className="jd-muted">
            {kindName(file, draft.files)} · {nameOfFile(file)}
          </span>
        </div>
        <span className="jd-grow" />
        {Editor && (
          <Segmented
            aria-label={t('编辑方式')}
            value={mode}
            options={[
              { value: 'editor', label: t('编辑器') },
              { value: 'json', label: json ? t('JSON（专家）') : t('XML（专家）') },
            ]}
            onChange={(next) => setMode(next as typeof mode)}
          />
        )}
        <Button icon={<DeleteOutlined />} onClick={remove}>
          {t('删除')}
        </Button>
      </header>
      {Editor && mode === 'editor' && value.ok ? (
        <ErrorBoundary resetKey={text}>
          <Suspense fallback={<Loading />}>
            <Editor
              value={value.value}
              onChange={(next) => draft.set(file, json ? toText(next) : (next as string))}
              problems={found}
              files={draft.files}
              file={file}
              packageId={draft.packageId}
              readOnly={false}
            />
          </Suspense>
        </ErrorBoundary>
      ) : (
        <JsonEditor
          label={title}
          text={text}
          problems={found}
          focus={focus}
          plain={!json}
          onText={(next) => draft.set(file, next)}
        />
      )}
    </section>
  );
}

function parsed(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
