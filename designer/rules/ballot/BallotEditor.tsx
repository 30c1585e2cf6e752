import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, InputNumber, Select, Switch } from 'antd';
import { isChoiceQuestion } from '../../../rules/ballot/places.ts';
import { READY_BALLOTS } from '../../../rules/ballot/ready.ts';
import type { BallotRule, Choice, ChoiceQuestion } from '../../../rules/ballot/types.ts';
import type { EditorProps } from '../../packages/editors.ts';
import { isBallotRule } from '../documents.ts';
import { Problems } from '../Problems.tsx';
import { useText } from '../text.ts';
import '../rules.css';
import { InvalidityFields, SelectionFields, TrimmingFields } from './CountingFields.tsx';
import { Examples } from './Examples.tsx';
import { newChoiceQuestion, newObject, removeAt, replaceAt, withKey } from './edit.ts';
import { OutcomeRows } from './OutcomeRows.tsx';
import { QuestionCard } from './QuestionCard.tsx';
import { RuleFields } from './RuleFields.tsx';

/** A voting rule (测评、票决规则) as a form, beside worked examples that are reckoned as it is edited. */
export default function BallotEditor(props: EditorProps) {
  const { value, onChange, problems, readOnly } = props;
  const t = useText();
  if (!isBallotRule(value))
    return (
      <Alert
        type="warning"
        showIcon
        title={t('这份测评规则缺少必要的内容，无法用表单显示。请在 JSON 中更正。')}
      />
    );
  const rule: BallotRule = value;
  const questions = rule.questions ?? [];
  const choices = [
    ...new Map<string, Choice>(
      questions.flatMap((q) =>
        isChoiceQuestion(q) ? q.choices.map((c): [string, Choice] => [c.id, c]) : [],
      ),
    ).values(),
  ];
  const setQuestions = (next: typeof questions) =>
    onChange(withKey(rule, 'questions', next.length > 0 ? next : undefined));
  const ownOutcomes = questions.filter(isChoiceQuestion);
  return (
    <div className="jd-rule-ballot">
      <div className="jd-rule-stack">
        {!readOnly && <Templates {...{ rule, onChange }} />}
        <RuleFields {...{ rule, onChange, readOnly }} />
        <Problems problems={problems} />
        <SelectionFields {...{ rule, onChange, readOnly }} />
        {(questions.length > 0 || !rule.selection) && <h3>{t('测评项和选项')}</h3>}
        {questions.map((question, i) => (
          <QuestionCard
            key={question.id}
            {...{ question, readOnly }}
            onChange={(next) => setQuestions(replaceAt(questions, i, next))}
            onRemove={() => setQuestions(removeAt(questions, i))}
          />
        ))}
        {!readOnly && (
          <div>
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => setQuestions([...questions, newChoiceQuestion(rule, t('新测评项'))])}
            >
              {t('添加测评项')}
            </Button>
          </div>
        )}
        {choices.length > 0 && (
          <section className="jd-rule-stack">
            <h3>{t('结果的门槛（自上而下，先达到的为准）')}</h3>
            <OutcomeRows
              outcomes={rule.outcomes ?? []}
              {...{ choices, readOnly }}
              onChange={(next) => onChange(withKey(rule, 'outcomes', next.length > 0 ? next : undefined))}
              fallback={rule.defaultOutcome}
              onFallback={(next) => onChange(withKey(rule, 'defaultOutcome', next))}
            />
            {ownOutcomes.map((q) => (
              <OwnOutcomes
                key={q.id}
                question={q}
                readOnly={readOnly}
                onChange={(next) => setQuestions(questions.map((x) => (x.id === q.id ? next : x)))}
              />
            ))}
          </section>
        )}
        <InvalidityFields {...{ rule, onChange, readOnly }} />
        <TrimmingFields {...{ rule, onChange, readOnly }} />
        <Objects {...{ rule, onChange, readOnly }} />
        <Groups {...{ rule, onChange, readOnly }} />
      </div>
      <div className="jd-rule-examples">
        <Examples {...{ rule, onChange, readOnly }} />
      </div>
    </div>
  );
}

/** Thresholds of one question in place of the rule's. */
function OwnOutcomes(props: {
  question: ChoiceQuestion;
  readOnly: boolean;
  onChange: (next: ChoiceQuestion) => void;
}) {
  const { question, readOnly, onChange } = props;
  const t = useText();
  const { title, choices, outcomes } = question;
  const turn = (on: boolean) => onChange(withKey(question, 'outcomes', on ? [] : undefined));
  return (
    <>
      <span className="jd-rule-line">
        <Switch
          size="small"
          aria-label={t('“{title}”另设门槛', { title })}
          checked={outcomes !== undefined}
          disabled={readOnly}
          onChange={turn}
        />
        <span className="jd-muted">{t('“{title}”另设门槛', { title })}</span>
      </span>
      {outcomes && (
        <OutcomeRows
          {...{ outcomes, choices, readOnly }}
          onChange={(next) => onChange({ ...question, outcomes: next })}
        />
      )}
    </>
  );
}

/** A ready rule in place of this one; its id stays, since drawings name it. */
function Templates({ rule, onChange }: Pick<Part, 'rule' | 'onChange'>) {
  const t = useText();
  const { modal } = App.useApp();
  const take = (id: string) => {
    const ready = READY_BALLOTS.find((r) => r.id === id);
    if (!ready) return;
    modal.confirm({
      title: t('用“{title}”替换现在的内容？', { title: ready.title }),
      content: ready.description,
      okText: t('替换'),
      cancelText: t('取消'),
      onOk: () => onChange({ ...ready, id: rule.id }),
    });
  };
  return (
    <Select
      aria-label={t('从现成的规则开始')}
      placeholder={t('从现成的规则开始')}
      value={null}
      options={READY_BALLOTS.map((r) => ({ value: r.id, label: r.title }))}
      onChange={(id: string | null) => id && take(id)}
    />
  );
}

type Part = { rule: BallotRule; onChange: (next: BallotRule) => void; readOnly: boolean };

function Objects({ rule, onChange, readOnly }: Part) {
  const t = useText();
  const objects = rule.objects ?? [];
  const write = (next: typeof objects) =>
    onChange(withKey(rule, 'objects', next.length > 0 ? next : undefined));
  return (
    <fieldset className="jd-rule-bands">
      <legend>{t('固定的对象')}</legend>
      {objects.length === 0 && (
        <span className="jd-muted">{t('没有固定的对象：由每次测评、票决给出。')}</span>
      )}
      {objects.map((o, i) => (
        <span key={o.id} className="jd-rule-line">
          <Input
            aria-label={t('对象名称')}
            value={o.title}
            maxLength={200}
            disabled={readOnly}
            onChange={(e) => write(replaceAt(objects, i, { ...o, title: e.target.value }))}
          />
          {!readOnly && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('删去对象“{title}”', { title: o.title })}
              onClick={() => write(removeAt(objects, i))}
            />
          )}
        </span>
      ))}
      {!readOnly && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => write([...objects, newObject(rule)])}>
          {t('添加对象')}
        </Button>
      )}
    </fieldset>
  );
}

function Groups({ rule, onChange, readOnly }: Part) {
  const t = useText();
  const groups = rule.groups ?? [];
  const write = (next: typeof groups) =>
    onChange(withKey(rule, 'groups', next.length > 0 ? next : undefined));
  return (
    <fieldset className="jd-rule-bands">
      <legend>{t('投票人分组')}</legend>
      {groups.length === 0 && <span className="jd-muted">{t('不分组：每票同等计算。')}</span>}
      {groups.map((g, i) => (
        <span key={g.id} className="jd-rule-line">
          <Input
            aria-label={t('分组名称')}
            value={g.title}
            maxLength={200}
            disabled={readOnly}
            style={{ width: 160 }}
            onChange={(e) => write(replaceAt(groups, i, { ...g, title: e.target.value }))}
          />
          <InputNumber
            aria-label={t('分组“{title}”的权重', { title: g.title })}
            className="jd-rule-affixed"
            prefix={t('权重')}
            min={0.001}
            max={1000}
            value={g.weight}
            disabled={readOnly}
            onChange={(n) => write(replaceAt(groups, i, { ...g, weight: n ?? 1 }))}
          />
          {!readOnly && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('删去分组“{title}”', { title: g.title })}
              onClick={() => write(removeAt(groups, i))}
            />
          )}
        </span>
      ))}
      {!readOnly && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => {
            let n = groups.length + 1;
            while (groups.some((g) => g.id === `group${n}`)) n++;
            write([...groups, { id: `group${n}`, title: t('新分组'), weight: 1 }]);
          }}
        >
          {t('添加分组')}
        </Button>
      )}
    </fieldset>
  );
}
