import { readManifest, usePackageDesk } from '../desk.ts';
import { newDrawing } from '../list/new-drawing.ts';
import { NewPartDialog } from '../NewPartDialog.tsx';
import { useText } from '../text.ts';

/** Another drawing of the package, to be called by a step of the main one. */
export function NewDrawingDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { draft, go } = usePackageDesk();
  const manifest = readManifest(draft.files);
  const fileOf = (name: string) => `${name}.bpmn`;
  const create = (title: string, name: string) => {
    const role = manifest.roles?.[0]?.id ?? 'clerk';
    const processId = `${draft.packageId}-${name}`;
    draft.set(fileOf(name), newDrawing({ processId, title, step: t('办理'), role }));
    go({ tab: 'drawing', file: fileOf(name) });
    onClose();
  };
  return (
    <NewPartDialog
      heading={t('新建流程图')}
      idLabel={t('文件名')}
      suffix=".bpmn"
      taken={(name) => draft.files[fileOf(name)] !== undefined}
      onCreate={create}
      onCancel={onClose}
      before={<p className="jd-muted">{t('一个流程可以有几张图。新图由主流程里的“调用流程”步骤使用。')}</p>}
    />
  );
}
