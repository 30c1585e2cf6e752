import { Input } from 'antd';
import { useEffect, useState } from 'react';

/** A text that counts once the field is left or Enter is pressed; what is refused goes back. */
export function CommitInput(props: {
  label: string;
  value: string;
  className?: string;
  id?: string;
  status?: 'error' | '';
  onCommit: (next: string) => boolean;
}) {
  const { label, value, className, id, status = '', onCommit } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    const next = text.trim();
    if (next !== value && !onCommit(next)) setText(value);
  };
  return (
    <Input
      {...(id ? { id } : {})}
      {...(className ? { className } : {})}
      aria-label={label}
      status={status}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onBlur={commit}
      onPressEnter={commit}
    />
  );
}
