import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/client.ts';
import { usePeopleNames } from '../api/names.ts';
import { useT } from '../i18n/index.ts';

interface Person {
  id: string;
  name: string;
  units: string[];
}

/** Chooses one person by name; the value is a user id. */
export function PersonPicker(props: {
  id: string;
  /** Where no label stands beside it. */
  label?: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const t = useT();
  const [text, setText] = useState('');
  const q = useDeferredValue(text);
  const chosen = usePeopleNames(props.value ? [props.value] : []);
  const { data, isFetching } = useQuery({
    queryKey: ['people', 'search', q],
    queryFn: () => api.get<{ items: Person[] }>('/api/directory/people', { q }).then((r) => r.items),
    placeholderData: (before) => before,
  });
  const found = (data ?? []).map((p) => ({ value: p.id, label: `${p.name}（${p.units.join('、')}）` }));
  const known = found.some((o) => o.value === props.value);
  const options =
    props.value && !known ? [{ value: props.value, label: chosen[props.value] ?? '…' }, ...found] : found;
  return (
    <Select
      id={props.id}
      value={props.value ?? null}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={props.label ?? t('输入姓名查找')}
      {...(props.label ? { 'aria-label': props.label } : {})}
      loading={isFetching}
      notFoundContent={isFetching ? t('正在查找…') : t('没有找到，请换个名称')}
      options={options}
      onChange={(next: string | null | undefined) => props.onChange(next ?? undefined)}
      style={{ width: '100%' }}
    />
  );
}
