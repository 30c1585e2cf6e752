import { error, type Problem, RulesError } from '../common/problem.ts';
import { type Measurable, measurables } from './sources.ts';
import { flatten, isGroup } from './tree.ts';
import type { FormulaSource, MeasuredValue, Scheme } from './types.ts';

/**
 * FEEL as rules/ needs it. rules/ imports no engine: server and designer hand in the engine's (processes/formulas.ts).
 * `problem` is Chinese, for people.
 */
export interface FormulaPort {
  /** Names that the expression reads, without those it makes itself. */
  names(expression: string): { readonly names: readonly string[] } | { readonly problem: string };
  evaluate(
    expression: string,
    values: Readonly<Record<string, number | null>>,
  ): { readonly value: unknown } | { readonly problem: string };
}

/** How an indicator is called in formulas: `-` and `.` would be a minus and a path in FEEL. */
export const formulaName = (id: string): string => id.replace(/[-.]/g, '_');

type Formula = Measurable & { readonly source: FormulaSource };
const isFormula = (m: Measurable): m is Formula => m.source.kind === 'formula';

interface Plan {
  /** Each after those that it is over. */
  readonly order: readonly Formula[];
  /** Ids that each formula is over. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly Problem[];
}

/** In which order the formulas are reckoned, and what is wrong with them: syntax, unknown names, cycles by their path. */
export function planFormulas(scheme: Scheme, port: FormulaPort): Plan {
  const all = measurables(scheme);
  const formulas = all.filter(isFormula);
  if (formulas.length === 0) return { order: [], uses: new Map(), problems: [] };
  const byName = new Map<string, Measurable[]>();
  for (const m of all) byName.set(formulaName(m.id), [...(byName.get(formulaName(m.id)) ?? []), m]);
  const groups = new Map(
    flatten(scheme).nodes.flatMap(({ node }) => (isGroup(node) ? [[formulaName(node.id), node.title]] : [])),
  );
  const problems: Problem[] = [];
  const uses = new Map<string, readonly string[]>();
  for (const f of formulas) {
    const at = `${f.pointer}/expression`;
    const found = port.names(f.source.expression);
    if ('problem' in found) {
      problems.push(error('formula', at, `“${f.title}”的公式有误：${found.problem}。`));
      continue;
    }
    const used = found.names.flatMap((name) => {
      const named = byName.get(name) ?? [];
      if (named.length === 1) return named;
      problems.push(error('formula-name', at, wrongName(f, name, named, groups.get(name))));
      return [];
    });
    uses.set(
      f.id,
      used.map((m) => m.id),
    );
  }
  return { ...inOrder(formulas, uses, problems), uses, problems };
}

function wrongName(
  f: Formula,
  name: string,
  named: readonly Measurable[],
  group: string | undefined,
): string {
  if (named.length > 1) {
    const both = named.map((m) => `“${m.id}”`).join('、');
    return `“${f.title}”的公式中“${name}”分不清是 ${both} 中的哪一个，请改其中一个的编号。`;
  }
  if (group !== undefined) return `“${f.title}”的公式引用了“${group}”，它还有下级指标，请改引用末级指标。`;
  return `“${f.title}”的公式引用了不存在的指标“${name}”，请从可用指标中选择；公式里写指标的编号，不写名称。`;
}

/** Depth first; a cycle is told once, by the titles on its way. */
function inOrder(
  formulas: readonly Formula[],
  uses: ReadonlyMap<string, readonly string[]>,
  problems: Problem[],
): { order: Formula[] } {
  const byId = new Map(formulas.map((f) => [f.id, f]));
  const state = new Map<string, 'open' | 'done'>();
  const order: Formula[] = [];
  const visit = (f: Formula, path: readonly Formula[]): void => {
    if (state.get(f.id) === 'done') return;
    if (state.get(f.id) === 'open') {
      const way = [...path.slice(path.indexOf(f)), f].map((x) => x.title).join(' → ');
      const message = `公式互相引用，无法计算：${way}。请改其中一个公式。`;
      problems.push(error('formula-cycle', `${f.pointer}/expression`, message));
      return;
    }
    state.set(f.id, 'open');
    for (const id of uses.get(f.id) ?? []) {
      const next = byId.get(id);
      if (next) visit(next, [...path, f]);
    }
    state.set(f.id, 'done');
    order.push(f);
  };
  for (const f of formulas) visit(f, []);
  return { order };
}

/** Reckons the formulas of one object from its other values. What is no finite number is missing, never 0. */
export type FormulaRun = (
  values: Record<string, MeasuredValue>,
  problem: (formula: Measurable, message: string) => void,
) => void;

/** Throws RulesError `FORMULA` when a formula cannot be reckoned at all, or when FEEL was not handed in. */
export function compileFormulas(scheme: Scheme, port: FormulaPort | undefined): FormulaRun {
  if (!measurables(scheme).some(isFormula)) return () => {};
  if (!port) throw new RulesError('FORMULA', '这里不能计算公式指标。');
  const { order, uses, problems } = planFormulas(scheme, port);
  if (problems.length > 0) throw new RulesError('FORMULA', problems[0]?.message as string, problems);
  return (values, problem) => {
    for (const f of order) {
      const of = uses.get(f.id) ?? [];
      const known = Object.fromEntries(of.map((id) => [formulaName(id), values[id]?.value ?? null]));
      const found = port.evaluate(f.source.expression, known);
      const blank = { base: [], hit: [], of };
      if ('value' in found && typeof found.value === 'number' && Number.isFinite(found.value)) {
        values[f.id] = { ...blank, value: found.value };
        continue;
      }
      // without one of its values, or divided by zero, FEEL gives null: that is missing, and no mistake
      const isNull = 'value' in found && (found.value === null || typeof found.value === 'number');
      values[f.id] = { ...blank, value: null, reason: isNull ? 'formula-null' : 'formula-error' };
      if (!isNull) problem(f, 'problem' in found ? found.problem : '结果不是数值');
    }
  };
}
