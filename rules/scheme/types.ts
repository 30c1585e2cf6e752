import type { Condition, FactDefinition, Facts, NamedCondition } from '../conditions/index.ts';

/** A whole evaluation indicator scheme (评价指标体系) for one kind of object. */
export interface Scheme {
  readonly kind: 'scheme';
  readonly id: string;
  readonly title: string;
  /** What is evaluated: 承办单位, 部门, 项目 … */
  readonly objectKind: string;
  readonly description?: string;
  /** Catalogue of case facts that conditions may ask about. */
  readonly facts: readonly FactDefinition[];
  readonly conditions?: readonly NamedCondition[];
  readonly indicators: readonly Indicator[];
  /** Equal totals: 1, 1, 3 (competition, the default) or 1, 1, 2 (dense). */
  readonly ties?: 'competition' | 'dense';
  /** Decimals to which totals are rounded before they are ranked and graded; 2 when absent. */
  readonly decimals?: number;
  /** Grades (等次) by total, any order; below all of them, no grade. */
  readonly grades?: readonly GradeBand[];
  /** Id of a rule set that gives the grades instead, see gradeByRuleSet. */
  readonly gradeRules?: string;
}

export interface GradeBand {
  readonly id: string;
  readonly title: string;
  readonly atLeast: number;
}

export type Indicator = IndicatorGroup | IndicatorLeaf;

interface IndicatorBase {
  readonly id: string;
  readonly title: string;
  /** Among siblings these sum to 100. */
  readonly weight: number;
  readonly description?: string;
}

export interface IndicatorGroup extends IndicatorBase {
  readonly children: readonly Indicator[];
}

export interface IndicatorLeaf extends IndicatorBase {
  /** Whether more is better. */
  readonly direction: 'higher' | 'lower';
  readonly unit?: string;
  readonly scale: Scale;
  readonly missing: MissingRule;
  readonly source: Source;
}

/** How a raw value becomes a score of 0 to 100. */
export type Scale = LinearScale | TargetScale | BandedScale | ZScoreScale | RankScale;

/** Straight between the bounds, cut off beyond; a bound left out is the least or greatest value found. */
export interface LinearScale {
  readonly kind: 'linear';
  readonly min?: number;
  readonly max?: number;
}
/** Full score at the target or better, none at the limit or worse, straight between. */
export interface TargetScale {
  readonly kind: 'target';
  readonly target: number;
  readonly limit: number;
}
/** The score of the last band whose `from` the value reaches; the first has no `from`. */
export interface BandedScale {
  readonly kind: 'banded';
  readonly bands: readonly { readonly from?: number; readonly score: number; readonly title?: string }[];
}

/** By distance from the mean of all objects: `mean` points there, `deviation` more for each standard deviation. */
export interface ZScoreScale {
  readonly kind: 'zscore';
  readonly mean: number;
  readonly deviation: number;
}
/** By place among all objects: the first 100, the last 0, in equal steps; equal values share the mean of their places. */
export interface RankScale {
  readonly kind: 'rank';
}

/**
 * What happens without a value (缺失): left out, the siblings' weights taking its place; counted as 0; the lowest
 * or the mean score among the objects that have one.
 */
export type MissingRule = 'exclude' | 'zero' | 'lowest' | 'mean';

/** Where a value comes from. Without `base`, all cases of the object. */
export type Source =
  /** Share of cases, in percent (0 to 100). */
  | { readonly kind: 'caseShare'; readonly base?: Condition; readonly hit: Condition }
  /** Mean of a number over cases that have it. */
  | {
      readonly kind: 'caseMean';
      readonly of: { readonly fact: string; readonly path?: string };
      readonly base?: Condition;
    }
  /** How many cases. */
  | { readonly kind: 'caseCount'; readonly base?: Condition }
  /** Given from outside: a ballot's mean, a register, an uploaded table. */
  | { readonly kind: 'given' };

export interface EvaluatedCase {
  readonly id: string;
  readonly facts: Facts;
}

/** An object with the cases it answers for, and the values given from outside by indicator id. */
export interface EvaluatedObject {
  readonly id: string;
  readonly title?: string;
  readonly cases: readonly EvaluatedCase[];
  readonly given?: Readonly<Record<string, number | null>>;
}

export type MissingReason = 'empty-base' | 'no-value' | 'not-given';

/** A raw value with the cases behind it. */
export interface MeasuredValue {
  readonly value: number | null;
  /** Ids of the cases it is of, and of those that count (caseShare). */
  readonly base: readonly string[];
  readonly hit: readonly string[];
  /** Cases of the base without the number (caseMean): not in the mean. */
  readonly without?: readonly string[];
  readonly reason?: MissingReason;
}

export interface MeasuredObject {
  readonly id: string;
  readonly title: string;
  /** By indicator id. */
  readonly values: Readonly<Record<string, MeasuredValue>>;
}

export interface NodeScore {
  readonly id: string;
  readonly title: string;
  readonly parent?: string;
  readonly depth: number;
  readonly leaf: boolean;
  /** Raw value, of a leaf. */
  readonly raw?: number | null;
  /** 0 to 100; null when left out. */
  readonly normalised: number | null;
  /** As in the scheme. */
  readonly weight: number;
  /** Its part in this object's total, 0 to 1, after weights of what is left out went to the siblings. */
  readonly effectiveWeight: number;
  /** Points in the total: normalised × effectiveWeight. The leaves' points add up to the total. */
  readonly contribution: number;
  /** The rule that was applied, when there was no value. */
  readonly missing?: MissingRule;
}

/** A leaf that raised or lowered the total most. */
export interface ScoreReason {
  readonly id: string;
  readonly title: string;
  /** Signed points: against the mean of all objects, or (one object) against full marks. */
  readonly points: number;
}

export interface ObjectScore {
  readonly id: string;
  readonly title: string;
  /** 0 to 100, rounded to the scheme's decimals; null when there is nothing to score. */
  readonly total: number | null;
  readonly rank: number | null;
  readonly grade?: { readonly id: string; readonly title: string };
  /** In the order of the tree. */
  readonly nodes: readonly NodeScore[];
  readonly reasons: {
    readonly against: 'mean' | 'full';
    readonly raised: readonly ScoreReason[];
    readonly lowered: readonly ScoreReason[];
  };
}
