import { Form, Select } from 'antd';
import type { FormDocument } from '../../../forms/document.ts';
import type { Manifest } from '../../../processes/format.ts';
import { useText } from '../text.ts';

type Results = NonNullable<Manifest['results']>;

/** 结果何时可见: from when on voters, the evaluated and the public see results, and which forms wait as long. */
export function ResultsFields(props: {
  manifest: Manifest;
  forms: ReadonlyMap<string, FormDocument>;
  onChange: (results: Results) => void;
}) {
  const t = useText();
  const results: Results = { participants: 'published', forms: [], ...props.manifest.results };
  const put = (change: Partial<Results>) => props.onChange({ ...results, ...change });
  return (
    <section className="jd-card">
      <h2>{t('结果何时可见')}</h2>
      <p className="jd-muted jd-pk-gap">
        {t(
          '投票人、评议对象和公众从这时起才能看到测评和评价的结果。有权查看全部办件或管理测评的工作人员不受限制。',
        )}
      </p>
      <div className="jd-pk-two">
        <Form.Item label={t('参加人何时可以看到结果')} htmlFor="jd-pk-about-results">
          <Select
            id="jd-pk-about-results"
            value={results.participants}
            options={[
              { value: 'published', label: t('事项公开或办结后') },
              { value: 'ended', label: t('事项办结后') },
              { value: 'closed', label: t('投票结束、结果算出后') },
            ]}
            onChange={(participants: Results['participants']) => put({ participants })}
          />
        </Form.Item>
        <Form.Item
          label={t('同时公布的表单')}
          htmlFor="jd-pk-about-results-forms"
          help={t('写有结果的表单（如评议意见），在此之前参加人也看不到。')}
        >
          <Select
            id="jd-pk-about-results-forms"
            mode="multiple"
            placeholder={t('没有')}
            value={results.forms}
            options={[...props.forms].map(([id, doc]) => ({ value: id, label: `${doc.title}（${id}）` }))}
            onChange={(forms: string[]) => put({ forms })}
          />
        </Form.Item>
      </div>
    </section>
  );
}
