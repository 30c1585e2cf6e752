import { type Condition, viewCondition } from './types.ts';

/** Names of the shared conditions that a condition refers to itself, not through others. What is no condition has none. */
export function namesIn(condition: Condition): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (c: Condition): void => {
    const view = typeof c === 'object' && c !== null ? viewCondition(c) : undefined;
    if ((view?.kind === 'all' || view?.kind === 'any') && Array.isArray(view.parts))
      view.parts.forEach(visit);
    else if (view?.kind === 'not') visit(view.part);
    else if (view?.kind === 'condition') names.add(view.name);
  };
  visit(condition);
  return names;
}
