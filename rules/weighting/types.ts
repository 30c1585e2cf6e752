import type { WeightBallot, WeightResult, WeightRule } from '../weights/index.ts';

/** How deputies give the weights of a scheme (赋权规则), as data. */
export interface WeightingRule {
  readonly kind: 'weighting';
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Id of the scheme whose weights are asked for. */
  readonly scheme: string;
  /** Ids of the groups whose members are weighed, `''` for the top level; all with two members or more when absent. */
  readonly asks?: readonly string[];
  readonly by: WeightRule;
  /** Percent that the voters' weights count; the rest is the scheme's own, as its editor set them. */
  readonly share: number;
  readonly secret: boolean;
  /** Secret: with fewer ballots there is no result, the scheme's own weights stay. */
  readonly minGroup?: number;
}

export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** As in the scheme when the round opened. */
  readonly weight: number;
}

/** Siblings that are weighed against each other. */
export interface CriteriaGroup {
  /** Id of the parent, `''` at the top. */
  readonly id: string;
  readonly title: string;
  readonly criteria: readonly Criterion[];
}

/** What a round asks: pinned when it opens, so that a scheme edited meanwhile changes no ballot. */
export interface WeightingSheet {
  readonly by: WeightRule;
  readonly share: number;
  readonly secret: boolean;
  readonly minGroup?: number;
  readonly groups: readonly CriteriaGroup[];
}

/** One voter's paper: a ballot for each group, by its id. */
export interface WeightingPaper {
  readonly weights: Readonly<Record<string, WeightBallot>>;
}

export interface WeightedGroup {
  readonly group: string;
  /** Weights of the voters by criterion id, summing to 100, not rounded; null when no ballot counts, or too few. */
  readonly voters: Readonly<Record<string, number>> | null;
  /** Of a secret round: fewer papers than the least group count here, after exclusion and trimming. */
  readonly few?: boolean;
  /** The voters' and the scheme's own joined by the share, rounded to two decimals, summing to exactly 100. */
  readonly combined: Readonly<Record<string, number>>;
  /** The count; without anything of the ballots when these are hidden. */
  readonly count: Omit<WeightResult, 'weights'>;
}

export interface WeightingResult {
  readonly cast: number;
  /** Fewer ballots than the rule's least group: nothing of them is told, the scheme's own weights stay. */
  readonly hidden: boolean;
  readonly groups: readonly WeightedGroup[];
}

/** A closed round with its sheet and count, as it can be taken into a scheme. */
export interface CountedRound {
  readonly id: string;
  readonly title: string;
  /** Instant. */
  readonly closedAt: string;
  readonly sheet: WeightingSheet;
  readonly result: WeightingResult;
}
