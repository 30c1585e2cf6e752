import { Input } from 'antd';
import { useText } from './text.ts';

/** Where the data of a version are from; said with every version. */
export function NoteField({ value, onChange }: { value: string; onChange: (next: string) => void }) {
  const t = useText();
  return (
    <Input
      className="jd-data-note"
      aria-label={t('说明（数据从哪里来）')}
      placeholder={t('说明（数据从哪里来）')}
      maxLength={500}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}
