import type {
  ConditionTrace,
  FactDefinition,
  Facts,
  NamedCondition,
  TopCondition,
} from '../conditions/index.ts';

/** json-rules-engine's event: what a rule says when it fires. */
export interface RuleEvent {
  readonly type: string;
  /** Values, or `{ fact, path? }` that is replaced by the fact's value. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A rule as json-rules-engine reads it, with a title. `name` is its id. */
export interface RuleDefinition {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly conditions: TopCondition;
  readonly event: RuleEvent;
  /** Higher first, 1 when absent; of equal priority, the earlier in the list first. */
  readonly priority?: number;
  /** false: kept but not run. */
  readonly enabled?: boolean;
}

export interface RuleSetTest {
  readonly title: string;
  readonly facts: Facts;
  /** Exactly these outcomes in this order; params only where given, and then at least these. */
  readonly expect: { readonly outcomes: readonly RuleEvent[] };
}

/** A rule set (规则集): routing, eligibility, vetoes, bonus and deduction, grades. */
export interface RuleSet {
  readonly kind: 'ruleset';
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly facts: readonly FactDefinition[];
  /** Shared conditions (共用条件), referred to by `{ condition: name }`. */
  readonly conditions?: readonly NamedCondition[];
  readonly rules: readonly RuleDefinition[];
  /** first: only the first rule that matches speaks; all: every one, in order of priority. */
  readonly combine: 'first' | 'all';
  /** What holds when no rule matches. */
  readonly defaultOutcome?: RuleEvent;
  readonly tests?: readonly RuleSetTest[];
}

export interface RuleOutcome {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The rule's name; absent for the default outcome. */
  readonly rule?: string;
  readonly title: string;
}

export interface RuleTrace {
  readonly rule: string;
  readonly title: string;
  readonly priority: number;
  readonly matched: boolean;
  /** Matched, and let through by the combine policy. */
  readonly selected: boolean;
  readonly conditions: ConditionTrace;
}

export interface RuleSetResult {
  readonly outcomes: readonly RuleOutcome[];
  readonly trace: readonly RuleTrace[];
  /** Facts of the catalogue for which no value was given: comparisons with them mostly fail. */
  readonly missingFacts: readonly string[];
}
