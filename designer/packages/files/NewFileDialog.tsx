import { Form, Select } from 'antd';
import { useState } from 'react';
import { toText, usePackageDesk } from '../desk.ts';
import type { FileKind } from '../file-kinds.ts';
import { NewPartDialog } from '../NewPartDialog.tsx';
import { useText } from '../text.ts';
import { KIND_NAMES } from './kind-names.ts';
import { STARTERS } from './new-file.ts';

export function NewFileDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { draft, go } = usePackageDesk();
  const kinds = Object.keys(STARTERS) as FileKind[];
  const [kind, setKind] = useState<FileKind>('ruleset');
  const starter = STARTERS[kind];
  const create = (title: string, id: string) => {
    if (!starter) return;
    const made = starter.make(id, title, draft.packageId, draft.files);
    const file = starter.path(id);
    draft.set(file, typeof made === 'string' ? made : toText(made));
    go({ tab: 'files', file });
    onClose();
  };
  return (
    <NewPartDialog
      heading={t('新建')}
      taken={(id) => starter !== undefined && draft.files[starter.path(id)] !== undefined}
      onCreate={create}
      onCancel={onClose}
      before={
        <Form.Item label={t('种类')} htmlFor="jd-pk-file-kind">
          <Select
            id="jd-pk-file-kind"
            value={kind}
            options={kinds.map((value) => ({ value, label: t(KIND_NAMES[value]) }))}
            onChange={(next: FileKind) => setKind(next)}
          />
        </Form.Item>
      }
    />
  );
}
