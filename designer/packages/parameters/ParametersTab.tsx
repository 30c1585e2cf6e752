import { Segmented } from 'antd';
import { useState } from 'react';
import { useText } from '../text.ts';
import { DefinitionTable } from './DefinitionTable.tsx';
import { OrgValues } from './OrgValues.tsx';

/** 参数: the values in force here, and (in the draft) which parameters there are with their defaults. */
export default function ParametersTab() {
  const t = useText();
  const [part, setPart] = useState<'values' | 'definitions'>('values');
  return (
    <>
      <div className="jd-pk-strip">
        <Segmented
          aria-label={t('参数')}
          value={part}
          options={[
            { value: 'values', label: t('本地取值') },
            { value: 'definitions', label: t('参数定义') },
          ]}
          onChange={(next) => setPart(next as typeof part)}
        />
        <span className="jd-muted">
          {part === 'values'
            ? t('各单位可以有自己的取值，保存后对新提出的事项生效，不需要发布。')
            : t('有哪些参数、初始值是多少。属于草稿，发布后生效。')}
        </span>
      </div>
      {part === 'values' ? <OrgValues /> : <DefinitionTable />}
    </>
  );
}
