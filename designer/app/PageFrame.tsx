import { LeftOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useT } from '../i18n/index.ts';

/** Frame of a page: heading (which takes the focus on arrival), actions on the right, content. Sets the document title. */
export function PageFrame(props: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
  /** Uses the whole width and height, without padding (a drawing board). */
  full?: boolean;
  children: ReactNode;
}) {
  const { title, subtitle, actions, back, full = false, children } = props;
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('人大监督')}`;
  }, [title, t]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className={full ? 'jd-page jd-page-full' : 'jd-page'}>
      <div className="jd-page-head">
        <div className="jd-page-titles">
          {back && (
            <Link to={back.to} className="jd-page-back">
              <LeftOutlined aria-hidden /> {back.label}
            </Link>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle && <div className="jd-page-subtitle">{subtitle}</div>}
        </div>
        {actions && <div className="jd-page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
