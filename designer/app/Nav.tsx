import { GlobalOutlined } from '@ant-design/icons';
import { Link, matchPath, useLocation } from 'react-router';
import { holds, useSession } from '../api/session.ts';
import { useI18n } from '../i18n/index.ts';
import type { PageDefinition } from './page.ts';
import { pages } from './pages.ts';

const GROUPS = [
  { id: 'work', title: '办理' },
  { id: 'manage', title: '配置' },
  { id: 'system', title: '管理' },
] as const;

type NavPage = PageDefinition & { nav: NonNullable<PageDefinition['nav']> };

/** Pages of the navigation that the person may open, in order. */
function useNavPages(): NavPage[] {
  const session = useSession();
  return pages
    .filter((p): p is NavPage => p.nav !== undefined && holds(session, p.permission))
    .sort((a, b) => a.nav.order - b.nav.order);
}

/** Whether the address is the page's or below it. */
function useIsHere(): (page: PageDefinition) => boolean {
  const { pathname } = useLocation();
  return (page) => matchPath({ path: page.path, end: false }, pathname) !== null;
}

function NavLink({ page, onChoose }: { page: NavPage; onChoose?: (() => void) | undefined }) {
  const { language } = useI18n();
  const here = useIsHere()(page);
  const Icon = page.nav.icon;
  return (
    <Link
      to={page.path}
      className={here ? 'jd-nav-link jd-nav-here' : 'jd-nav-link'}
      aria-current={here ? 'page' : undefined}
      onClick={onChoose}
    >
      <Icon />
      <span>{language === 'en' ? page.titleEn : page.title}</span>
    </Link>
  );
}

export function NavMenu({ onChoose }: { onChoose?: () => void }) {
  const { t } = useI18n();
  const shown = useNavPages();
  return (
    <div className="jd-nav-menu">
      {GROUPS.map((group) => {
        const entries = shown.filter((p) => p.nav.group === group.id);
        if (entries.length === 0) return null;
        return (
          <section key={group.id}>
            <h2 className="jd-nav-group">{t(group.title)}</h2>
            <ul>
              {entries.map((page) => (
                <li key={page.path}>
                  <NavLink page={page} onChoose={onChoose} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <ul>
        <li>
          <a className="jd-nav-link" href="/public" target="_blank" rel="noreferrer">
            <GlobalOutlined />
            <span>{t('公开页面')}</span>
          </a>
        </li>
      </ul>
    </div>
  );
}

/** The few places that are needed on a phone. */
export function BottomBar() {
  const { t } = useI18n();
  const shown = useNavPages().filter((p) => p.nav.phone);
  if (shown.length === 0) return null;
  return (
    <nav className="jd-bottom" aria-label={t('常用')}>
      {shown.slice(0, 4).map((page) => (
        <NavLink key={page.path} page={page} />
      ))}
    </nav>
  );
}
