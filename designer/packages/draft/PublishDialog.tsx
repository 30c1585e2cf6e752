import { Alert, App, Button, Form, Input, Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { PackageProblem } from '../../../processes/format.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { packageDeeds, usePackageList, useReleaseFiles, useStale } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { ChangeList } from '../releases/ChangeList.tsx';
import { useText } from '../text.ts';
import { ProblemList } from './ProblemPanel.tsx';
import type { Check } from './use-check.ts';

/** Saves, checks, shows what changed, asks why, publishes. */
export function PublishDialog({ check, onClose }: { check: Check; onClose: () => void }) {
  const t = useText();
  const { draft } = usePackageDesk();
  const { message } = App.useApp();
  const stale = useStale();
  const { base, packageId } = draft;
  const before = useReleaseFiles(packageId, base.basedOn ?? undefined);
  const running = usePackageList().data?.find((p) => p.id === packageId)?.running ?? 0;
  const [problems, setProblems] = useState<PackageProblem[]>();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const errors = (problems ?? []).filter((p) => p.severity === 'error');
  const { save } = draft;
  const { run } = check;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    const prepare = async () => {
      try {
        // A conflict shows its own dialog.
        if (!(await save())) return onClose();
        stale(packageId);
        setProblems(await run(true));
      } catch (error) {
        setFailure(error);
      }
    };
    void prepare();
  }, []);

  const publish = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { number } = await packageDeeds.publish(packageId, base.rev, reason.trim());
      message.success(t('已发布第 {n} 版，对新事项生效。', { n: number }));
      stale(packageId);
      draft.restart(await packageDeeds.draft(packageId));
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const conflict = failure instanceof ApiProblem && failure.status === 409;
  const ready = problems !== undefined && errors.length === 0 && reason.trim() !== '' && base.rev > 0;
  return (
    <Modal
      open
      width={680}
      title={t('发布新版本')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('取消')}
        </Button>,
        <Button key="ok" type="primary" disabled={!ready} loading={busy} onClick={() => void publish()}>
          {t('发布')}
        </Button>,
      ]}
    >
      <div className="jd-pk-stack">
        {failure !== undefined && (
          <Alert
            role="alert"
            type="error"
            showIcon
            title={messageOf(failure)}
            description={
              conflict &&
              t('可先在“版本”里对照新版本，把需要的内容并入草稿；或导出草稿后放弃，再从新版本重新开始。')
            }
          />
        )}
        {problems === undefined && failure === undefined && (
          <div className="jd-pk-row">
            <Spin size="small" /> {t('正在保存并检查…')}
          </div>
        )}
        {problems && errors.length > 0 && (
          <section>
            <Alert
              type="error"
              showIcon
              title={t('还有 {n} 个错误，解决后才能发布。点击可到达所在位置。', { n: errors.length })}
            />
            <ProblemList problems={problems} onGo={onClose} />
          </section>
        )}
        {problems && errors.length === 0 && (
          <>
            <Alert
              type="success"
              showIcon
              title={
                problems.length > 0
                  ? t('检查通过，另有 {n} 个提醒。', { n: problems.length })
                  : t('检查通过，没有发现问题。')
              }
            />
            {problems.length > 0 && <ProblemList problems={problems} onGo={onClose} />}
            <section>
              <h3 className="jd-pk-h3">
                {base.basedOn
                  ? t('与生效的第 {n} 版相比', { n: base.basedOn.split('@')[1] ?? '' })
                  : t('首次发布')}
              </h3>
              {base.basedOn &&
                (before.data ? (
                  <ChangeList before={before.data} after={draft.files} />
                ) : before.error ? (
                  <p className="jd-muted">{messageOf(before.error)}</p>
                ) : (
                  <Spin size="small" />
                ))}
            </section>
            <p className="jd-muted">
              {running > 0
                ? t(
                    '发布后，新提出的事项按新版本办理；正在办理的 {n} 件事项仍按各自原来的版本办完，不受影响。',
                    {
                      n: running,
                    },
                  )
                : t('发布后，新提出的事项按新版本办理。版本一经发布不能更改，可以随时查看和取用。')}
            </p>
            <Form layout="vertical">
              <Form.Item label={t('发布原因')} required htmlFor="jd-pk-reason">
                <Input.TextArea
                  id="jd-pk-reason"
                  rows={2}
                  maxLength={500}
                  showCount
                  value={reason}
                  placeholder={t('如：按主任会议要求，答复前增加领导审签')}
                  onChange={(e) => setReason(e.target.value)}
                />
              </Form.Item>
            </Form>
          </>
        )}
      </div>
    </Modal>
  );
}
