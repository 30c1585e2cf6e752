import type { PackageProblem } from '../../processes/format.ts';

/** What is wrong with the document, in words; nothing when there is nothing. */
export function Problems({ problems }: { problems: readonly PackageProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="jd-rule-problems">
      {problems.map((p) => (
        <li key={`${p.place} ${p.code} ${p.message}`} className={`jd-rule-${p.severity}`}>
          {p.message}
        </li>
      ))}
    </ul>
  );
}
