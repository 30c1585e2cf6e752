import { PublicHeader } from '../shared/PublicPage.tsx';
import { useAddress } from './address.ts';
import { Detail } from './Detail.tsx';
import { List } from './List.tsx';
import { useText } from './text.ts';

/** The public page: no sign-in, only what was published. */
export function Portal() {
  const t = useText();
  const [address, go] = useAddress();
  return (
    <>
      <a className="p-skip" href="#p-main">
        {t('跳到主要内容')}
      </a>
      <PublicHeader title="监督事项公开" home={{ href: '/public', go: () => go({}) }}>
        <a href="/">{t('工作人员登录')}</a>
      </PublicHeader>
      <main id="p-main" className="p-main" tabIndex={-1}>
        {address.id ? <Detail id={address.id} go={go} /> : <List address={address} go={go} />}
      </main>
      <footer className="p-footer">{t('公开内容由人大常委会发布，随办理进展更新。')}</footer>
    </>
  );
}
