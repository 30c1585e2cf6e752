import { InboxOutlined } from '@ant-design/icons';
import { Alert, Modal, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { PackageFiles } from '../../../processes/format.ts';
import { unzipPackage, ZipProblem } from '../../../processes/zip.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { dateTime } from '../../shared/format.ts';
import { type PackageSummary, packageDeeds, useStale } from '../api.ts';
import { readManifest } from '../desk.ts';
import { useText } from '../text.ts';

interface Opened {
  name: string;
  bytes: Uint8Array;
  files: PackageFiles;
}

/** A zip becomes a draft: of a new package, or of the one that it names, after asking. */
export function ImportDialog(props: { packages: PackageSummary[]; onClose: () => void }) {
  const { packages, onClose } = props;
  const t = useText();
  const navigate = useNavigate();
  const stale = useStale();
  const [opened, setOpened] = useState<Opened>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const manifest = opened && readManifest(opened.files);
  const known = packages.find((p) => p.id === manifest?.id);

  const open = async (file: File) => {
    setError(undefined);
    setOpened(undefined);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      setOpened({ name: file.name, bytes, files: unzipPackage(bytes) });
    } catch (problem) {
      setError(problem);
    }
  };
  const send = async () => {
    if (!opened) return;
    setBusy(true);
    try {
      const { packageId } = await packageDeeds.importZip(opened.bytes, known?.draft?.rev ?? 0);
      stale(packageId);
      void navigate(`/packages/${packageId}`);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const places = error instanceof ApiProblem ? error.places : [];
  return (
    <Modal
      open
      title={t('导入压缩包')}
      okText={known ? t('导入为草稿') : t('导入')}
      cancelText={t('取消')}
      okButtonProps={{ disabled: !opened }}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
      width={560}
    >
      <Upload.Dragger
        accept=".zip"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          void open(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p>{opened ? opened.name : t('把 zip 压缩包拖到这里，或点击选择')}</p>
        <p className="jd-muted">{t('在别处“导出”得到的压缩包，里面有 manifest.json。')}</p>
      </Upload.Dragger>
      <div className="jd-pk-stack">
        {error !== undefined && (
          <Alert
            role="alert"
            type="error"
            showIcon
            title={error instanceof ZipProblem ? error.message : messageOf(error)}
            description={
              places.length > 0 && (
                <ul className="jd-pk-bullets">
                  {places.slice(0, 8).map((p) => (
                    <li key={`${p.place}${p.message}`}>
                      {p.place}：{p.message}
                    </li>
                  ))}
                </ul>
              )
            }
          />
        )}
        {opened && !known && (
          <Alert
            type="info"
            showIcon
            title={t('将新建流程“{title}”（{n} 个文件）。', {
              title: manifest?.title ?? manifest?.id ?? '',
              n: Object.keys(opened.files).length,
            })}
          />
        )}
        {known && !known.draft && (
          <Alert
            type="info"
            showIcon
            title={t('将成为“{title}”的草稿。生效的版本不受影响，检查后再发布。', { title: known.title })}
          />
        )}
        {known?.draft && (
          <Alert
            type="warning"
            showIcon
            title={t('“{title}”已有草稿（{name} 于 {at} 保存），导入后将被替换。', {
              title: known.title,
              name: known.draft.updatedBy,
              at: dateTime(known.draft.updatedAt),
            })}
            description={t('如需保留，请先导出现有草稿。')}
          />
        )}
      </div>
    </Modal>
  );
}
