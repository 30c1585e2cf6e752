/** Facts that a condition can ask about, flat: a fact, or a part of one, with the operators and values that fit it. */
import {
  DECORATORS,
  OPERATORS,
  type OperatorDefinition,
  parseOperator,
} from '../../../rules/conditions/operators.ts';
import type { FactCondition, FactDefinition } from '../../../rules/conditions/types.ts';
import type { Text, Translate } from '../text.ts';

export interface FactOption {
  /** Fact and path, as the value of a select. */
  key: string;
  fact: string;
  path?: string;
  title: string;
  definition: FactDefinition;
}

export const keyOf = (fact: string, path?: string): string => (path ? `${fact} ${path}` : fact);
export const keyOfCondition = (c: Pick<FactCondition, 'fact' | 'path'>): string => keyOf(c.fact, c.path);

/** `title · part` for parts of objects. */
export function factOptions(facts: readonly FactDefinition[]): FactOption[] {
  const inside = (d: FactDefinition, fact: string, path: string, title: string): FactOption[] => {
    const own: FactOption = { key: keyOf(fact, path), fact, ...(path ? { path } : {}), title, definition: d };
    if (d.type !== 'object' || !d.properties) return [own];
    return d.properties.flatMap((p) => inside(p, fact, `${path || '$'}.${p.name}`, `${title} · ${p.title}`));
  };
  return facts.flatMap((d) => inside(d, d.name, '', d.title));
}

export const operatorsFor = (d: FactDefinition | undefined): readonly OperatorDefinition[] =>
  d ? OPERATORS.filter((o) => o.factTypes.includes(d.type)) : OPERATORS;

/** A first value that fits the operator and the fact. */
export function firstValue(d: FactDefinition | undefined, operand: OperatorDefinition['operand']): unknown {
  const type = operand === 'item' ? d?.itemType : d?.type;
  const one =
    d?.options?.[0]?.value ??
    (type === 'number' ? 0 : type === 'boolean' ? true : type === undefined ? null : '');
  return operand === 'list' ? [one] : one;
}

/** 任一项等于, any item equals: the operator with its decorators in the language of the pages. */
export function operatorName(name: string, t: Translate): string {
  const parsed = parseOperator(name);
  if (!parsed) return name;
  return [...parsed.decorators.map((d) => DECORATORS[d]), parsed.base.title]
    .map((x) => t(x as Text))
    .join('');
}
