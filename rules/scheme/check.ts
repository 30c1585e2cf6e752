import { error, type Problem, warning } from '../common/problem.ts';
import { type ConditionContext, checkCondition } from '../conditions/index.ts';
import { checkWeightSet } from '../weights/sets.ts';
import { checkAdjustments } from './check-adjust.ts';
import { checkScale, checkSource } from './check-sources.ts';
import { type FormulaPort, planFormulas } from './formulas.ts';
import { lintScheme } from './lint.ts';
import { type FlatNode, flatten, isGroup } from './tree.ts';
import type { Scheme } from './types.ts';
import { adjustedWeights } from './weights-from.ts';

export interface SchemeCheckOptions {
  /** FEEL; without it, what formulas say is not checked. */
  readonly formulas?: FormulaPort;
}

/** The checks beyond the shape: weights, ids, conditions, formulas, scales, adjustments, vetoes, grades. */
export function checkScheme(scheme: Scheme, { formulas }: SchemeCheckOptions = {}): Problem[] {
  const { nodes } = flatten(scheme);
  const context: ConditionContext = { facts: scheme.facts, shared: scheme.conditions ?? [] };
  const problems = [
    ...checkIds(scheme, nodes),
    ...checkWeights(nodes),
    ...checkWeightsFrom(scheme),
    ...checkGrades(scheme),
  ];
  if (nodes.length === 0) problems.push(error('no-indicator', '/indicators', '请至少设一个指标。'));
  (scheme.conditions ?? []).forEach((c, i) => {
    problems.push(...checkCondition(c.conditions, context, `/conditions/${i}/conditions`));
  });
  for (const { node, pointer } of nodes) {
    if (!isGroup(node))
      problems.push(
        ...checkScale(node, `${pointer}/scale`),
        ...checkSource(node.source, context, `${pointer}/source`),
      );
    else if (node.children.length === 0) {
      problems.push(
        error('empty-group', `${pointer}/children`, `“${node.title}”没有下级指标，请添加或删去。`),
      );
    }
  }
  problems.push(...checkAdjustments(scheme, context));
  if (formulas) problems.push(...planFormulas(scheme, formulas).problems);
  return [...problems, ...lintScheme(scheme)];
}

/** Values and parameters are found by id: no two of anything may share one. Grades have their own check. */
function checkIds(scheme: Scheme, nodes: readonly FlatNode[]): Problem[] {
  const seen = new Set<string>();
  const listed = (list: 'adjustments' | 'vetoes') =>
    (scheme[list] ?? []).map(({ id }, i) => ({ id, pointer: `/${list}/${i}` }));
  const all = [
    ...nodes.map(({ node, pointer }) => ({ id: node.id, pointer })),
    ...listed('adjustments'),
    ...listed('vetoes'),
  ];
  return all.flatMap(({ id, pointer }) => {
    if (seen.has(id)) return [error('duplicate', `${pointer}/id`, `指标编号“${id}”重复，请改用别的编号。`)];
    seen.add(id);
    return [];
  });
}

function checkWeights(nodes: readonly FlatNode[]): Problem[] {
  return nodes.flatMap(({ siblings, index, pointer, parent }) => {
    if (siblings[0] !== index) return [];
    const check = checkWeightSet(siblings.map((s) => nodes[s]?.node.weight ?? 0));
    if (check.ok) return [];
    const where = parent < 0 ? '一级指标' : `“${nodes[parent]?.node.title}”的下级指标`;
    return [error('weights', pointer.replace(/\/\d+$/, ''), `${where}${check.message}`)];
  });
}

/** Changed by hand after they were taken from a round: allowed, and told wherever the round is named. */
function checkWeightsFrom(scheme: Scheme): Problem[] {
  const changed = adjustedWeights(scheme);
  if (changed.length === 0 || !scheme.weightsFrom) return [];
  const named = changed.map((c) => `“${c.title}”`).join('、');
  return [
    warning(
      'adjusted-weights',
      '/weightsFrom',
      `权重采用“${scheme.weightsFrom.title}”的赋权结果后又作了调整：${named}。`,
    ),
  ];
}

function checkGrades({ grades = [], gradeRules }: Scheme): Problem[] {
  const problems = grades.flatMap((grade, i) =>
    grades.slice(0, i).some((g) => g.id === grade.id || g.atLeast === grade.atLeast)
      ? [error('duplicate', `/grades/${i}`, `等次“${grade.title}”的编号或分数线与前面重复。`)]
      : [],
  );
  if (gradeRules !== undefined && grades.length > 0) {
    problems.push(warning('two-gradings', '/gradeRules', '同时设了分数线和等次规则集，以规则集为准。'));
  }
  return problems;
}
