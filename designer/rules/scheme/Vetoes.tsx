import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { objectFacts } from '../../../rules/scheme/sources.ts';
import type { Scheme, Veto } from '../../../rules/scheme/types.ts';
import { isRuleSet, readJson } from '../documents.ts';
import type { PartsProps } from './Adjustments.tsx';
import { ConditionPart } from './ConditionPart.tsx';
import { freeId } from './edit.ts';
import { SourceFields } from './SourceFields.tsx';
import { useText } from './text.ts';

/** What decides whatever the points are (一票否决): a grade, or the most that the total may be. */
export function Vetoes(props: PartsProps) {
  const t = useText();
  const { scheme, onChange, readOnly } = props;
  const list = scheme.vetoes ?? [];
  const write = (vetoes: readonly Veto[], facts = scheme.facts) => {
    const { vetoes: _old, ...rest } = scheme;
    onChange({ ...rest, facts, ...(vetoes.length > 0 ? { vetoes } : {}) });
  };
  const add = () => {
    const id = freeId(scheme, 'veto');
    const when = { all: [{ fact: id, operator: 'greaterThan', value: 0 }] };
    write([...list, { id, title: '新的否决项', source: { kind: 'given' }, when, atMost: 59 }]);
  };
  return (
    <div className="jd-rule-stack">
      <p className="jd-muted">{t('符合任何一个否决项，不论得分多少，都按它规定的等次或总分上限处理。')}</p>
      {list.map((v, i) => (
        <VetoCard
          key={v.id}
          {...props}
          veto={v}
          onOne={(next, facts) =>
            write(
              list.map((x, j) => (j === i ? next : x)),
              facts,
            )
          }
          onRemove={() => write(list.filter((_, j) => j !== i))}
        />
      ))}
      {!readOnly && (
        <div className="jd-rule-adds">
          <Button icon={<PlusOutlined />} onClick={add}>
            {t('添加否决项')}
          </Button>
        </div>
      )}
    </div>
  );
}

function VetoCard(
  props: PartsProps & {
    veto: Veto;
    onOne: (next: Veto, facts?: Scheme['facts']) => void;
    onRemove: () => void;
  },
) {
  const t = useText();
  const { veto: v, scheme, packageId, files, readOnly, onOne, onRemove } = props;
  const id = (name: string) => `jd-veto-${v.id}-${name}`;
  const without = <K extends 'grade' | 'atMost' | 'source'>(key: K): Omit<Veto, K> => {
    const { [key]: _old, ...rest } = v;
    return rest;
  };
  return (
    <section className="jd-rule-card" data-veto={v.id} aria-label={t('否决项：{title}', { title: v.title })}>
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label={t('否决项名称')} htmlFor={id('title')}>
          <Input
            id={id('title')}
            value={v.title}
            maxLength={200}
            onChange={(e) => onOne({ ...v, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('等次定为')} htmlFor={id('grade')}>
          <Select
            id={id('grade')}
            value={v.grade ?? ''}
            options={[{ value: '', label: t('不定等次') }, ...gradesOf(scheme, files)]}
            onChange={(grade: string) => onOne(grade ? { ...v, grade } : without('grade'))}
          />
        </Form.Item>
        <Form.Item label={t('总分至多')} htmlFor={id('atMost')}>
          <InputNumber
            id={id('atMost')}
            min={0}
            max={100}
            suffix={t('分')}
            placeholder={t('不限')}
            value={v.atMost ?? null}
            onChange={(n) => onOne(n === null ? without('atMost') : { ...v, atMost: n })}
          />
        </Form.Item>
        <Form.Item label={t('另有数据来源')} htmlFor={id('own')}>
          <Switch
            id={id('own')}
            checked={v.source !== undefined}
            onChange={(yes) => onOne(yes ? { ...v, source: { kind: 'given' } } : without('source'))}
          />
        </Form.Item>
        {!readOnly && (
          <Button
            className="jd-rule-card-remove"
            icon={<DeleteOutlined />}
            aria-label={t('删去否决项“{title}”', { title: v.title })}
            onClick={onRemove}
          >
            {t('删去')}
          </Button>
        )}
      </Form>
      {v.source && (
        <SourceFields
          source={v.source}
          owner={v.id}
          {...{ scheme, packageId, files, readOnly }}
          onChange={(source) => onOne({ ...v, source })}
          onFacts={(source, facts) => onOne({ ...v, source }, facts)}
        />
      )}
      <ConditionPart
        title={t('什么情况下否决')}
        condition={v.when}
        facts={objectFacts(scheme)}
        readOnly={readOnly}
        onChange={(when) => onOne({ ...v, when: when ?? v.when })}
      />
    </section>
  );
}

/** Grades of the scheme, and those that its rule set gives. */
function gradesOf(scheme: Scheme, files: PartsProps['files']) {
  const found = new Map((scheme.grades ?? []).map((g) => [g.id, g.title]));
  const rules = scheme.gradeRules ? readJson(files[`rules/${scheme.gradeRules}.json`] ?? '') : undefined;
  if (isRuleSet(rules))
    for (const event of [...rules.rules.map((r) => r.event), rules.defaultOutcome]) {
      const { grade, title } = event?.params ?? {};
      if (typeof grade === 'string' && !found.has(grade))
        found.set(grade, typeof title === 'string' && title ? title : grade);
    }
  return [...found].map(([value, label]) => ({ value, label }));
}
