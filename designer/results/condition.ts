/** The condition of a bonus, deduction or veto, with what it found for one object: worked out from the kept values. */
import { type ConditionTrace, traceCondition } from '../../rules/conditions/trace.ts';
import type { FactDefinition } from '../../rules/conditions/types.ts';
import { objectFacts } from '../../rules/scheme/sources.ts';
import type { Scheme } from '../../rules/scheme/types.ts';
import type { ResultObject } from './api.ts';

export function conditionOf(
  scheme: Scheme,
  id: string,
  object: ResultObject,
): { trace: ConditionTrace; facts: FactDefinition[] } | undefined {
  const { when } = [...(scheme.adjustments ?? []), ...(scheme.vetoes ?? [])].find((a) => a.id === id) ?? {};
  if (!when) return undefined;
  const values = Object.fromEntries(Object.entries(object.values).map(([k, v]) => [k, v.value]));
  return { trace: traceCondition(when, values, scheme.conditions ?? []), facts: objectFacts(scheme) };
}
