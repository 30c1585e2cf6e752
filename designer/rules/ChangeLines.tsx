import { useText } from './text.ts';

/** Differences as a list. */
export function ChangeLines({ title, lines }: { title: string; lines: readonly string[] }) {
  const t = useText();
  return (
    <section className="jd-rule-stack">
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p className="jd-muted">{t('没有差别。')}</p>
      ) : (
        <ul className="jd-rule-changes">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
