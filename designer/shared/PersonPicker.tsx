import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/client.ts';
import { useT } from '../i18n/index.ts';

interface Person {
  id: string;
  name: string;
  units: string[];
}

/** Chooses one person by name; the value is a user id. */
export function PersonPicker(props: {
  id: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const t = useT();
  const [text, setText] = useState('');
  const q = useDeferredValue(text);
  const { data, isFetching } = useQuery({
    queryKey: ['people', 'search', q],
    queryFn: () => api.get<{ items: Person[] }>('/api/directory/people', { q }).then((r) => r.items),
    placeholderData: (before) => before,
  });
  return (
    <Select
      id={props.id}
      value={props.value ?? null}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('输入姓名查找')}
      loading={isFetching}
      notFoundContent={isFetching ? t('正在查找…') : t('没有找到,请换个名称')}
      options={(data ?? []).map((p) => ({ value: p.id, label: `${p.name}(${p.units.join('、')})` }))}
      onChange={(next: string | null | undefined) => props.onChange(next ?? undefined)}
      style={{ width: '100%' }}
    />
  );
}
