/** Whether what publications show is there: results that a drawing works out. */
import type { DrawingReferences } from './drawing-references.ts';
import type { PackageProblem } from './format.ts';
import type { ParsedPackage } from './parse.ts';

/** What single values of an evaluation may be asked for, see server/publications/evaluations.ts. */
const VALUES = /^(year|at|scheme|weights|objects|mean|lead\.(total|rank|grade))$/;

/** A result variable given by an expression is not known before it runs: then every name passes. */
export function checkPublications(
  pkg: ParsedPackage,
  drawings: Iterable<DrawingReferences>,
  add: (p: Omit<PackageProblem, 'severity'>) => void,
): void {
  const run = [...drawings].flatMap((d) => d.blocks).filter((b) => b.type === 'evaluation.run');
  const results = new Set(run.map((b) => b.headers.result ?? b.inputs.result ?? ''));
  if ([...results].some((r) => r.startsWith('='))) return;
  for (const [id, publication] of pkg.publications) {
    const file = `publications/${id}.json`;
    const known = (result: string, place: string) => {
      if (results.has(result)) return;
      const message = `公开页“${publication.title}”引用的评价结果“${result}”不存在：流程图里没有以它为结果变量的“综合评价”，请改正或先添加。`;
      add({ file, place, code: 'unknown-reference', message });
    };
    for (const [i, shown] of publication.evaluations.entries())
      known(shown.result, `/evaluations/${i}/result`);
    const lists = [
      ...publication.list.map((v, i) => ({ v, place: `/list/${i}/from` })),
      ...publication.detail.flatMap((d, i) =>
        d.values.map((v, j) => ({ v, place: `/detail/${i}/values/${j}/from` })),
      ),
    ];
    for (const { v, place } of lists) {
      const [, result, value = ''] = /^evaluation\.([^.]+)\.?(.*)$/.exec(v.from) ?? [];
      if (result === undefined) continue;
      known(result, place);
      if (!VALUES.test(value)) {
        const message = `“${v.label}”的来源“${v.from}”不是评价结果可以公开的值，可用 year、at、scheme、weights、objects、mean、lead.total、lead.rank、lead.grade。`;
        add({ file, place, code: 'unknown-reference', message });
      }
    }
  }
}
