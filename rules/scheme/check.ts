import { error, type Problem, warning } from '../common/problem.ts';
import { definitionAt } from '../conditions/facts.ts';
import { type ConditionContext, checkCondition } from '../conditions/index.ts';
import { checkWeightSet } from '../weights/sets.ts';
import { type FlatNode, flatten, isGroup } from './tree.ts';
import type { IndicatorLeaf, Scheme } from './types.ts';

/** The checks beyond the shape: weights, ids, conditions, scales, grades. */
export function checkScheme(scheme: Scheme): Problem[] {
  const { nodes } = flatten(scheme);
  const context: ConditionContext = { facts: scheme.facts, shared: scheme.conditions ?? [] };
  const problems = [...checkIds(nodes), ...checkWeights(nodes), ...checkGrades(scheme)];
  if (nodes.length === 0) problems.push(error('no-indicator', '/indicators', '请至少设一个指标。'));
  (scheme.conditions ?? []).forEach((c, i) => {
    problems.push(...checkCondition(c.conditions, context, `/conditions/${i}/conditions`));
  });
  for (const { node, pointer } of nodes) {
    if (!isGroup(node)) problems.push(...checkLeaf(node, context, pointer));
    else if (node.children.length === 0) {
      problems.push(
        error('empty-group', `${pointer}/children`, `“${node.title}”没有下级指标，请添加或删去。`),
      );
    }
  }
  return problems;
}

function checkIds(nodes: readonly FlatNode[]): Problem[] {
  const seen = new Set<string>();
  return nodes.flatMap(({ node, pointer }) => {
    if (seen.has(node.id)) {
      return [error('duplicate', `${pointer}/id`, `指标编号“${node.id}”重复，请改用别的编号。`)];
    }
    seen.add(node.id);
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

function checkLeaf(leaf: IndicatorLeaf, context: ConditionContext, pointer: string): Problem[] {
  const { source } = leaf;
  const at = `${pointer}/source`;
  const problems = checkScale(leaf, `${pointer}/scale`);
  if (source.kind === 'given') return problems;
  if (source.base !== undefined) problems.push(...checkCondition(source.base, context, `${at}/base`));
  if (source.kind === 'caseShare') problems.push(...checkCondition(source.hit, context, `${at}/hit`));
  if (source.kind === 'caseMean') {
    const fact = context.facts.find((f) => f.name === source.of.fact);
    const found = fact && definitionAt(fact, source.of.path);
    if (!fact) {
      problems.push(
        error('unknown-fact', `${at}/of/fact`, `事实目录中没有“${source.of.fact}”，请另选或先登记。`),
      );
    } else if (!found) {
      problems.push(error('bad-path', `${at}/of/path`, `“${fact.title}”下没有“${source.of.path}”。`));
    } else if (found !== 'unknown' && found.type !== 'number') {
      problems.push(error('fact-type', `${at}/of`, `“${found.title}”不是数值，不能求均值。`));
    }
  }
  return problems;
}

function checkScale({ scale, direction, title }: IndicatorLeaf, pointer: string): Problem[] {
  if (scale.kind === 'linear') {
    const bad = scale.min !== undefined && scale.max !== undefined && scale.min >= scale.max;
    return bad ? [error('scale', `${pointer}/max`, `“${title}”的上限应大于下限。`)] : [];
  }
  if (scale.kind === 'target') {
    const ok = direction === 'higher' ? scale.limit < scale.target : scale.limit > scale.target;
    const relation = direction === 'higher' ? '小于' : '大于';
    return ok ? [] : [error('scale', `${pointer}/limit`, `“${title}”的零分值应${relation}目标值。`)];
  }
  if (scale.kind !== 'banded') return [];
  const { bands } = scale;
  const problems: Problem[] = [];
  bands.forEach((band, i) => {
    const before = bands[i - 1];
    if (i === 0 ? band.from !== undefined : band.from === undefined) {
      problems.push(
        error('scale', `${pointer}/bands/${i}/from`, `“${title}”的首档不设起点，其余各档都要有起点。`),
      );
    } else if (before?.from !== undefined && (band.from as number) <= before.from) {
      problems.push(error('scale', `${pointer}/bands/${i}/from`, `“${title}”各档起点应由小到大。`));
    }
    if (before && (direction === 'higher' ? band.score < before.score : band.score > before.score)) {
      problems.push(
        warning(
          'band-direction',
          `${pointer}/bands/${i}/score`,
          `“${title}”的分档与方向不符，值更好反而得分更低。`,
        ),
      );
    }
  });
  return problems;
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
