import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { messageOf } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { saveBytes } from '../packages/save-file.ts';
import { dateTime } from '../shared/format.ts';
import { ruleDeeds } from './api.ts';
import { ChangeLines } from './ChangeLines.tsx';
import { changesBetween } from './changes.ts';
import { useText } from './text.ts';
import type { Desk } from './use-desk.ts';

/** Somebody else, or the person in another window, saved first. Nothing was overwritten; what differs, and the ways on. */
export function ConflictDialog({ desk }: { desk: Desk }) {
  const { conflict, view, file, text } = desk;
  const t = useText();
  const { user } = useSession();
  const theirs = useQuery({
    queryKey: ['rules', view.packageId, 'theirs', conflict],
    queryFn: () => ruleDeeds.read(view.packageId),
    enabled: conflict !== undefined,
    gcTime: 0,
  });
  if (!conflict) return null;
  const now = theirs.data;
  // the desk tells the name only
  const own = now?.updatedByName === user.name;
  const other = now && (now.changed[file] ?? now.released[file]);
  const download = () =>
    saveBytes(file.split('/').at(-1) ?? file, new TextEncoder().encode(text), 'application/json');
  return (
    <Modal
      open
      width={640}
      title={own ? t('没有保存：您在另一个窗口先保存了') : t('没有保存：别人先保存了')}
      onCancel={desk.closeConflict}
      footer={[
        <Button key="close" onClick={desk.closeConflict}>
          {t('先不处理')}
        </Button>,
        <Button key="mine" onClick={download}>
          {t('下载我的改动')}
        </Button>,
        <Button key="reload" danger disabled={!now} onClick={() => now && desk.restart(now)}>
          {t('放弃我的改动，载入最新内容')}
        </Button>,
        <Button key="keep" type="primary" disabled={!now} onClick={() => now && desk.restart(now, true)}>
          {t('保留我的改动，核对后再保存')}
        </Button>,
      ]}
    >
      <div className="jd-rule-stack">
        <Alert role="alert" type="warning" showIcon title={messageOf(conflict)} />
        {now?.updatedAt && (
          <p>
            {own
              ? t('另一个窗口：{at} 保存', { at: dateTime(now.updatedAt) })
              : t('对方：{name}，{at} 保存', { name: now.updatedByName ?? '', at: dateTime(now.updatedAt) })}
          </p>
        )}
        {other !== undefined && (
          <ChangeLines title={t('我的内容与对方的相比')} lines={changesBetween(other, text)} />
        )}
      </div>
    </Modal>
  );
}
