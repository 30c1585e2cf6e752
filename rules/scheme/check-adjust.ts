import { error, type Problem, warning } from '../common/problem.ts';
import { type ConditionContext, checkCondition } from '../conditions/index.ts';
import { checkSource } from './check-sources.ts';
import { numberAt } from './parameters.ts';
import { objectFacts } from './sources.ts';
import type { Adjustment, Scheme, Veto } from './types.ts';

/** Bonuses, deductions, vetoes and the numbers that parameters set. */
export function checkAdjustments(scheme: Scheme, context: ConditionContext): Problem[] {
  const own: ConditionContext = { facts: objectFacts(scheme) };
  return [
    ...(scheme.adjustments ?? []).flatMap((a, i) => [
      ...(a.source ? checkSource(a.source, context, `/adjustments/${i}/source`) : []),
      ...(a.when === undefined ? [] : checkCondition(a.when, own, `/adjustments/${i}/when`)),
      ...checkAdjustment(a, scheme, `/adjustments/${i}`),
    ]),
    ...(scheme.vetoes ?? []).flatMap((v, i) => [
      ...(v.source ? checkSource(v.source, context, `/vetoes/${i}/source`) : []),
      ...checkCondition(v.when, own, `/vetoes/${i}/when`),
      ...checkVeto(v, scheme, `/vetoes/${i}`),
    ]),
    ...checkLocalNumbers(scheme),
  ];
}

function checkAdjustment(a: Adjustment, scheme: Scheme, at: string): Problem[] {
  const per = typeof a.points !== 'number';
  if (per && !a.source)
    return [error('adjustment', `${at}/source`, `“${a.title}”按数量计分，请选择数量的来源。`)];
  const capped = a.cap !== undefined || scheme.adjustmentCaps?.[a.kind] !== undefined;
  if (per && !capped)
    return [error('adjustment-cap', `${at}/cap`, `“${a.title}”按数量计分，请设上限，以免分值无限累加。`)];
  if (!per && !a.source && a.when === undefined)
    return [
      warning('adjustment-always', at, `“${a.title}”没有条件，对每个对象都一样，不影响名次。请检查条件。`),
    ];
  return [];
}

function checkVeto(v: Veto, scheme: Scheme, at: string): Problem[] {
  if (v.grade === undefined && v.atMost === undefined)
    return [error('veto', at, `否决项“${v.title}”没有后果，请指定等次或总分上限。`)];
  const known = scheme.gradeRules !== undefined || scheme.grades?.some((g) => g.id === v.grade);
  if (v.grade !== undefined && !known)
    return [error('veto-grade', `${at}/grade`, `否决项“${v.title}”指定的等次“${v.grade}”不存在，请另选。`)];
  return [];
}

function checkLocalNumbers(scheme: Scheme): Problem[] {
  const seen = new Set<string>();
  return (scheme.localNumbers ?? []).flatMap((local, i) => {
    const at = `/localNumbers/${i}`;
    const place = `${local.of} ${local.field}`;
    if (seen.has(place))
      return [error('duplicate', at, `同一个数值由两个参数决定（${local.of}），请删去一个。`)];
    seen.add(place);
    if (numberAt(scheme, local) !== undefined) return [];
    return [
      error('local-number', at, `参数“${local.param}”所定的数值（${local.of}）已不存在，请删去或另选。`),
    ];
  });
}
