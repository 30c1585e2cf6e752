import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { FieldRow } from '../../../forms/edit.ts';
import { useText } from '../text.ts';

type Options = FieldRow['options'];

/** Options of a choice: what people read, and the value that is stored and that arrows compare. */
export function OptionsEditor({
  options,
  onChange,
}: {
  options: Options;
  onChange: (next: Options) => void;
}) {
  const t = useText();
  const put = (index: number, change: Partial<Options[number]>) =>
    onChange(options.map((o, i) => (i === index ? { ...o, ...change } : o)));
  const swap = (index: number, by: 1 | -1) => {
    const next = [...options];
    const [one, other] = [next[index], next[index + by]];
    if (!one || !other) return;
    next[index] = other;
    next[index + by] = one;
    onChange(next);
  };
  const add = () => {
    let n = options.length + 1;
    while (options.some((o) => o.value === String(n))) n += 1;
    onChange([...options, { value: String(n), title: '' }]);
  };
  const twice = (value: string) => options.filter((o) => o.value === value).length > 1;
  return (
    <div className="jd-pk-options">
      {options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option's value is edited here, its place is its identity
        <div key={index} className="jd-pk-option">
          <Input
            aria-label={t('第 {n} 个选项的文字', { n: index + 1 })}
            placeholder={t('选项文字')}
            value={option.title}
            onChange={(e) => put(index, { title: e.target.value })}
          />
          <Input
            aria-label={t('第 {n} 个选项的值', { n: index + 1 })}
            className="jd-pk-option-value"
            status={option.value === '' || twice(option.value) ? 'error' : ''}
            title={t('存储和判断用的值，各选项不能相同')}
            value={option.value}
            onChange={(e) => put(index, { value: e.target.value.trim() })}
          />
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={t('上移')}
            disabled={index === 0}
            onClick={() => swap(index, -1)}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={t('下移')}
            disabled={index === options.length - 1}
            onClick={() => swap(index, 1)}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('删除这个选项')}
            disabled={options.length < 2}
            onClick={() => onChange(options.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t('添加选项')}
      </Button>
    </div>
  );
}
