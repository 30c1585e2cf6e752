import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input } from 'antd';
import type { RuleEvent } from '../../../rules/ruleset/types.ts';
import { useOrgNames } from '../../api/names.ts';

const TYPES: Record<string, string> = { grade: '等次（grade）', veto: '一票否决（veto）' };
const NAMES: Record<string, string> = { grade: '等次编号', title: '等次名称', class: '类别' };

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
  // an id of an organisation says little: its name stands beside it
  const orgs = useOrgNames();
  const params = Object.entries(event.params ?? {});
  const write = (next: [string, unknown][]) => onChange({ ...event, params: Object.fromEntries(next) });
  const free = () => {
    const names = params.map(([name]) => name);
    return ['grade', 'title', 'reason'].find((n) => !names.includes(n)) ?? `value${names.length + 1}`;
  };
  return (
    <div className="jd-rule-line jd-rule-event">
      <span>结果</span>
      <AutoComplete
        aria-label="结果类型"
        className="jd-rule-operator"
        value={event.type}
        disabled={readOnly}
        options={types.map((t) => ({ value: t, label: TYPES[t] ?? t }))}
        onChange={(type: string) => onChange({ ...event, type })}
      />
      {params.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names are edited
        <span key={i} className="jd-rule-line">
          {NAMES[name] ? (
            <span className="jd-muted">{NAMES[name]}</span>
          ) : (
            <Input
              aria-label="结果项名称"
              value={name}
              disabled={readOnly}
              onChange={(e) => write(params.map((p, j) => (j === i ? [e.target.value, value] : p)))}
            />
          )}
          <Input
            aria-label={NAMES[name] ?? name}
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
              aria-label={`删去${NAMES[name] ?? name}`}
              onClick={() => write(params.filter((_, j) => j !== i))}
            />
          )}
        </span>
      ))}
      {!readOnly && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => write([...params, [free(), '']])}>
          结果项
        </Button>
      )}
    </div>
  );
}
