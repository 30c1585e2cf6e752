import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import type { LookupKind, LookupOption } from '../types.ts';
import { servicesOf } from './context.ts';

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value ? [String(value)] : [];

/** Chooses organisations, people or groups by name; the value is an id, or a list of ids. */
function lookupWidget(kind: LookupKind, multiple: boolean) {
  return function Lookup(props: WidgetProps) {
    const { id, value, onChange, onBlur, disabled, readonly, placeholder, rawErrors } = props;
    const t = useT();
    const { lookup } = servicesOf(props);
    const [search, setSearch] = useState('');
    const wanted = useDeferredValue(search);
    const ids = idsOf(value);
    const chosen = useQuery({
      queryKey: ['lookup', kind, 'ids', ids],
      queryFn: () => lookup(kind, { ids }),
      enabled: ids.length > 0,
      placeholderData: (before) => before,
    });
    const found = useQuery({
      queryKey: ['lookup', kind, 'search', wanted],
      queryFn: () => lookup(kind, { search: wanted }),
      placeholderData: (before) => before,
    });
    const known = new Map<string, LookupOption>();
    for (const option of [...(found.data ?? []), ...(chosen.data ?? [])]) known.set(option.id, option);
    for (const one of ids) if (!known.has(one)) known.set(one, { id: one, name: one });
    const options = [...known.values()].map((o) => ({ value: o.id, label: o.name, hint: o.hint }));
    return (
      <Select
        id={id}
        {...(multiple ? { mode: 'multiple' as const } : {})}
        value={multiple ? ids : (ids[0] ?? null)}
        options={options}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        loading={found.isFetching}
        allowClear
        disabled={disabled || readonly}
        placeholder={placeholder || t('输入名称查找')}
        notFoundContent={found.isFetching ? t('正在查找…') : t('没有找到，请换个名称')}
        optionRender={(option) => (
          <>
            {option.data.label}
            {option.data.hint && <span className="jd-muted"> · {option.data.hint}</span>}
          </>
        )}
        onChange={(next: unknown) => {
          const list = idsOf(next);
          onChange(multiple ? list : list[0]);
        }}
        onBlur={() => onBlur(id, value)}
        status={rawErrors?.length ? 'error' : ''}
        aria-describedby={ariaDescribedByIds(id)}
        style={{ width: '100%' }}
      />
    );
  };
}

export const lookups = {
  'jd-body': lookupWidget('body', false),
  'jd-bodies': lookupWidget('body', true),
  'jd-user': lookupWidget('user', false),
  'jd-users': lookupWidget('user', true),
  'jd-deputy': lookupWidget('deputy', false),
  'jd-deputies': lookupWidget('deputy', true),
  'jd-group': lookupWidget('group', false),
};
