import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber } from 'antd';
import type { GradeBand, Scheme } from '../../../rules/scheme/types.ts';
import { useText } from './text.ts';

/** Grades by total; a rule set, where one is chosen, goes before them. */
export function GradeBands(props: { scheme: Scheme; onChange: (next: Scheme) => void; readOnly: boolean }) {
  const t = useText();
  const { scheme, onChange, readOnly } = props;
  const list = scheme.grades ?? [];
  const write = (grades: readonly GradeBand[]) => {
    const { grades: _old, ...rest } = scheme;
    onChange(grades.length > 0 ? { ...rest, grades } : rest);
  };
  const set = (i: number, change: Partial<GradeBand>) =>
    write(list.map((g, j) => (j === i ? { ...g, ...change } : g)));
  const add = () => {
    let n = list.length + 1;
    while (list.some((g) => g.id === `grade${n}`)) n++;
    const lowest = Math.min(100, ...list.map((g) => g.atLeast));
    write([...list, { id: `grade${n}`, title: `等次 ${n}`, atLeast: Math.max(0, lowest - 10) }]);
  };
  return (
    <div className="jd-rule-stack">
      {list.map((g, i) => (
        <div key={g.id} className="jd-rule-line">
          <Input
            className="jd-rule-fact"
            aria-label={t('第 {n} 个等次的名称', { n: i + 1 })}
            value={g.title}
            maxLength={50}
            disabled={readOnly}
            onChange={(e) => set(i, { title: e.target.value })}
          />
          <InputNumber
            aria-label={t('“{title}”的分数线', { title: g.title })}
            min={0}
            max={100}
            prefix="≥"
            suffix={t('分')}
            disabled={readOnly}
            value={g.atLeast}
            onChange={(n) => set(i, { atLeast: n ?? 0 })}
          />
          {!readOnly && (
            <Button size="small" onClick={() => write(list.filter((_, j) => j !== i))}>
              {t('删去')}
            </Button>
          )}
        </div>
      ))}
      {!readOnly && (
        <div className="jd-rule-adds">
          <Button icon={<PlusOutlined />} onClick={add}>
            {t('添加等次')}
          </Button>
        </div>
      )}
    </div>
  );
}
