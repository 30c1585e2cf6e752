import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../api/problem.ts';
import { filesOfKind, ID, nameOfFile, titleOfFile } from '../packages/file-kinds.ts';
import { STARTERS } from '../packages/files/new-file.ts';
import { useOnce } from '../shared/use-once.ts';
import { RULE_KINDS, type RuleKind } from './kinds.ts';
import { useText } from './text.ts';
import { freeRuleId, isRuleTaken, useAddRule } from './use-add-rule.ts';

/** 新建: a scheme, weighting rule, voting rule or rule set, small and valid to begin with, in the draft of a procedure. */
export function NewRuleDialog(props: {
  packageId: string;
  /** Title of the procedure. */
  into: string;
  /** Rule files of the procedure, in force and of the draft. */
  files: Readonly<Record<string, string>>;
  onClose: () => void;
}) {
  const { packageId, into, files, onClose } = props;
  const t = useText();
  const add = useAddRule();
  const schemes = filesOfKind(files, 'scheme').map((path) => ({
    value: nameOfFile(path),
    label: titleOfFile(path, files),
  }));
  const [kind, setKind] = useState<RuleKind>('scheme');
  const [title, setTitle] = useState('');
  const [objectKind, setObjectKind] = useState('');
  const [scheme, setScheme] = useState(schemes[0]?.value);
  const [typedId, setTypedId] = useState<string>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const id = typedId ?? freeRuleId(kind === 'weighting' && scheme ? `weights-${scheme}` : kind, files);
  const taken = isRuleTaken(id, files);
  const wanting = {
    title: title.trim() === '',
    objectKind: kind === 'scheme' && objectKind.trim() === '',
    scheme: kind === 'weighting' && scheme === undefined,
    id: !ID.test(id) || taken,
  };
  const create = useOnce(async () => {
    setTried(true);
    const starter = STARTERS[kind];
    if (!starter || Object.values(wanting).some(Boolean)) return;
    setBusy(true);
    setError(undefined);
    try {
      await add(packageId, (now) => ({
        ...(starter.make(id, title.trim(), packageId, now) as object),
        ...(kind === 'scheme' ? { objectKind: objectKind.trim() } : {}),
        ...(kind === 'weighting' ? { scheme } : {}),
        id,
      }));
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  });
  const must = (wrong: boolean, help: string) =>
    tried && wrong ? { validateStatus: 'error' as const, help } : {};
  return (
    <Modal
      open
      title={t('新建规则')}
      okText={t('建立')}
      cancelText={t('取消')}
      confirmLoading={busy}
      onOk={() => void create()}
      onCancel={onClose}
    >
      {error !== undefined && <Alert role="alert" type="error" showIcon title={messageOf(error)} />}
      <p className="jd-muted jd-rule-into">
        {t('建立在流程“{title}”的规则草稿里，发布后生效。', { title: into })}
      </p>
      <Form layout="vertical">
        <Form.Item label={t('种类')} htmlFor="jd-new-rule-kind">
          <Select
            id="jd-new-rule-kind"
            value={kind}
            options={Object.entries(RULE_KINDS).map(([value, label]) => ({
              value: value as RuleKind,
              label: t(label),
            }))}
            onChange={(next: RuleKind) => setKind(next)}
          />
        </Form.Item>
        <Form.Item
          label={t('名称')}
          htmlFor="jd-new-rule-title"
          required
          {...must(wanting.title, t('请填写名称。'))}
        >
          <Input
            id="jd-new-rule-title"
            value={title}
            maxLength={200}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Form.Item>
        {kind === 'scheme' && (
          <Form.Item
            label={t('评价对象')}
            htmlFor="jd-new-rule-object"
            required
            {...must(wanting.objectKind, t('请填写评价谁，如：街道办事处。'))}
          >
            <Input
              id="jd-new-rule-object"
              value={objectKind}
              maxLength={200}
              placeholder={t('如：街道办事处')}
              onChange={(e) => setObjectKind(e.target.value)}
            />
          </Form.Item>
        )}
        {kind === 'weighting' && (
          <Form.Item
            label={t('给哪个指标体系赋权')}
            htmlFor="jd-new-rule-scheme"
            required
            {...must(wanting.scheme, t('本流程还没有指标体系，请先建立。'))}
          >
            <Select
              id="jd-new-rule-scheme"
              value={scheme ?? null}
              options={schemes}
              onChange={(next: string) => setScheme(next)}
            />
          </Form.Item>
        )}
        <Form.Item
          label={t('标识')}
          htmlFor="jd-new-rule-id"
          required
          validateStatus={wanting.id ? 'error' : ''}
          help={
            taken
              ? t('本流程已有这个标识，请换一个。')
              : t('流程图和表单凭标识找到这份规则，建立后不能更改。用小写字母、数字和连字符，以字母开头。')
          }
        >
          <Input
            id="jd-new-rule-id"
            value={id}
            maxLength={64}
            onChange={(e) => setTypedId(e.target.value.toLowerCase().trim())}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
