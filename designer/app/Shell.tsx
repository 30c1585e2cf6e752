import { MenuOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useServerEvents } from '../api/events.ts';
import { useSession } from '../api/session.ts';
import { useT } from '../i18n/index.ts';
import { Connection } from './Connection.tsx';
import { DrawerOnDemand } from './DrawerOnDemand.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Mark } from './Mark.tsx';
import { BottomBar, NavMenu } from './Nav.tsx';
import { Notices } from './Notices.tsx';
import { UserMenu } from './UserMenu.tsx';

const TOPICS = ['tasks', 'notices'];

/** Header, navigation and the place of the page. At phone width: a drawer and a bar at the bottom. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const session = useSession();
  const { pathname } = useLocation();
  const [drawer, setDrawer] = useState(false);
  useServerEvents(TOPICS);
  const organisation = session.user.memberships[0]?.orgName ?? '';
  return (
    <div className="jd-shell">
      <a className="jd-skip" href="#jd-main">
        {t('跳到主要内容')}
      </a>
      <header className="jd-header">
        <Button
          type="text"
          className="jd-only-phone"
          icon={<MenuOutlined />}
          aria-label={t('打开导航')}
          onClick={() => setDrawer(true)}
        />
        <Link to="/" className="jd-brand">
          <Mark size={28} />
          <span className="jd-brand-name">{t('人大监督')}</span>
        </Link>
        <span className="jd-org" title={organisation}>
          {organisation}
        </span>
        <span className="jd-grow" />
        <Notices />
        <UserMenu />
      </header>
      <Connection />
      <div className="jd-body">
        <nav className="jd-nav" aria-label={t('主导航')}>
          <NavMenu />
        </nav>
        <main id="jd-main" className="jd-main" tabIndex={-1}>
          <ErrorBoundary resetKey={pathname}>{children}</ErrorBoundary>
        </main>
      </div>
      <BottomBar />
      <DrawerOnDemand
        open={drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        size={260}
        title={t('人大监督')}
        styles={{ body: { padding: 8 } }}
      >
        <NavMenu onChoose={() => setDrawer(false)} />
      </DrawerOnDemand>
    </div>
  );
}
