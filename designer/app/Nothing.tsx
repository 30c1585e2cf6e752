import type { ReactNode } from 'react';

/** An empty place that says why it is empty and what can be done next. */
export function Nothing({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="jd-nothing">
      <svg width="56" height="44" viewBox="0 0 56 44" aria-hidden="true" focusable="false">
        <path d="M6 14 14 4h28l8 10v24a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z" fill="#f1f2f4" stroke="#c9ccd1" />
        <path d="M6 14h14c0 4 3 7 8 7s8-3 8-7h14" fill="none" stroke="#c9ccd1" />
      </svg>
      <p className="jd-nothing-title">{title}</p>
      {children && <p className="jd-nothing-text">{children}</p>}
      {action}
    </div>
  );
}
