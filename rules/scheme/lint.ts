import { type Problem, warning } from '../common/problem.ts';
import { normalise } from './scales.ts';
import { flatten, isGroup } from './tree.ts';
import type { IndicatorLeaf, MeasuredObject, Scheme } from './types.ts';

/** Least and greatest raw value that a source can give. */
function rangeOf({ source }: IndicatorLeaf): readonly [number, number] {
  switch (source.kind) {
    case 'caseShare':
      return [0, 100];
    case 'ballot':
      return typeof source.take === 'object'
        ? [0, 100]
        : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    case 'caseCount':
      return [0, Number.POSITIVE_INFINITY];
    case 'register':
      return source.take === 'count'
        ? [0, Number.POSITIVE_INFINITY]
        : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

/** What a scheme says that can have no effect, without looking at any data. All are warnings. */
export function lintScheme(scheme: Scheme): Problem[] {
  return flatten(scheme).nodes.flatMap(({ node, pointer }) => {
    if (isGroup(node)) return [];
    return [...outOfRange(node, pointer), ...alwaysAlike(node, pointer)];
  });
}

function outOfRange(leaf: IndicatorLeaf, pointer: string): Problem[] {
  const { scale, title } = leaf;
  const [least, most] = rangeOf(leaf);
  const far = (x: number | undefined) => x !== undefined && (x < least || x > most);
  const told = (place: string, what: string) => {
    const range = Number.isFinite(most) ? `${least} 至 ${most} 之间` : `${least} 以上`;
    return warning(
      'unreachable',
      `${pointer}/scale/${place}`,
      `“${title}”的${what}达不到：这个来源的数值在 ${range}。请检查。`,
    );
  };
  if (scale.kind === 'banded')
    return scale.bands.flatMap((b, i) => {
      const next = scale.bands[i + 1]?.from;
      // a band is out of reach when it begins beyond the range, or the next begins where the range does
      const dead = (b.from !== undefined && b.from > most) || (next !== undefined && next <= least);
      return dead ? [told(`bands/${i}`, `第 ${i + 1} 档`)] : [];
    });
  if (scale.kind === 'target' && far(scale.target)) return [told('target', '目标值')];
  if (scale.kind === 'linear') {
    // beyond the bound of full marks, nobody can have them
    const bound = leaf.direction === 'higher' ? ('max' as const) : ('min' as const);
    return far(scale[bound]) ? [told(bound, bound === 'max' ? '上限' : '下限')] : [];
  }
  return [];
}

function alwaysAlike({ scale, title }: IndicatorLeaf, pointer: string): Problem[] {
  const scores =
    scale.kind === 'banded'
      ? scale.bands.map((b) => b.score)
      : scale.kind === 'rubric'
        ? scale.levels.map((l) => l.score)
        : [];
  if (scores.length === 0 || scores.some((s) => s !== scores[0])) return [];
  return [
    warning('never-differs', `${pointer}/scale`, `“${title}”各档得分相同，对结果没有区分。请检查分值。`),
  ];
}

/** What the data shows: indicators in which all objects score alike, and those of which none has a value. */
export function lintMeasured(
  scheme: Scheme,
  { objects }: { readonly objects: readonly MeasuredObject[] },
): Problem[] {
  if (objects.length < 2) return [];
  return flatten(scheme).leaves.flatMap(({ node, pointer }) => {
    const leaf = node as IndicatorLeaf;
    const raw = objects.map((o) => o.values[leaf.id]?.value ?? null);
    const scores = normalise(leaf, raw);
    if (scores.every((s) => s === null))
      return [warning('no-data', pointer, `“${leaf.title}”没有任何对象的数据，请检查数据来源。`)];
    if (scores.some((s) => s === null || s !== scores[0])) return [];
    return [
      warning(
        'never-differs',
        pointer,
        `“${leaf.title}”所有对象的得分相同，对结果没有区分。请检查计分办法。`,
      ),
    ];
  });
}
