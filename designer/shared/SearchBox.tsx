import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';

/** A search field that speaks once typing pauses. */
export function SearchBox(props: {
  label: string;
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
}) {
  const { label, value, onSearch } = props;
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    if (text === (value ?? '')) return;
    const timer = setTimeout(() => onSearch(text.trim() || undefined), 350);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <Input
      className="jd-search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      placeholder={label}
      aria-label={label}
      value={text}
      maxLength={100}
      onChange={(e) => setText(e.target.value)}
      onPressEnter={() => onSearch(text.trim() || undefined)}
    />
  );
}
