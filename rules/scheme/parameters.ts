import { error, type Problem } from '../common/problem.ts';
import { flatten, isGroup } from './tree.ts';
import type {
  Adjustment,
  GradeBand,
  Indicator,
  LocalField,
  LocalNumber,
  Scale,
  Scheme,
  Veto,
} from './types.ts';

const SCALE_FIELDS: readonly LocalField[] = ['target', 'limit', 'min', 'max'];

/** The number that a place of the scheme holds now; undefined when there is no such number. */
export function numberAt(scheme: Scheme, { of, field }: Omit<LocalNumber, 'param'>): number | undefined {
  const node = flatten(scheme).nodes.find((n) => n.node.id === of)?.node;
  if (node) {
    if (field === 'weight') return node.weight;
    if (isGroup(node) || !SCALE_FIELDS.includes(field)) return undefined;
    const value = (node.scale as unknown as Record<string, unknown>)[field];
    return typeof value === 'number' ? value : undefined;
  }
  const adjustment = scheme.adjustments?.find((a) => a.id === of);
  if (adjustment && field === 'cap') return adjustment.cap;
  if (adjustment && field === 'points')
    return typeof adjustment.points === 'number' ? adjustment.points : adjustment.points.per;
  if (field === 'atMost') return scheme.vetoes?.find((v) => v.id === of)?.atMost;
  if (field === 'atLeast') return scheme.grades?.find((g) => g.id === of)?.atLeast;
  return undefined;
}

/**
 * The scheme with the numbers that a locality's parameters set. A parameter without a value leaves the scheme's own
 * number; one that is no number is a problem. The result is to be checked again: weights must still sum to 100.
 */
export function withParameters(
  scheme: Scheme,
  parameters: Readonly<Record<string, unknown>>,
): { scheme: Scheme; problems: Problem[] } {
  const problems: Problem[] = [];
  let next = scheme;
  (scheme.localNumbers ?? []).forEach((local, i) => {
    const value = Object.hasOwn(parameters, local.param) ? parameters[local.param] : undefined;
    if (value === undefined || value === null) return;
    if (typeof value === 'number' && Number.isFinite(value)) next = withNumber(next, local, value);
    else {
      const message = `参数“${local.param}”不是数值，不能用作评价指标体系中的数值。请在参数中更正。`;
      problems.push(error('parameter', `/localNumbers/${i}/param`, message));
    }
  });
  return { scheme: next, problems };
}

/** The scheme with one of its numbers changed. */
export function withNumber(scheme: Scheme, { of, field }: Omit<LocalNumber, 'param'>, value: number): Scheme {
  const node = (n: Indicator): Indicator => {
    const changed: Indicator = isGroup(n) ? { ...n, children: n.children.map(node) } : n;
    if (n.id !== of) return changed;
    if (field === 'weight') return { ...changed, weight: value };
    if (isGroup(changed) || !SCALE_FIELDS.includes(field)) return changed;
    return { ...changed, scale: { ...changed.scale, [field]: value } as Scale };
  };
  const adjustment = (a: Adjustment): Adjustment => {
    if (a.id !== of) return a;
    if (field === 'cap') return { ...a, cap: value };
    if (field !== 'points') return a;
    return { ...a, points: typeof a.points === 'number' ? value : { per: value } };
  };
  const veto = (v: Veto): Veto => (v.id === of && field === 'atMost' ? { ...v, atMost: value } : v);
  const grade = (g: GradeBand): GradeBand =>
    g.id === of && field === 'atLeast' ? { ...g, atLeast: value } : g;
  return {
    ...scheme,
    indicators: scheme.indicators.map(node),
    ...(scheme.adjustments ? { adjustments: scheme.adjustments.map(adjustment) } : {}),
    ...(scheme.vetoes ? { vetoes: scheme.vetoes.map(veto) } : {}),
    ...(scheme.grades ? { grades: scheme.grades.map(grade) } : {}),
  };
}
