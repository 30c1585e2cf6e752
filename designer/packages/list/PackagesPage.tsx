import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { PageFrame } from '../../app/PageFrame.tsx';
import { usePackageList } from '../api.ts';
import { useText } from '../text.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { NewPackageDialog } from './NewPackageDialog.tsx';
import { PackageTable } from './PackageTable.tsx';
import '../packages.css';

/** 流程管理: all packages, with a new one by template, copy or zip. */
export default function PackagesPage() {
  const t = useText();
  const list = usePackageList();
  const [dialog, setDialog] = useState<'new' | 'import'>();
  const begin = (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setDialog('import')}>
        {t('导入压缩包')}
      </Button>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog('new')}>
        {t('新建流程')}
      </Button>
    </>
  );
  return (
    <PageFrame
      title={t('流程管理')}
      subtitle={t('每项监督工作的流程图、表单、参数和规则。修改先存为草稿，发布后对新事项生效。')}
      actions={begin}
    >
      {list.isPending ? (
        <Loading />
      ) : list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <Nothing title={t('还没有流程')} action={<div className="jd-pk-row">{begin}</div>}>
          {t('可以从一个最简单的流程开始画，也可以导入别处做好的压缩包。')}
        </Nothing>
      ) : (
        <PackageTable packages={list.data} />
      )}
      {dialog === 'new' && (
        <NewPackageDialog packages={list.data ?? []} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'import' && (
        <ImportDialog packages={list.data ?? []} onClose={() => setDialog(undefined)} />
      )}
    </PageFrame>
  );
}
