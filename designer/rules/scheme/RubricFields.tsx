import { Button, Input, InputNumber } from 'antd';
import type { RubricLevel, RubricScale } from '../../../rules/scheme/types.ts';
import { useText } from './text.ts';

/** The levels of a qualitative indicator: name, what it means, points. */
export function RubricFields(props: { scale: RubricScale; onChange: (next: RubricScale) => void }) {
  const t = useText();
  const { scale, onChange } = props;
  const { levels } = scale;
  const set = (i: number, change: Partial<RubricLevel>) =>
    onChange({ ...scale, levels: levels.map((l, j) => (j === i ? { ...l, ...change } : l)) });
  const add = () => {
    let n = levels.length + 1;
    while (levels.some((l) => l.id === `level${n}`)) n++;
    onChange({ ...scale, levels: [...levels, { id: `level${n}`, title: `等级 ${n}`, score: 0 }] });
  };
  return (
    <fieldset className="jd-rule-bands jd-rule-rubric">
      <legend>
        {t('等级（由测评、专家或填报选定一级，得相应分；多人选的取平均。测评的选项按编号对应）')}
      </legend>
      <table className="jd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('等级')}</th>
            <th scope="col">{t('编号')}</th>
            <th scope="col">{t('说明')}</th>
            <th scope="col">{t('得分')}</th>
            <th scope="col">
              <span className="jd-visually-hidden">{t('操作')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the id is edited here
            <tr key={i}>
              <td>
                <Input
                  aria-label={t('第 {n} 级名称', { n: i + 1 })}
                  value={level.title}
                  maxLength={50}
                  onChange={(e) => set(i, { title: e.target.value })}
                />
              </td>
              <td>
                <Input
                  aria-label={t('第 {n} 级编号', { n: i + 1 })}
                  value={level.id}
                  maxLength={64}
                  onChange={(e) => set(i, { id: e.target.value })}
                />
              </td>
              <td>
                <Input
                  aria-label={t('第 {n} 级说明', { n: i + 1 })}
                  value={level.description ?? ''}
                  maxLength={500}
                  onChange={(e) => set(i, { description: e.target.value })}
                />
              </td>
              <td>
                <InputNumber
                  aria-label={t('第 {n} 级得分', { n: i + 1 })}
                  min={0}
                  max={100}
                  value={level.score}
                  onChange={(n) => set(i, { score: n ?? 0 })}
                />
              </td>
              <td>
                <Button
                  size="small"
                  disabled={levels.length <= 2}
                  onClick={() => onChange({ ...scale, levels: levels.filter((_, j) => j !== i) })}
                >
                  {t('删去')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={add}>
        {t('添加一级')}
      </Button>
    </fieldset>
  );
}
