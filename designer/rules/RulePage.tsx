import { CloudUploadOutlined, DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Segmented, Tabs } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useBlocker, useParams } from 'react-router';
import type { RuleSetTest } from '../../rules/ruleset/types.ts';
import { messageOf } from '../api/problem.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { JsonEditor } from '../packages/files/JsonEditor.tsx';
import { dateTime } from '../shared/format.ts';
import { ReasonDialog } from '../shared/ReasonDialog.tsx';
import { type RuleDeskView, ruleDeeds, useDeskView } from './api.ts';
import BallotEditor from './ballot/BallotEditor.tsx';
import { ChangeLines } from './ChangeLines.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { changesBetween } from './changes.ts';
import { isBallotRule, isRuleSet, isScheme, problemsOf, readJson, toText } from './documents.ts';
import './rules.css';
import RuleSetEditor from './ruleset/RuleSetEditor.tsx';
import { TestPanel } from './ruleset/TestPanel.tsx';
import SchemeEditor from './scheme/SchemeEditor.tsx';
import { WhatIfPanel } from './scheme/WhatIfPanel.tsx';
import { type Desk, useDesk } from './use-desk.ts';
import { Versions } from './Versions.tsx';

/** One scheme or rule set: edited beside what it would come to, saved, published, compared. */
export default function RulePage() {
  const { packageId = '', rule = '' } = useParams();
  const { data, error, refetch } = useDeskView(packageId);
  const file = `rules/${rule}.json`;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.released[file] === undefined && data.changed[file] === undefined)
    return <Nothing title="没有找到这份规则">它可能已被改名或删去，请返回列表重新选择。</Nothing>;
  return <RuleDesk key={file} first={data} file={file} />;
}

function RuleDesk({ first, file }: { first: RuleDeskView; file: string }) {
  const desk = useDesk(first, file);
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const [tab, setTab] = useState('edit');
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [publishing, setPublishing] = useState(false);
  const { view, text, released, dirty } = desk;
  const value = useMemo(() => readJson(text), [text]);
  const old = useMemo(() => readJson(released ?? ''), [released]);
  const problems = useMemo(() => problemsOf(file, text), [file, text]);
  const errors = problems.filter((p) => p.severity === 'error');
  const files = useMemo(() => ({ ...view.released, ...view.changed, [file]: text }), [view, file, text]);
  useLeaving(dirty);
  const title =
    typeof (value as { title?: unknown } | undefined)?.title === 'string'
      ? (value as { title: string }).title
      : file;
  const readOnly = !view.may.edit;
  const changed = dirty || Object.keys(view.changed).length > 0;
  const save = async () => {
    try {
      const next = await desk.save();
      if (next) message.success('草稿已保存');
      return next;
    } catch (error) {
      message.error(messageOf(error));
      return undefined;
    }
  };
  const publish = async (reason: string) => {
    const saved = dirty ? await desk.save() : view;
    if (!saved) return;
    const { number } = await ruleDeeds.publish(view.packageId, saved.rev, reason);
    desk.restart(await ruleDeeds.read(view.packageId));
    await Promise.all(
      [['evaluations'], ['rules'], ['board'], ['packages']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
    message.success(`已发布第 ${number} 版`);
  };
  const discard = () =>
    modal.confirm({
      title: '放弃规则草稿？',
      content: `“${view.title}”的规则中尚未发布的修改（${Math.max(1, Object.keys(view.changed).length)} 个文件）将全部丢失，恢复为生效的版本。`,
      okText: '放弃修改',
      okButtonProps: { danger: true },
      cancelText: '取消',
      // a toast would pass unseen behind the closing dialog: what was not discarded is told until it is read
      onOk: () =>
        desk.discard().then(
          () => void message.success('已恢复为生效的版本'),
          (error: unknown) =>
            void modal.error({
              title: '没有放弃：草稿仍然保留',
              content: messageOf(error),
              okText: '载入最新内容',
              closable: true,
              onOk: async () => desk.restart(await ruleDeeds.read(view.packageId)),
            }),
        ),
    });
  const Editor = editorFor(value);
  const packageId = view.packageId;
  return (
    <PageFrame
      title={title}
      subtitle={<Status desk={desk} />}
      back={{ to: '/rules', label: '评价指标与规则' }}
      actions={
        !readOnly && (
          <>
            <Button icon={<DeleteOutlined />} disabled={!changed} onClick={discard}>
              放弃修改
            </Button>
            <Button
              icon={<SaveOutlined />}
              disabled={!dirty}
              loading={desk.saving}
              onClick={() => void save()}
            >
              保存草稿
            </Button>
            {view.may.publish && (
              <Button
                type="primary"
                icon={<CloudUploadOutlined />}
                disabled={!changed || errors.length > 0}
                title={errors.length > 0 ? `还有 ${errors.length} 处错误，先改正再发布` : ''}
                onClick={() => setPublishing(true)}
              >
                发布
              </Button>
            )}
          </>
        )
      }
    >
      {view.outdated.length > 0 && (
        <Alert
          type="warning"
          showIcon
          banner
          title={`生效的第 ${view.release.number} 版也修改了 ${view.outdated.join('、')}。请在“版本”里对比，放弃草稿后重做修改，才能发布。`}
        />
      )}
      <div className="jd-rule-tabs">
        <Tabs
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'edit', label: readOnly ? '内容' : '编辑' },
            { key: 'versions', label: '版本' },
          ]}
        />
        {tab === 'edit' && Editor && (
          <Segmented
            value={mode}
            onChange={setMode}
            options={[
              { value: 'form', label: '表单' },
              { value: 'json', label: 'JSON' },
            ]}
          />
        )}
      </div>
      {tab === 'versions' ? (
        <Versions
          packageId={packageId}
          file={file}
          text={text}
          {...(readOnly
            ? {}
            : {
                onTake: (taken: string) => {
                  desk.setText(taken);
                  setTab('edit');
                },
              })}
        />
      ) : (
        <div className={isScheme(value) || isRuleSet(value) ? 'jd-rule-page' : ''}>
          <div className="jd-rule-main">
            {Editor && mode === 'form' ? (
              <Editor
                value={value}
                onChange={(next) => desk.setText(toText(next))}
                {...{ problems, files, file, packageId, readOnly }}
              />
            ) : (
              <JsonEditor
                label={title}
                text={text}
                problems={problems}
                onText={desk.setText}
                readOnly={readOnly}
              />
            )}
          </div>
          {isScheme(value) && (
            <WhatIfPanel
              {...{ packageId, files }}
              scheme={value}
              released={isScheme(old) ? old : undefined}
              releasedFiles={view.released}
            />
          )}
          {isRuleSet(value) && (
            <TestPanel
              packageId={packageId}
              ruleSet={value}
              {...(readOnly
                ? {}
                : {
                    onKeep: (test: RuleSetTest) => {
                      desk.setText(toText({ ...value, tests: [...(value.tests ?? []), test] }));
                      message.success('已加入测试，保存草稿后生效');
                    },
                  })}
            />
          )}
        </div>
      )}
      <ConflictDialog desk={desk} />
      {publishing && (
        <ReasonDialog
          title="发布规则"
          explanation={`发布后成为“${view.title}”的新版本，统计和此后新发起的事项按它办理；流程图、表单和在办事项不变。`}
          label="发布原因"
          okText="发布"
          act={publish}
          onClose={() => setPublishing(false)}
        >
          {Object.keys({ ...view.changed, ...(dirty ? { [file]: text } : {}) }).map((path) => (
            <ChangeLines
              key={path}
              title={`${titleIn(files[path])}的改动`}
              lines={changesBetween(view.released[path], files[path] ?? '')}
            />
          ))}
        </ReasonDialog>
      )}
    </PageFrame>
  );
}

function editorFor(value: unknown) {
  if (isScheme(value)) return SchemeEditor;
  if (isRuleSet(value)) return RuleSetEditor;
  return isBallotRule(value) ? BallotEditor : undefined;
}

const titleIn = (text: string | undefined): string => {
  const title = (readJson(text ?? '') as { title?: unknown } | undefined)?.title;
  return typeof title === 'string' ? `“${title}”` : '规则';
};

function Status({ desk }: { desk: Desk }) {
  const { view, dirty, file } = desk;
  const badge = dirty ? (
    <span className="jd-badge jd-badge-soon">有未保存的修改</span>
  ) : view.changed[file] !== undefined ? (
    <span className="jd-badge jd-badge-progress">草稿已保存，尚未发布</span>
  ) : (
    <span className="jd-badge jd-badge-good">与生效的第 {view.release.number} 版相同</span>
  );
  return (
    <span role="status" className="jd-rule-status">
      {view.title} {badge}
      {view.updatedAt && view.changed[file] !== undefined && (
        <>
          {' '}
          {view.updatedByName} {dateTime(view.updatedAt)} 保存
        </>
      )}
    </span>
  );
}

/** Asks before unsaved changes are left. */
function useLeaving(dirty: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  const { modal } = App.useApp();
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: '有修改尚未保存',
      content: '离开后，没有保存的修改将丢失。',
      okText: '不保存，离开',
      okButtonProps: { danger: true },
      cancelText: '留在此页',
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal]);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
}
