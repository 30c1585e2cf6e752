import type { CaseMarks } from './marks.ts';

/** What the colours mean; only marks that the drawing shows. */
export function Legend({ marks }: { marks: CaseMarks }) {
  const entries: [kind: string, text: string, shown: boolean][] = [
    ['taken', '已走过', marks.path.elementIds.length > 0],
    ['active', '在办', marks.active.length > 0],
    ['overdue', '逾期', marks.overdue.length > 0],
    ['incident', '异常', marks.incidents.length > 0],
    ['open', '未到', true],
  ];
  return (
    <figcaption className="jd-legend">
      {entries
        .filter(([, , shown]) => shown)
        .map(([kind, text]) => (
          <span key={kind}>
            <i className={`jd-swatch jd-swatch-${kind}`} aria-hidden="true" />
            {text}
          </span>
        ))}
    </figcaption>
  );
}
