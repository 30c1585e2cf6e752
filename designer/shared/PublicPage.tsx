/** The frame of the pages without sign-in: who speaks, in which language, and what else stands at the top. */
import type { ReactNode } from 'react';
import { Mark } from '../app/Mark.tsx';
import { featureText } from '../i18n/feature.ts';
import { I18nContext, useI18n } from '../i18n/index.ts';
import { useLanguage } from '../i18n/use-language.ts';

const en = {
  人大监督: "People's Congress Supervision",
  监督事项公开: 'Published matters',
  投票: 'Voting',
} as const;
const useText = featureText(en);

/** Its texts are those of `featureText` only: the application's own `t` is not loaded here. */
export function InLanguage({ children }: { children: ReactNode }) {
  return <I18nContext.Provider value={useLanguage()}>{children}</I18nContext.Provider>;
}

/** `home`: what a click on the name of the site does. */
export function PublicHeader(props: {
  title: '监督事项公开' | '投票';
  home?: { href: string; go: () => void };
  children?: ReactNode;
}) {
  const t = useText();
  const { language, setLanguage } = useI18n();
  const other = language === 'en' ? 'zh-CN' : 'en';
  const { title, home, children } = props;
  const brand = (
    <>
      <Mark size={34} />
      <span>
        <b>{t('人大监督')}</b>
        <small>{t(title)}</small>
      </span>
    </>
  );
  return (
    <header className="p-header">
      {home ? (
        <a
          className="p-brand"
          href={home.href}
          onClick={(e) => {
            e.preventDefault();
            home.go();
          }}
        >
          {brand}
        </a>
      ) : (
        <span className="p-brand">{brand}</span>
      )}
      <span className="p-header-side">
        <button type="button" className="p-link" lang={other} onClick={() => void setLanguage(other)}>
          {other === 'en' ? 'English' : '中文'}
        </button>
        {children}
      </span>
    </header>
  );
}
