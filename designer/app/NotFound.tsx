import { Button } from 'antd';
import { Link } from 'react-router';
import { useT } from '../i18n/index.ts';
import { Nothing } from './Nothing.tsx';
import { PageFrame } from './PageFrame.tsx';

function Home() {
  const t = useT();
  return (
    <Link to="/">
      <Button type="primary">{t('回到首页')}</Button>
    </Link>
  );
}

export function NotFound() {
  const t = useT();
  return (
    <PageFrame title={t('没有找到页面')}>
      <Nothing title={t('地址可能写错了，或者页面已经移走。')} action={<Home />} />
    </PageFrame>
  );
}

export function Refused() {
  const t = useT();
  return (
    <PageFrame title={t('没有权限')}>
      <Nothing title={t('您没有打开这个页面的权限')} action={<Home />}>
        {t('如工作需要，请联系本单位管理员开通。')}
      </Nothing>
    </PageFrame>
  );
}
