import { operatorTitle } from './operators.ts';
import { pathSegments } from './path.ts';
import type { Condition, FactCondition, FactDefinition, NamedCondition } from './types.ts';
import { isFactReference, viewCondition } from './types.ts';

export interface DescribeContext {
  readonly facts: readonly FactDefinition[];
  readonly shared?: readonly NamedCondition[];
}

/** Title of a fact, with that of the part a path leads to: 答复 · 类别. */
function factTitle(fact: string, path: string | undefined, facts: readonly FactDefinition[]) {
  let definition = facts.find((f) => f.name === fact);
  const titles = [definition?.title ?? fact];
  for (const segment of (path && pathSegments(path)) || []) {
    definition = definition?.properties?.find((p) => p.name === segment);
    titles.push(definition?.title ?? segment);
  }
  return { title: titles.join('·'), definition };
}

/** A value as people read it: option titles, 是/否, unit. */
export function describeValue(value: unknown, definition?: FactDefinition): string {
  if (Array.isArray(value)) return value.map((v) => describeValue(v, definition)).join('、');
  if (value === undefined || value === null) return '（未填写）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const option = definition?.options?.find((o) => o.value === value);
  if (option) return `“${option.title}”`;
  if (typeof value === 'number') return `${value}${definition?.unit ?? ''}`;
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

function describeComparison(c: FactCondition, context: DescribeContext): string {
  const { title, definition } = factTitle(c.fact, c.path, context.facts);
  const right = isFactReference(c.value)
    ? `“${factTitle(c.value.fact, c.value.path, context.facts).title}”`
    : describeValue(c.value, definition);
  return `${title}${operatorTitle(c.operator)}${right}`;
}

/**
 * A condition in plain Chinese, e.g. 答复类别等于“B”，且（办理天数大于90天，或已逾期等于是）. Unknown names are shown
 * as they are; never throws on a checked condition.
 */
export function describeCondition(condition: Condition, context: DescribeContext, nested = false): string {
  const view = viewCondition(condition);
  switch (view?.kind) {
    case 'all':
    case 'any': {
      const { parts } = view;
      if (parts.length === 0) return '（没有条件）';
      const text = parts.map((p) => describeCondition(p, context, parts.length > 1 || nested));
      const joined = text.join(view.kind === 'all' ? '，且' : '，或');
      return nested && parts.length > 1 ? `（${joined}）` : joined;
    }
    case 'not':
      return `并非${describeCondition(view.part, context, true)}`;
    case 'condition': {
      const shared = context.shared?.find((s) => s.name === view.name);
      return `符合“${shared?.title ?? view.name}”`;
    }
    case 'fact':
      return describeComparison(view.comparison, context);
    default:
      return '（无效的条件）';
  }
}
