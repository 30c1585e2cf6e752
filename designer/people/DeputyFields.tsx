import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { Term } from '../../server/directory/schemas.ts';
import { api } from '../api/client.ts';
import { useT } from '../i18n/index.ts';

/** A deputy's seat: term, district, expertise and group, by which matters find their deputies. */
export function DeputyFields({ congressIds }: { congressIds: string[] }) {
  const t = useT();
  const terms = (useTerms() ?? []).filter((x) => congressIds.includes(x.congressId));
  const must = [{ required: true, message: t('请填写') }];
  return (
    <fieldset className="jd-fieldset">
      <legend>{t('代表信息')}</legend>
      <div className="jd-two">
        <Form.Item name={['deputy', 'termId']} label={t('届次')} rules={must}>
          <Select options={terms.map((x) => ({ value: x.id, label: x.title }))} />
        </Form.Item>
        <Form.Item name={['deputy', 'district']} label={t('选区')} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item
        name={['deputy', 'expertise']}
        label={t('专长')}
        extra={t('写一项按一次回车')}
        initialValue={[]}
      >
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
    </fieldset>
  );
}

/** Terms of office of all congresses. */
export function useTerms() {
  return useQuery({
    queryKey: ['terms'],
    queryFn: () => api.get<{ items: Term[] }>('/api/directory/terms').then((r) => r.items),
  }).data;
}
