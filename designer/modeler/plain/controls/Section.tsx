import type { ReactNode } from 'react';

/** A titled part of the plain panel. */
export function Section({
  title,
  children,
  extra,
}: {
  title: string;
  children: ReactNode;
  extra?: ReactNode;
}) {
  return (
    <section className="jd-plain-section">
      <header>
        <h3>{title}</h3>
        {extra}
      </header>
      {children}
    </section>
  );
}

/** A labelled control with an optional line of help. */
export function Row({
  label,
  help,
  htmlFor,
  children,
}: {
  label: string;
  help?: string | undefined;
  htmlFor?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="jd-plain-row">
      {htmlFor ? <label htmlFor={htmlFor}>{label}</label> : <span className="jd-plain-label">{label}</span>}
      {children}
      {help && <p className="jd-plain-help">{help}</p>}
    </div>
  );
}
