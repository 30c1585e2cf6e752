import { CloudUploadOutlined, DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Segmented, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { RuleSetTest } from '../../rules/ruleset/types.ts';
import type { Scheme } from '../../rules/scheme/types.ts';
import { messageOf } from '../api/problem.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { JsonEditor } from '../packages/files/JsonEditor.tsx';
import { dateTime } from '../shared/format.ts';
import { LeaveDialog } from '../shared/LeaveDialog.tsx';
import { ReasonDialog } from '../shared/ReasonDialog.tsx';
import { type RuleDeskView, ruleDeeds, useDeskView } from './api.ts';
import BallotEditor from './ballot/BallotEditor.tsx';
import { ChangeLines } from './ChangeLines.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { changesBetween } from './changes.ts';
import {
  isBallotRule,
  isRuleSet,
  isScheme,
  isWeightingRule,
  problemsOf,
  readJson,
  toText,
} from './documents.ts';
import './rules.css';
import RuleSetEditor from './ruleset/RuleSetEditor.tsx';
import { TestPanel } from './ruleset/TestPanel.tsx';
import SchemeEditor from './scheme/SchemeEditor.tsx';
import { WhatIfPanel } from './scheme/WhatIfPanel.tsx';
import { useText } from './text.ts';
import { BackTestTab } from './trial/BackTestTab.tsx';
import { CompareTab } from './trial/CompareTab.tsx';
import { Consequences } from './trial/Consequences.tsx';
import { CopyScheme } from './trial/CopyScheme.tsx';
import { useText as useTrialText } from './trial/text.ts';
import { WhatIfTab } from './trial/WhatIfTab.tsx';
import { type Desk, useDesk } from './use-desk.ts';
import { Versions } from './Versions.tsx';
import WeightingEditor from './weighting/WeightingEditor.tsx';

/** One scheme or rule set: edited beside what it would come to, saved, published, compared. */
export default function RulePage() {
  const { packageId = '', rule = '' } = useParams();
  const t = useText();
  const { data, error, refetch } = useDeskView(packageId);
  const file = `rules/${rule}.json`;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.released[file] === undefined && data.changed[file] === undefined)
    return <Nothing title={t('没有找到这份规则')}>{t('它可能已被改名或删去，请返回列表重新选择。')}</Nothing>;
  // two procedures may have rules of one id
  return <RuleDesk key={`${packageId}/${file}`} first={data} file={file} />;
}

function RuleDesk({ first, file }: { first: RuleDeskView; file: string }) {
  const t = useText();
  const desk = useDesk(first, file);
  const { message, modal } = App.useApp();
  const tried = useTrialText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [tab, setTab] = useState('edit');
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [publishing, setPublishing] = useState(false);
  const { view, text, released, dirty } = desk;
  const value = useMemo(() => readJson(text), [text]);
  const old = useMemo(() => readJson(released ?? ''), [released]);
  const problems = useMemo(() => problemsOf(file, text), [file, text]);
  const errors = problems.filter((p) => p.severity === 'error');
  const files = useMemo(
    () => ({ ...view.beside, ...view.released, ...view.changed, [file]: text }),
    [view, file, text],
  );
  const title =
    typeof (value as { title?: unknown } | undefined)?.title === 'string'
      ? (value as { title: string }).title
      : file;
  const readOnly = !view.may.edit;
  const changed = dirty || Object.keys(view.changed).length > 0;
  const save = async () => {
    try {
      const next = await desk.save();
      if (next) message.success(t('草稿已保存'));
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
    message.success(t('已发布第 {number} 版', { number }));
  };
  const isNew = released === undefined;
  const others = Object.keys(view.changed).filter((path) => path !== file).length;
  const mine = dirty || view.changed[file] !== undefined;
  const several = mine && others > 0;
  /** What is lost; `one`: only what is changed in this rule. */
  const loss = (one: boolean): string => {
    if (one && isNew)
      return t('“{title}”还没有发布过，放弃后就没有了。同一流程其他规则的草稿不变。', { title });
    if (one) return t('“{title}”将恢复为生效的版本。同一流程其他规则的草稿不变。', { title });
    if (isNew && others === 0) return t('“{title}”还没有发布过，放弃后就没有了。', { title });
    return t('“{title}”的规则中尚未发布的修改（{n} 个文件）将全部丢失，恢复为生效的版本。', {
      title: view.title,
      n: others + (mine ? 1 : 0),
    });
  };
  const discard = (one: boolean) =>
    modal.confirm({
      title: one ? t('放弃这份规则的修改？') : t('放弃规则草稿？'),
      content: loss(one),
      okText: t('放弃修改'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      // a toast would pass unseen behind the closing dialog: what was not discarded is told until it is read
      onOk: () =>
        (one ? desk.undo() : desk.discard()).then(
          async () => {
            message.success(isNew ? t('已放弃') : t('已恢复为生效的版本'));
            if (isNew) await navigate('/rules');
          },
          (error: unknown) =>
            void modal.error({
              title: t('没有放弃：草稿仍然保留'),
              content: messageOf(error),
              okText: t('载入最新内容'),
              closable: true,
              onOk: async () => desk.restart(await ruleDeeds.read(view.packageId)),
            }),
        ),
    });
  const take = (taken: string) => {
    desk.setText(taken);
    setTab('edit');
  };
  const Editor = editorFor(value);
  const packageId = view.packageId;
  const ruleId = file.replace(/^rules\/|\.json$/g, '');
  return (
    <PageFrame
      title={title}
      subtitle={<Status desk={desk} />}
      back={{ to: '/rules', label: t('评价指标与规则') }}
      actions={
        !readOnly && (
          <>
            {isScheme(value) && <CopyScheme packageId={packageId} scheme={value} />}
            <Dropdown
              disabled={!several}
              menu={{
                items: [
                  { key: 'one', label: t('只放弃这份规则的修改') },
                  { key: 'all', label: t('放弃全部 {n} 份规则的修改', { n: others + 1 }) },
                ],
                onClick: ({ key }) => discard(key === 'one'),
              }}
              trigger={['click']}
            >
              <Button icon={<DeleteOutlined />} disabled={!changed} onClick={() => several || discard(false)}>
                {t('放弃修改')}
              </Button>
            </Dropdown>
            <Button
              icon={<SaveOutlined />}
              disabled={!dirty}
              loading={desk.saving}
              onClick={() => void save()}
            >
              {t('保存草稿')}
            </Button>
            {view.may.publish && (
              <Button
                type="primary"
                icon={<CloudUploadOutlined />}
                disabled={!changed || errors.length > 0}
                title={errors.length > 0 ? t('还有 {n} 处错误，先改正再发布', { n: errors.length }) : ''}
                onClick={() => setPublishing(true)}
              >
                {t('发布')}
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
          title={t('生效的第 {number} 版也修改了 {join}。请在“版本”里对比，放弃草稿后重做修改，才能发布。', {
            number: view.release.number,
            join: view.outdated.join('、'),
          })}
        />
      )}
      <div className="jd-rule-tabs">
        <Tabs
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'edit', label: readOnly ? t('内容') : t('编辑') },
            ...(isScheme(value) ? [{ key: 'what-if', label: tried('推演与稳健性') }] : []),
            ...(released === undefined ? [] : [{ key: 'back-test', label: tried('回测') }]),
            ...(isScheme(value) ? [{ key: 'compare', label: tried('对比') }] : []),
            { key: 'versions', label: t('版本') },
          ]}
        />
        {tab === 'edit' && Editor && (
          <Segmented
            value={mode}
            onChange={setMode}
            options={[
              { value: 'form', label: t('表单') },
              { value: 'json', label: 'JSON' },
            ]}
          />
        )}
      </div>
      {tab === 'what-if' && isScheme(value) ? (
        <WhatIfTab
          {...{ packageId, files }}
          scheme={value}
          {...(readOnly ? {} : { onTake: (next: Scheme) => take(toText(next)) })}
        />
      ) : tab === 'back-test' ? (
        <BackTestTab packageId={packageId} rule={ruleId} changed={{ ...view.changed, [file]: text }} />
      ) : tab === 'compare' && isScheme(value) ? (
        <CompareTab {...{ packageId, file, files }} scheme={value} />
      ) : tab === 'versions' ? (
        <Versions packageId={packageId} file={file} text={text} {...(readOnly ? {} : { onTake: take })} />
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
                      message.success(t('已加入测试，保存草稿后生效'));
                    },
                  })}
            />
          )}
        </div>
      )}
      <ConflictDialog desk={desk} />
      <LeaveDialog dirty={dirty} save={save}>
        {t('“{title}”有修改，离开后将丢失。', { title })}
      </LeaveDialog>
      {publishing && (
        <ReasonDialog
          title={t('发布规则')}
          explanation={t(
            '发布后成为“{title}”的新版本，统计和此后新发起的事项按它办理；流程图、表单和在办事项不变。',
            { title: view.title },
          )}
          label={t('发布原因')}
          okText={t('发布')}
          act={publish}
          onClose={() => setPublishing(false)}
        >
          <Consequences
            packageId={packageId}
            released={view.released}
            changed={{ ...view.changed, ...(dirty ? { [file]: text } : {}) }}
          />
          {Object.keys({ ...view.changed, ...(dirty ? { [file]: text } : {}) }).map((path) => (
            <ChangeLines
              key={path}
              title={t('{path}的改动', { path: titleIn(files[path]) || t('规则') })}
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
  if (isWeightingRule(value)) return WeightingEditor;
  return isBallotRule(value) ? BallotEditor : undefined;
}

const titleIn = (text: string | undefined): string => {
  const title = (readJson(text ?? '') as { title?: unknown } | undefined)?.title;
  return typeof title === 'string' ? `“${title}”` : '';
};

function Status({ desk }: { desk: Desk }) {
  const t = useText();
  const { view, dirty, file } = desk;
  const badge = dirty ? (
    <span className="jd-badge jd-badge-soon">{t('有未保存的修改')}</span>
  ) : view.changed[file] !== undefined ? (
    <span className="jd-badge jd-badge-progress">{t('草稿已保存，尚未发布')}</span>
  ) : (
    <span className="jd-badge jd-badge-good">{t('与生效的第 {n} 版相同', { n: view.release.number })}</span>
  );
  return (
    <span role="status" className="jd-rule-status">
      {view.title} {badge}
      {view.updatedAt && view.changed[file] !== undefined && (
        <> {t('{name} {at} 保存', { name: view.updatedByName ?? '', at: dateTime(view.updatedAt) })}</>
      )}
    </span>
  );
}
