/**
 * Conditions in json-rules-engine's own JSON (its docs/rules.md), without `params`: our facts are values, not
 * functions.
 */
export type Condition = AllCondition | AnyCondition | NotCondition | ConditionReference | FactCondition;
/** What json-rules-engine accepts at the root of a rule: everything but a bare comparison. */
export type TopCondition = Exclude<Condition, FactCondition>;

interface Labelled {
  readonly name?: string;
  readonly priority?: number;
}
export interface AllCondition extends Labelled {
  readonly all: readonly Condition[];
}
export interface AnyCondition extends Labelled {
  readonly any: readonly Condition[];
}
export interface NotCondition extends Labelled {
  readonly not: Condition;
}
/** A shared condition (共用条件) by its name. */
export interface ConditionReference extends Labelled {
  readonly condition: string;
}
export interface FactCondition extends Labelled {
  readonly fact: string;
  /** Plain pointer into an object or array fact: `/a/b`, or `$.a.b` as in json-rules-engine's documentation. */
  readonly path?: string;
  readonly operator: string;
  readonly value: unknown;
}
/** A value that is another fact. */
export interface FactReference {
  readonly fact: string;
  readonly path?: string;
}

export type FactType = 'number' | 'string' | 'boolean' | 'date' | 'array' | 'object';

/** An entry of the fact catalogue (事实目录): what rules may ask about. */
export interface FactDefinition {
  readonly name: string;
  readonly type: FactType;
  /** Chinese title, as the editor shows it. */
  readonly title: string;
  readonly unit?: string;
  /** The permitted values, with their titles. */
  readonly options?: readonly { readonly value: string | number; readonly title: string }[];
  /** What an array holds. */
  readonly itemType?: 'number' | 'string' | 'boolean' | 'date';
  /** What an object holds. */
  readonly properties?: readonly FactDefinition[];
  readonly description?: string;
}

export interface NamedCondition {
  readonly name: string;
  readonly title?: string;
  readonly conditions: Condition;
}

export type Facts = Readonly<Record<string, unknown>>;

/** The kind of a condition by its own keys, in json-rules-engine's order of precedence. */
export type ConditionKind = 'any' | 'all' | 'not' | 'condition' | 'fact';
const KINDS: readonly ConditionKind[] = ['any', 'all', 'not', 'condition', 'fact'];

export function conditionKinds(condition: object): ConditionKind[] {
  return KINDS.filter((k) => Object.hasOwn(condition, k));
}

export const isFactReference = (value: unknown): value is FactReference =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'fact');

/** A condition as a discriminated union, for code that walks it; undefined when it is none. */
export type ConditionView =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'condition'; readonly name: string }
  | { readonly kind: 'fact'; readonly comparison: FactCondition };

export function viewCondition(condition: Condition): ConditionView | undefined {
  const kind = conditionKinds(condition)[0];
  switch (kind) {
    case 'any':
      return { kind, parts: (condition as AnyCondition).any };
    case 'all':
      return { kind, parts: (condition as AllCondition).all };
    case 'not':
      return { kind, part: (condition as NotCondition).not };
    case 'condition':
      return { kind, name: (condition as ConditionReference).condition };
    case 'fact':
      return { kind, comparison: condition as FactCondition };
    default:
      return undefined;
  }
}
