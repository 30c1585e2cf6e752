import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

/** Time after the last key until what was typed becomes one undoable change. */
const PAUSE_MS = 500;

interface CommitInputProps {
  id?: string;
  label: string;
  value: string;
  rows?: number;
  placeholder?: string | undefined;
  status?: 'error' | undefined;
  onCommit(value: string): void;
}

/** A text box whose text is written after a pause, on Enter or on leaving, so that a word is one step of undo. */
export function CommitInput({ id, label, value, rows, placeholder, status, onCommit }: CommitInputProps) {
  const [draft, setDraft] = useState(value);
  const pending = useRef<string | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const commit = useRef(onCommit);
  commit.current = onCommit;

  const flush = () => {
    clearTimeout(timer.current);
    const text = pending.current;
    pending.current = undefined;
    if (text !== undefined) commit.current(text);
  };
  useEffect(() => {
    if (pending.current === undefined) setDraft(value);
  }, [value]);
  // leaving the element by a click on the canvas unmounts this box before it loses the focus
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on unmount
  useEffect(() => flush, []);

  const shared = {
    id,
    'aria-label': label,
    value: draft,
    placeholder,
    status,
    onChange: (event: { target: { value: string } }) => {
      setDraft(event.target.value);
      pending.current = event.target.value;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    onBlur: flush,
  };
  return rows ? (
    <Input.TextArea {...shared} autoSize={{ minRows: rows, maxRows: 12 }} />
  ) : (
    <Input {...shared} onPressEnter={flush} />
  );
}
