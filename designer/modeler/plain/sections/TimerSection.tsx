import { InputNumber, Select } from 'antd';
import { child, eventDefinition, is, text } from '../../moddle.ts';
import { CommitInput } from '../controls/CommitInput.tsx';
import { CustomExpression } from '../controls/CustomExpression.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { isPlainName } from '../feel.ts';
import type { PlainTimer, TimerExpressions, TimerUnit } from '../timer.ts';
import { readTimer, writeTimer } from '../timer.ts';

const NAMES = ['timeDuration', 'timeDate', 'timeCycle'] as const;

/** 时间 of a timer event. */
export function TimerSection() {
  const { drawing, element, context, t } = useDesk();
  const definition = eventDefinition(element.businessObject);
  const expressions: TimerExpressions = {};
  for (const name of NAMES) {
    const body = text(child(definition, name), 'body');
    if (body) expressions[name] = body;
  }
  const timer = readTimer(expressions);
  const fields = context.forms
    .flatMap((form) => form.fields)
    .filter(
      ({ name, type, routes }) => routes && (type === 'date' || type === 'date-time') && isPlainName(name),
    );
  const numeric = context.parameters.filter(({ type }) => type === 'number' || type === 'integer');
  const object = element.businessObject;
  const repeats = is(object, 'bpmn:StartEvent') || object.get('cancelActivity') === false;

  const write = (next: PlainTimer) => {
    if (!definition) return;
    const written = writeTimer(next);
    const properties = Object.fromEntries(
      NAMES.map((name) => [
        name,
        written[name] && drawing.create('bpmn:FormalExpression', { body: written[name] }, definition),
      ]),
    );
    drawing.change((modeling) => modeling.updateModdleProperties(element, definition, properties));
  };
  const choose = (kind: string) => {
    if (kind === 'after') write({ kind, amount: 1, unit: 'day' });
    if (kind === 'every') write({ kind, amount: 1, unit: 'week' });
    if (kind === 'afterParameter' && numeric[0])
      write({ kind, parameter: `params.${numeric[0].name}`, unit: 'day' });
    if (kind === 'at' && fields[0])
      write({ kind, field: fields[0].name, ...(fields[0].type === 'date' && { time: '09:00' }) });
  };
  const units = UNITS.map(([value, label]) => ({ value, label: t(label) }));

  return (
    <Section title={t('时间')}>
      <Row
        label={t('什么时候')}
        help={t('按自然时间计算。可以中止、延长的法定期限请用“期限时钟”业务模块和消息事件')}
      >
        <Select
          aria-label={t('什么时候')}
          placeholder={t('请选择')}
          {...(timer && { value: timer.kind })}
          options={[
            { value: 'after', label: t('等待一段时间后') },
            ...(numeric.length ? [{ value: 'afterParameter', label: t('等待时间取自参数') }] : []),
            ...(fields.length ? [{ value: 'at', label: t('到字段所填的日期') }] : []),
            ...(repeats ? [{ value: 'every', label: t('每隔一段时间') }] : []),
            ...(timer?.kind === 'custom' ? [{ value: 'custom', label: t('自定义') }] : []),
          ]}
          onChange={choose}
        />
      </Row>
      {timer?.kind === 'custom' && <CustomExpression expression={timer.expression} />}
      {(timer?.kind === 'after' || timer?.kind === 'every') && (
        <div className="jd-inline">
          <InputNumber
            aria-label={t('数量')}
            min={1}
            precision={0}
            value={timer.amount}
            onChange={(amount) => amount && write({ ...timer, amount })}
          />
          <Select
            aria-label={t('时间单位')}
            value={timer.unit}
            options={units}
            onChange={(unit) => write({ ...timer, unit })}
          />
        </div>
      )}
      {timer?.kind === 'afterParameter' && (
        <div className="jd-inline">
          <Select
            aria-label={t('参数')}
            value={timer.parameter}
            options={numeric.map(({ name, title }) => ({ value: `params.${name}`, label: title }))}
            onChange={(parameter) => write({ ...timer, parameter })}
          />
          <Select
            aria-label={t('时间单位')}
            value={timer.unit}
            options={units}
            onChange={(unit) => write({ ...timer, unit })}
          />
        </div>
      )}
      {timer?.kind === 'at' && (
        <Row label={t('日期字段')}>
          <div className="jd-inline">
            <Select
              aria-label={t('日期字段')}
              value={timer.field}
              options={fields.map(({ name, title }) => ({ value: name, label: title }))}
              onChange={(field) => write({ ...timer, field })}
            />
            {timer.time !== undefined && (
              <CommitInput
                key={element.id}
                label={t('钟点')}
                value={timer.time}
                placeholder="09:00"
                onCommit={(time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) && write({ ...timer, time })}
              />
            )}
          </div>
        </Row>
      )}
    </Section>
  );
}

const UNITS: [TimerUnit, string][] = [
  ['minute', '分钟'],
  ['hour', '小时'],
  ['day', '天'],
  ['week', '周'],
  ['month', '个月'],
];
