import { type Condition, viewCondition } from '../conditions/types.ts';
import type { RuleSet } from '../ruleset/types.ts';
import type { GradeBand } from './types.ts';

/**
 * Totals at which a rule set's grade may turn: the figures that its conditions compare the total with, as bounds for
 * `turningPoints`. Whether it really turns there depends on its other conditions. Ascending, each once.
 */
export function totalBounds({ rules, conditions = [] }: Pick<RuleSet, 'rules' | 'conditions'>): GradeBand[] {
  const found = new Set<number>();
  const walk = (condition: Condition): void => {
    const view = viewCondition(condition);
    if (view?.kind === 'all' || view?.kind === 'any') for (const part of view.parts) walk(part);
    else if (view?.kind === 'not') walk(view.part);
    else if (view?.kind === 'fact' && view.comparison.fact === 'total') {
      const { value } = view.comparison;
      if (typeof value === 'number') found.add(value);
    }
  };
  for (const rule of rules) if (rule.enabled !== false) walk(rule.conditions);
  for (const shared of conditions) walk(shared.conditions);
  return [...found].sort((a, b) => a - b).map((x) => ({ id: `${x}`, title: `${x} 分`, atLeast: x }));
}
