import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Spin } from 'antd';
import { zipPackage } from '../../../processes/zip.ts';
import { messageOf } from '../../api/problem.ts';
import { useSession } from '../../api/session.ts';
import { dateTime } from '../../shared/format.ts';
import { packageDeeds } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { titleOfFile } from '../file-kinds.ts';
import { useKindName } from '../files/kind-names.ts';
import { saveBytes } from '../save-file.ts';
import { useText } from '../text.ts';
import { divergence, merged } from './merge.ts';

/** Somebody else, or the person in another window, saved first. Nothing was overwritten; here is what each side changed, and the ways on. */
export function ConflictDialog() {
  const t = useText();
  const { user } = useSession();
  const { draft } = usePackageDesk();
  const { modal, message } = App.useApp();
  const { conflict, packageId } = draft;
  const theirs = useQuery({
    queryKey: ['package-theirs', packageId, conflict],
    queryFn: () => packageDeeds.draft(packageId),
    enabled: conflict !== undefined,
    gcTime: 0,
  });
  if (!conflict) return null;
  const now = theirs.data;
  const apart = now && divergence(draft.base.files, draft.files, now.files);
  const own = now?.updatedBy === user.id;
  const together = now && merged(draft.base.files, draft.files, now.files);

  const download = () => saveBytes(`${packageId}-mine.zip`, zipPackage(draft.current()), 'application/zip');
  const look = () => window.open(`/packages/${encodeURIComponent(packageId)}`, '_blank', 'noopener');
  const reload = () =>
    modal.confirm({
      title: t('重新载入对方保存的内容？'),
      content: t('您尚未保存的修改将从页面上消失。如需保留，请先下载。'),
      okText: t('重新载入'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      onOk: () => now && draft.restart(now),
    });
  const merge = () => {
    if (!now || !together) return;
    draft.restart(now, together);
    message.info(t('已合并，请核对后保存。'));
  };
  return (
    <Modal
      open
      width={640}
      title={own ? t('没有保存：您在另一个窗口先保存了') : t('没有保存：别人先保存了')}
      onCancel={draft.closeConflict}
      footer={[
        <Button key="close" onClick={draft.closeConflict}>
          {t('先不处理')}
        </Button>,
        <Button key="look" onClick={look} disabled={!now}>
          {t('查看对方的版本')}
        </Button>,
        <Button key="mine" onClick={download}>
          {t('下载我的改动')}
        </Button>,
        <Button key="reload" danger onClick={reload} disabled={!now}>
          {t('重新载入')}
        </Button>,
        ...(together
          ? [
              <Button key="merge" type="primary" onClick={merge}>
                {t('合并双方的改动')}
              </Button>,
            ]
          : []),
      ]}
    >
      <div className="jd-pk-stack">
        <Alert role="alert" type="warning" showIcon title={messageOf(conflict)} />
        {theirs.isPending && <Spin size="small" />}
        {theirs.error && <Alert type="error" showIcon title={messageOf(theirs.error)} />}
        {now && apart && (
          <>
            {now.updatedAt && (
              <p>
                {own
                  ? t('另一个窗口：{at} 保存', { at: dateTime(now.updatedAt) })
                  : t('对方：{name}，{at} 保存', {
                      name: now.updatedByName ?? '',
                      at: dateTime(now.updatedAt),
                    })}
              </p>
            )}
            <Paths title={t('双方都改了（需要人工合并）')} paths={apart.both} files={draft.files} />
            <Paths title={t('只有对方改了')} paths={apart.theirs} files={now.files} />
            <Paths title={t('只有我改了')} paths={apart.mine} files={draft.files} />
            {together && (
              <p className="jd-muted">
                {t('双方改的不是同一个文件，可以合并：采用对方的内容，加上只有我改了的文件。')}
              </p>
            )}
          </>
        )}
      </div>
    </Modal>
  );
}

function Paths(props: { title: string; paths: string[]; files: Record<string, string> }) {
  const kindName = useKindName();
  if (props.paths.length === 0) return null;
  return (
    <section>
      <h3 className="jd-pk-h3">{props.title}</h3>
      <ul className="jd-pk-bullets">
        {props.paths.map((path) => (
          <li key={path}>
            {titleOfFile(path, props.files)} <span className="jd-muted">{kindName(path, props.files)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
