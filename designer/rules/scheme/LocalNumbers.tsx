import { Button, Select } from 'antd';
import { numberAt } from '../../../rules/scheme/parameters.ts';
import { flatten } from '../../../rules/scheme/tree.ts';
import type { LocalField, LocalNumber, Scheme } from '../../../rules/scheme/types.ts';
import { parametersIn } from './surroundings.ts';
import { type Text, type Translate, useText } from './text.ts';

const FIELDS: Record<LocalField, Text> = {
  weight: '权重',
  target: '目标值',
  limit: '零分值',
  min: '下限',
  max: '上限',
  points: '分值',
  cap: '本项上限',
  atMost: '总分至多',
  atLeast: '分数线',
};

/** Every number of the scheme that a parameter could set, by title. */
function numbersOf(scheme: Scheme, t: Translate): (Omit<LocalNumber, 'param'> & { label: string })[] {
  const things = [
    ...flatten(scheme).nodes.map((n) => n.node),
    ...(scheme.adjustments ?? []),
    ...(scheme.vetoes ?? []),
    ...(scheme.grades ?? []),
  ];
  return things.flatMap(({ id, title }) =>
    (Object.keys(FIELDS) as LocalField[]).flatMap((field) => {
      const value = numberAt(scheme, { of: id, field });
      return value === undefined
        ? []
        : [{ of: id, field, label: `${title} · ${t(FIELDS[field])}（${value}）` }];
    }),
  );
}

/** Numbers that each locality sets by the procedure's parameters; where it sets none, those of the scheme hold. */
export function LocalNumbers(props: {
  scheme: Scheme;
  files: Readonly<Record<string, string>>;
  onChange: (next: Scheme) => void;
  readOnly: boolean;
}) {
  const t = useText();
  const { scheme, files, onChange, readOnly } = props;
  const list = scheme.localNumbers ?? [];
  const parameters = parametersIn(files);
  const numbers = numbersOf(scheme, t);
  const key = (n: Omit<LocalNumber, 'param'>) => `${n.of} ${n.field}`;
  const taken = new Set(list.map(key));
  const free = numbers.filter((n) => !taken.has(key(n)));
  const write = (localNumbers: readonly LocalNumber[]) => {
    const { localNumbers: _old, ...rest } = scheme;
    onChange(localNumbers.length > 0 ? { ...rest, localNumbers } : rest);
  };
  const set = (i: number, next: LocalNumber) => write(list.map((n, j) => (j === i ? next : n)));
  return (
    <div className="jd-rule-stack">
      <p className="jd-muted">
        {t(
          '选定的数值在各地按该流程的参数取值（“流程配置”里的“参数”），没有设参数的地方用这里的数值。权重改为参数后，同级之和仍须为 100，否则不能评价。',
        )}
      </p>
      {list.map((local, i) => {
        const at = numbers.find((n) => key(n) === key(local));
        return (
          <div key={key(local)} className="jd-rule-line">
            <Select
              className="jd-rule-fact"
              aria-label={t('第 {n} 个由参数决定的数值', { n: i + 1 })}
              disabled={readOnly}
              showSearch={{ optionFilterProp: 'label' }}
              value={key(local)}
              options={[
                ...(at ? [at] : [{ ...local, label: t('{name}（已不存在）', { name: local.of }) }]),
                ...free,
              ].map((n) => ({
                value: key(n),
                label: n.label,
              }))}
              onChange={(next: string) => {
                const found = numbers.find((n) => key(n) === next);
                if (found) set(i, { param: local.param, of: found.of, field: found.field });
              }}
            />
            <span>{t('取参数')}</span>
            <Select
              className="jd-rule-fact"
              aria-label={t('第 {n} 个数值取哪个参数', { n: i + 1 })}
              disabled={readOnly}
              value={local.param}
              options={[
                ...parameters.map((p) => ({
                  value: p.name,
                  label: t('{title}（默认 {value}）', { title: p.title, value: String(p.value ?? t('无')) }),
                })),
                ...(parameters.some((p) => p.name === local.param)
                  ? []
                  : [{ value: local.param, label: t('{name}（参数已不存在）', { name: local.param }) }]),
              ]}
              onChange={(param: string) => set(i, { ...local, param })}
            />
            {!readOnly && (
              <Button size="small" onClick={() => write(list.filter((_, j) => j !== i))}>
                {t('删去')}
              </Button>
            )}
          </div>
        );
      })}
      {!readOnly &&
        (parameters.length === 0 ? (
          <p className="jd-muted">{t('这个流程没有数值型的参数。请先由管理员在流程配置中添加。')}</p>
        ) : (
          <div className="jd-rule-adds">
            <Button
              disabled={free.length === 0}
              onClick={() => {
                const [first] = free;
                const [param] = parameters;
                if (first && param) write([...list, { param: param.name, of: first.of, field: first.field }]);
              }}
            >
              {t('添加由参数决定的数值')}
            </Button>
          </div>
        ))}
    </div>
  );
}
