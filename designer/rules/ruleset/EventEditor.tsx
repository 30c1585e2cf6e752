import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { OUTCOME_TYPE_TITLE } from '../../../rules/ruleset/titles.ts';
import type { RuleEvent } from '../../../rules/ruleset/types.ts';
import { useOrgNames } from '../../api/names.ts';
import { type Text, useText } from '../text.ts';
import { kindTitle } from './kind-title.ts';

/** What people call the values that the application knows; others go by their own name. */
const NAMES: Record<string, Text> = {
  grade: '等次编号',
  title: '显示为',
  class: '类别',
  leadBody: '主办单位',
  reason: '理由',
};
/** A kind that the application does not know may be any id, in Chinese too. */
const KIND = /^\p{L}[\p{L}\p{N}_.-]{0,63}$/u;

/** `90` is a number, `true` a truth value, anything else a text: as people write them. */
function typedValue(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a rule says when it fires: a kind, and values by name. */
export function EventEditor(props: {
  event: RuleEvent;
  types: readonly string[];
  onChange: (next: RuleEvent) => void;
  readOnly: boolean;
}) {
  const { event, types, onChange, readOnly } = props;
  const t = useText();
  const [search, setSearch] = useState('');
  // an id of an organisation says little: its name stands beside it
  const orgs = useOrgNames();
  const params = Object.entries(event.params ?? {});
  const write = (next: [string, unknown][]) => onChange({ ...event, params: Object.fromEntries(next) });
  const free = () => {
    const names = params.map(([name]) => name);
    return ['grade', 'title', 'reason'].find((n) => !names.includes(n)) ?? `value${names.length + 1}`;
  };
  const known = [...new Set([...Object.keys(OUTCOME_TYPE_TITLE), ...types, event.type])];
  const titles = known.map((k) => kindTitle(k, t));
  const kinds = KIND.test(search) && !titles.includes(search) ? [...known, search] : known;
  const nameOf = (name: string) => (NAMES[name] ? t(NAMES[name] as Text) : name);
  return (
    <div className="jd-rule-line jd-rule-event">
      <span>{t('结果')}</span>
      <Select
        aria-label={t('结果种类')}
        className="jd-rule-operator"
        value={event.type}
        disabled={readOnly}
        showSearch={{ onSearch: setSearch, optionFilterProp: 'label' }}
        options={kinds.map((value) => ({ value, label: kindTitle(value, t) }))}
        onChange={(type: string) => onChange({ ...event, type })}
      />
      {params.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names are edited
        <span key={i} className="jd-rule-line">
          {NAMES[name] ? (
            <span className="jd-muted">{nameOf(name)}</span>
          ) : (
            <Input
              aria-label={t('结果项名称')}
              value={name}
              disabled={readOnly}
              onChange={(e) => write(params.map((p, j) => (j === i ? [e.target.value, value] : p)))}
            />
          )}
          <Input
            aria-label={nameOf(name)}
            value={textOf(value)}
            disabled={readOnly}
            onChange={(e) => write(params.map((p, j) => (j === i ? [name, typedValue(e.target.value)] : p)))}
          />
          {typeof value === 'string' && orgs[value] && <span className="jd-muted">{orgs[value]}</span>}
          {!readOnly && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('删去{what}', { what: nameOf(name) })}
              onClick={() => write(params.filter((_, j) => j !== i))}
            />
          )}
        </span>
      ))}
      {!readOnly && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => write([...params, [free(), '']])}>
          {t('结果项')}
        </Button>
      )}
    </div>
  );
}
