import {
  CheckCircleOutlined,
  CloudUploadOutlined,
  DeleteOutlined,
  DownloadOutlined,
  SaveOutlined,
} from '@ant-design/icons';
import { App, Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { zipPackage } from '../../../processes/zip.ts';
import { messageOf } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import { dateTime } from '../../shared/format.ts';
import { packageDeeds, useStale } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { saveBytes } from '../save-file.ts';
import { useText } from '../text.ts';
import type { Check } from './use-check.ts';

const releaseNumber = (id: string | null) => id?.split('@')[1] ?? '';

/** In one line: whether there is a draft, whether it is saved, who saved it when. */
export function DraftStatus() {
  const t = useText();
  const { draft } = usePackageDesk();
  const { base, changed, saving } = draft;
  const from = base.basedOn ? t('从第 {n} 版开始', { n: releaseNumber(base.basedOn) }) : t('尚未发布过');
  const state = saving ? (
    <span className="jd-badge jd-badge-progress">{t('正在保存…')}</span>
  ) : changed.length > 0 ? (
    <span className="jd-badge jd-badge-soon">{t('有未保存的修改（{n} 个文件）', { n: changed.length })}</span>
  ) : base.rev > 0 ? (
    <span className="jd-badge jd-badge-good">{t('草稿已保存')}</span>
  ) : (
    <span className="jd-badge">
      {base.basedOn ? t('与生效的第 {n} 版相同', { n: releaseNumber(base.basedOn) }) : t('还没有内容')}
    </span>
  );
  return (
    <div className="jd-pk-status" role="status">
      {state}
      {base.rev > 0 && (
        <span>
          {t('{name} 于 {at} 保存，{from}', {
            name: base.updatedByName ?? '',
            at: dateTime(base.updatedAt),
            from,
          })}
        </span>
      )}
    </div>
  );
}

/** 保存, 检查, 发布, 导出, 放弃草稿. */
export function DraftBar({ check, onPublish }: { check: Check; onPublish: () => void }) {
  const t = useText();
  const { draft } = usePackageDesk();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const stale = useStale();
  const publishes = useMay('packages.publish');
  const { base, changed, packageId } = draft;
  const { save: write } = draft;

  const save = useCallback(async () => {
    try {
      if (await write()) {
        message.success(t('草稿已保存'));
        stale(packageId);
      }
    } catch (error) {
      message.error(messageOf(error));
    }
  }, [write, message, t, stale, packageId]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void save();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [save]);

  const discard = () =>
    modal.confirm({
      title: t('放弃这份草稿？'),
      content: base.basedOn
        ? t('草稿里的全部修改将被删除，恢复为生效的第 {n} 版。此操作不能撤回。', {
            n: releaseNumber(base.basedOn),
          })
        : t('这个流程从未发布，放弃草稿会把整个流程删除。此操作不能撤回。'),
      okText: t('放弃草稿'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      onOk: async () => {
        try {
          if (base.rev > 0) await packageDeeds.discard(packageId, base.rev);
          stale(packageId);
          if (base.basedOn) draft.restart(await packageDeeds.draft(packageId));
          else {
            draft.restart(base);
            setTimeout(() => void navigate('/packages'), 0);
          }
        } catch (error) {
          message.error(messageOf(error));
        }
      },
    });
  const exportAll = async () => {
    await draft.flush();
    saveBytes(`${packageId}.zip`, zipPackage(draft.current()), 'application/zip');
  };
  const errors = (check.problems ?? []).filter((p) => p.severity === 'error').length;
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => void exportAll()}>
        {t('导出')}
      </Button>
      <Button icon={<DeleteOutlined />} disabled={base.rev === 0 && changed.length === 0} onClick={discard}>
        {t('放弃草稿')}
      </Button>
      <Button
        icon={<CheckCircleOutlined />}
        loading={check.running}
        danger={errors > 0}
        onClick={() => void check.run()}
      >
        {errors > 0 ? t('检查（{n} 个错误）', { n: errors }) : t('检查')}
      </Button>
      <Button
        icon={<SaveOutlined />}
        loading={draft.saving}
        disabled={changed.length === 0}
        onClick={() => void save()}
        title={t('保存草稿（Ctrl+S）')}
      >
        {t('保存')}
      </Button>
      {publishes && (
        <Button
          type="primary"
          icon={<CloudUploadOutlined />}
          disabled={base.rev === 0 && changed.length === 0}
          onClick={onPublish}
        >
          {t('发布')}
        </Button>
      )}
    </>
  );
}
