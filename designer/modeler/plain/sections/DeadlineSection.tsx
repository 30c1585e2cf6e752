import { Select, Switch } from 'antd';
import { AmountInput } from '../controls/AmountInput.tsx';
import { CustomExpression } from '../controls/CustomExpression.tsx';
import { Row, Section } from '../controls/Section.tsx';
import type { Deadline, DeadlineUnit } from '../deadline.ts';
import { DEADLINE_TARGET, readDeadline, writeDeadline } from '../deadline.ts';
import { useDesk } from '../desk.ts';
import { INPUTS, readEntry, writeEntry } from '../entries.ts';

/** 期限: within how long the task is due, and how long before people are reminded. */
export function DeadlineSection() {
  const { drawing, element, t } = useDesk();
  const source = readEntry(element, INPUTS, DEADLINE_TARGET);
  const deadline = source === undefined ? undefined : readDeadline(source);
  const write = (next: Deadline | undefined) =>
    writeEntry(drawing, element, INPUTS, DEADLINE_TARGET, next && writeDeadline(next));
  const units: { value: DeadlineUnit; label: string }[] = [
    { value: 'workday', label: t('工作日') },
    { value: 'day', label: t('自然日') },
    { value: 'month', label: t('个月') },
  ];
  return (
    <Section
      title={t('期限')}
      extra={
        <Switch
          size="small"
          aria-label={t('设置期限')}
          checked={source !== undefined}
          onChange={(on) => write(on ? { amount: 5, unit: 'workday', remind: 1 } : undefined)}
        />
      }
    >
      {source === undefined && <p className="jd-plain-help">{t('不设期限')}</p>}
      {source !== undefined && !deadline && <CustomExpression expression={source} />}
      {deadline && (
        <>
          <Row label={t('办理时限')}>
            <div className="jd-inline">
              <AmountInput
                label={t('办理时限')}
                min={1}
                value={deadline.amount}
                onChange={(amount) => amount !== undefined && write({ ...deadline, amount })}
              />
              <Select
                aria-label={t('时限单位')}
                className="jd-unit"
                value={deadline.unit}
                options={units}
                onChange={(unit) => write({ ...deadline, unit })}
              />
            </div>
          </Row>
          <Row label={t('提前几天提醒')} help={t('不填则不提醒')}>
            <AmountInput
              label={t('提前几天提醒')}
              value={deadline.remind}
              onChange={(remind) => {
                const { remind: _, ...rest } = deadline;
                write(remind === undefined ? rest : { ...rest, remind });
              }}
            />
          </Row>
        </>
      )}
    </Section>
  );
}
