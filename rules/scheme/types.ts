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
  /** The weighting round that the weights are of, when they were taken from one (采用赋权结果). */
  readonly weightsFrom?: WeightsFrom;
  /** Points beside the weighted total (加分、扣分), in the order in which they use up the caps in all. */
  readonly adjustments?: readonly Adjustment[];
  /** Most points of all bonuses, and of all deductions; without one, no limit. */
  readonly adjustmentCaps?: { readonly bonus?: number; readonly deduction?: number };
  /** What decides whatever the points are (一票否决). */
  readonly vetoes?: readonly Veto[];
  /** Numbers that a locality sets by the package's parameters; those in the scheme hold where it sets none. */
  readonly localNumbers?: readonly LocalNumber[];
}

/**
 * A bonus or deduction. `points` are flat, or `per` for each unit of what `source` measures (2 for each overdue case).
 * A value that is missing gives no points, and the score says so.
 */
export interface Adjustment {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly kind: 'bonus' | 'deduction';
  /** Not negative: `kind` has the sign. */
  readonly points: number | { readonly per: number };
  /** Measured under the adjustment's own id, which `when` may ask about. */
  readonly source?: Source;
  /** Over raw values by indicator id, see objectFacts; absent: always. */
  readonly when?: Condition;
  /** Most points of this one. */
  readonly cap?: number;
}

/** When `when` holds: the grade is this one, the total at most that; at least one of both. */
export interface Veto {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Measured under the veto's own id, which `when` may ask about. */
  readonly source?: Source;
  /** Over raw values by indicator id, see objectFacts. */
  readonly when: Condition;
  /** Id of one of the scheme's grades, or of one that its rule set gives. */
  readonly grade?: string;
  readonly atMost?: number;
}

/** A number of the scheme that a package's parameter replaces when it is run, see withParameters. */
export interface LocalNumber {
  /** Name of the parameter. */
  readonly param: string;
  /** Id of an indicator, adjustment, veto or grade. */
  readonly of: string;
  readonly field: LocalField;
}

export type LocalField =
  | 'weight'
  | 'target'
  | 'limit'
  | 'min'
  | 'max'
  | 'points'
  | 'cap'
  | 'atMost'
  | 'atLeast';

/** Where weights come from: a closed weighting round, and what was taken of it. */
export interface WeightsFrom {
  /** Id of the round. */
  readonly round: string;
  readonly title: string;
  /** Instant (ISO 8601). */
  readonly closedAt: string;
  /** Papers cast. */
  readonly cast: number;
  /** Percent that the voters' weights count; the rest are those that the scheme had when the round opened. */
  readonly share: number;
  /** By indicator id, as taken. A weight of the scheme that differs was adjusted afterwards, see adjustedWeights. */
  readonly weights: Readonly<Record<string, number>>;
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
export type Scale = LinearScale | TargetScale | BandedScale | ZScoreScale | RankScale | RubricScale;

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
 * Qualitative (定性): levels with descriptions. The raw value is the mean of the levels' scores, from ballots or an
 * expert's choice, and is the score itself. More is better.
 */
export interface RubricScale {
  readonly kind: 'rubric';
  readonly levels: readonly RubricLevel[];
}
export interface RubricLevel {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly score: number;
}

/**
 * What happens without a value (缺失): left out, the siblings' weights taking its place; counted as 0; the lowest
 * or the mean score among the objects that have one.
 */
export type MissingRule = 'exclude' | 'zero' | 'lowest' | 'mean';

/** Where a value comes from. Case sources: without `base`, all cases; without `package`, those of the scheme's own. */
export type Source =
  /** Share of cases, in percent (0 to 100). */
  | {
      readonly kind: 'caseShare';
      readonly package?: string;
      readonly base?: Condition;
      readonly hit: Condition;
    }
  /** Mean of a number over cases that have it. */
  | {
      readonly kind: 'caseMean';
      readonly package?: string;
      readonly of: { readonly fact: string; readonly path?: string };
      readonly base?: Condition;
    }
  /** How many cases. */
  | { readonly kind: 'caseCount'; readonly package?: string; readonly base?: Condition }
  | BallotSource
  | RegisterSource
  | FormulaSource
  /** An uploaded table, or entered by hand. */
  | { readonly kind: 'given' };

/**
 * The latest closed round of a ballot in the case that evaluates: the object's mean score (of one question, when named),
 * or the share in percent of the added choices among those who answered. On a rubric indicator, with the question
 * named, the choices are its levels by id and give their scores.
 */
export interface BallotSource {
  readonly kind: 'ballot';
  /** Id of the ballot rule. */
  readonly ballot: string;
  readonly question?: string;
  readonly take?: 'score' | { readonly sumOf: readonly string[] };
}

/** Entries of a register about the object: how many, or the sum or mean of a number in them. `where` over `entry.<field>`. */
export interface RegisterSource {
  readonly kind: 'register';
  readonly register: string;
  readonly package?: string;
  readonly take: 'count' | { readonly sum: string } | { readonly mean: string };
  readonly where?: Condition;
}

/** FEEL over raw values of other indicators, each by its name in formulas, see formulaName. */
export interface FormulaSource {
  readonly kind: 'formula';
  readonly expression: string;
}

export interface EvaluatedCase {
  readonly id: string;
  readonly facts: Facts;
  /** Of another package than the one that evaluates. */
  readonly package?: string;
}

/** An entry of a register; its facts are `entry.<field>` and `entry.state`. */
export interface EvaluatedEntry {
  readonly id: string;
  readonly register: string;
  readonly package?: string;
  readonly facts: Facts;
}

/** What a closed round says of one object. Numbers are not rounded. */
export interface EvaluatedBallot {
  /** Id of the round. */
  readonly round: string;
  /** Mean over the questions; null when nobody gave a point. */
  readonly score: number | null;
  readonly questions: Readonly<
    Record<
      string,
      {
        readonly mean: number | null;
        /** Who answered here. */
        readonly answered: number;
        /** Share of each choice among these, 0 to 1. */
        readonly shares: Readonly<Record<string, number>>;
      }
    >
  >;
}

/** An object with the cases it answers for, and what else is known of it. */
export interface EvaluatedObject {
  readonly id: string;
  readonly title?: string;
  readonly cases: readonly EvaluatedCase[];
  /** By indicator id; on a rubric indicator a level's id or title will do. */
  readonly given?: Readonly<Record<string, number | string | null>>;
  /** Where `given` stands: the upload and its row. */
  readonly givenFrom?: DataEvidence;
  readonly entries?: readonly EvaluatedEntry[];
  /** By ballot id. */
  readonly ballots?: Readonly<Record<string, EvaluatedBallot>>;
}

export interface DataEvidence {
  /** Id of the uploaded or typed data. */
  readonly data: string;
  /** 1 for the first row below the heading. */
  readonly row: number;
}

export type MissingReason =
  | 'empty-base'
  | 'no-value'
  | 'not-given'
  | 'no-ballot'
  | 'formula-null'
  | 'formula-error';

/** A raw value with what is behind it. */
export interface MeasuredValue {
  readonly value: number | null;
  /** Ids of the cases it is of, and of those that count (caseShare). */
  readonly base: readonly string[];
  readonly hit: readonly string[];
  /** Cases or entries without the number (means, sums): not in it. */
  readonly without?: readonly string[];
  /** Ids of the register entries it is of. */
  readonly entries?: readonly string[];
  /** Id of the ballot round. */
  readonly round?: string;
  /** Row of given data. */
  readonly given?: DataEvidence;
  /** Ids of the indicators that a formula is over: their evidence is its own. */
  readonly of?: readonly string[];
  readonly reason?: MissingReason;
}

export interface MeasuredObject {
  readonly id: string;
  readonly title: string;
  /** By id of the indicator, or of the adjustment or veto that has a source. */
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
  /** Points in the total: normalised × effectiveWeight. The leaves' points add up to the base. */
  readonly contribution: number;
  /** The rule that was applied, when there was no value. */
  readonly missing?: MissingRule;
}

/** A leaf that raised or lowered the total most. */
export interface ScoreReason {
  readonly id: string;
  readonly title: string;
  /** Signed points: against the mean score of all objects (`pointsBeyondMean`), or (one object) against full marks. */
  readonly points: number;
}

/** What a bonus (positive) or deduction (negative) came to for one object; absent where its condition does not hold. */
export interface AdjustmentScore {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  /** A cap left less than it was worth. */
  readonly capped?: boolean;
  /** There was no value to reckon points from. */
  readonly missing?: boolean;
}

export interface VetoScore {
  readonly id: string;
  readonly title: string;
  readonly grade?: string;
  readonly atMost?: number;
}

export interface ObjectScore {
  readonly id: string;
  readonly title: string;
  /**
   * base and adjustments, not below 0 (bonuses may lead above 100), under what a veto allows; rounded to the scheme's
   * decimals; null when there is nothing to score.
   */
  readonly total: number | null;
  /** Weighted total before adjustments, 0 to 100, rounded likewise. */
  readonly base: number | null;
  readonly adjustments: readonly AdjustmentScore[];
  /** The first veto that holds; `vetoes` are all. */
  readonly veto?: VetoScore;
  readonly vetoes?: readonly VetoScore[];
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
