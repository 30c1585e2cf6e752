import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { conditionFields } from '../../context.ts';
import type { Condition, ConditionOp, ConditionRow } from '../condition.ts';
import { opsFor, opTitle, refit } from '../condition-values.ts';
import { useDesk } from '../desk.ts';
import { isPlainName } from '../feel.ts';
import { ConditionValue } from './ConditionValue.tsx';

interface ConditionRowsProps {
  condition: Condition;
  onChange(condition: Condition): void;
}

/** Rows of field, comparison and value with 并且 or 或者 between them. */
export function ConditionRows({ condition, onChange }: ConditionRowsProps) {
  const { context, t } = useDesk();
  const fields = conditionFields(context).filter(({ name }) => isPlainName(name));
  const numeric = fields.filter(
    ({ name, type }) => name.startsWith('params.') && /number|integer/.test(type),
  );
  const put = (index: number, row: ConditionRow) =>
    onChange({ ...condition, rows: condition.rows.map((old, at) => (at === index ? row : old)) });

  return (
    <div className="jd-conditions">
      {condition.rows.map((row, index) => {
        const field = fields.find(({ name }) => name === row.field);
        const groups = groupOptions(fields, row.field && !field ? row.field : undefined);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div key={index}>
            {index > 0 && (
              <Select
                aria-label={t('连接方式')}
                size="small"
                className="jd-join"
                value={condition.join}
                options={[
                  { value: 'and', label: t('并且') },
                  { value: 'or', label: t('或者') },
                ]}
                onChange={(join: Condition['join']) => onChange({ ...condition, join })}
              />
            )}
            <div className="jd-condition">
              <Select
                aria-label={t('字段')}
                className="jd-condition-field"
                showSearch
                optionFilterProp="label"
                popupMatchSelectWidth={false}
                placeholder={t('选择字段')}
                {...(row.field && { value: row.field })}
                options={groups}
                onChange={(name: string) =>
                  put(
                    index,
                    refit(
                      { ...row, field: name },
                      fields.find((one) => one.name === name),
                    ),
                  )
                }
              />
              <Select
                aria-label={t('比较')}
                className="jd-condition-op"
                popupMatchSelectWidth={false}
                value={row.op}
                options={[...new Set([...opsFor(field), row.op])].map((op) => ({
                  value: op,
                  label: t(opTitle(op)),
                }))}
                onChange={(op: ConditionOp) => put(index, refit({ ...row, op }, field))}
              />
              <Button
                type="text"
                size="small"
                aria-label={t('删除这一行')}
                icon={<DeleteOutlined />}
                onClick={() =>
                  onChange({ ...condition, rows: condition.rows.filter((_, at) => at !== index) })
                }
              />
              <div className="jd-condition-value">
                <ConditionValue
                  row={row}
                  field={field}
                  parameters={numeric}
                  onChange={(value) =>
                    put(index, { field: row.field, op: row.op, ...(value !== undefined && { value }) })
                  }
                />
              </div>
            </div>
          </div>
        );
      })}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange({ ...condition, rows: [...condition.rows, { field: '', op: 'eq' }] })}
      >
        {condition.rows.length ? t('再加一个条件') : t('添加条件')}
      </Button>
    </div>
  );
}

function groupOptions(fields: ReturnType<typeof conditionFields>, unknown: string | undefined) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { group, name, title } of fields)
    groups.set(group, [...(groups.get(group) ?? []), { value: name, label: title }]);
  const options = [...groups].map(([label, entries]) => ({ label, title: label, options: entries }));
  if (unknown)
    options.push({ label: unknown, title: unknown, options: [{ value: unknown, label: unknown }] });
  return options;
}
