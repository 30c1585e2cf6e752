import type { Exact, Fraction } from '../common/rational.ts';

export interface Choice {
  readonly id: string;
  readonly title: string;
  /** Points when a mean is to be shown (满意 100, 基本满意 80 …). */
  readonly score?: number;
}

/** A threshold: these choices added up, of the denominator. Exactly one of atLeast and moreThan. */
export interface Threshold {
  readonly sumOf: readonly string[];
  readonly atLeast?: Fraction;
  readonly moreThan?: Fraction;
}

export interface OutcomeRule {
  readonly id: string;
  readonly title: string;
  readonly when: Threshold;
}

export interface OutcomeName {
  readonly id: string;
  readonly title: string;
}

interface QuestionBase {
  readonly id: string;
  readonly title: string;
  /** Its part in an object's mean, 1 when absent. */
  readonly weight?: number;
}
/** One choice is marked. */
export interface ChoiceQuestion extends QuestionBase {
  readonly choices: readonly Choice[];
  /** In place of the rule's own. */
  readonly outcomes?: readonly OutcomeRule[];
}
/** Points are given: from min to max in steps (at most three decimals). */
export interface ScoreQuestion extends QuestionBase {
  readonly points: { readonly min: number; readonly max: number; readonly step: number };
}
export type Question = ChoiceQuestion | ScoreQuestion;

/** What is voted on, when a ballot lists several (departments, candidates, projects). */
export interface BallotObject {
  readonly id: string;
  readonly title: string;
}

/** Choose n of m (票决、差额选举). */
export interface SelectionRule {
  readonly places: number;
  /** Fewer may be marked (default), or exactly as many as there are places. */
  readonly exactly?: boolean;
  /** Votes needed to win a place, of the denominator. */
  readonly atLeast?: Fraction;
  readonly moreThan?: Fraction;
}

export interface Invalidity {
  /** Nothing marked at all: invalid (default), or counted as cast and abstaining. */
  readonly blank?: boolean;
  /** Something left out: invalid; by default it abstains there. */
  readonly incomplete?: boolean;
  /** More marks than allowed at one place: the place only (default), or the whole ballot. */
  readonly several?: 'place' | 'ballot';
  /** Full marks at every place of two or more (全满分). */
  readonly allFullMarks?: boolean;
  /** The same mark at every place of two or more (全相同). */
  readonly allAlike?: boolean;
}

/** Trimming of points: so many, or such a share (rounded down), of the highest and the lowest are dropped. */
export interface Trimming {
  readonly highest?: number;
  readonly lowest?: number;
  readonly highestShare?: Fraction;
  readonly lowestShare?: Fraction;
  /** place: at each question by itself; object: whole ballots by their total for the object (default). */
  readonly by?: 'place' | 'object';
}

export interface VoterGroup {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
}

/** A voting rule (测评、票决规则) as data. */
export interface BallotRule {
  readonly kind: 'ballot';
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** At least one question, or a selection. */
  readonly questions?: readonly Question[];
  readonly selection?: SelectionRule;
  /** Objects, when fixed in the rule; usually given when the round opens, see withObjects. */
  readonly objects?: readonly BallotObject[];
  /** all: 全体组成人员; present: 到会人数; valid: 有效票. */
  readonly denominator: 'all' | 'present' | 'valid';
  /** First that holds, in this order. */
  readonly outcomes?: readonly OutcomeRule[];
  readonly defaultOutcome?: OutcomeName;
  readonly invalid?: Invalidity;
  readonly trimming?: Trimming;
  readonly groups?: readonly VoterGroup[];
  /** Least share of the electorate that must have cast. */
  readonly turnout?: Fraction;
  /** Equal votes or scores: shared rank and, at the last place, another vote (runoff); or the list's order. */
  readonly ties?: 'runoff' | 'list-order';
  readonly secret: boolean;
  /**
   * Secret: with fewer cast ballots, tallies and means are not shown; with fewer of one group, no tallies, since that group's
   * would follow from them.
   */
  readonly minGroup?: number;
  /**
   * Paper votes (纸质票): `merged` counts their tallies with the electronic ballots, `beside` shows them apart. Absent: none
   * are taken.
   */
  readonly paper?: 'merged' | 'beside';
  readonly examples?: readonly BallotExample[];
}

/** A mark: a choice's id, points, or several marks as a paper ballot may carry. */
export type Mark = string | number | readonly string[];

export interface Ballot {
  /** Voter group, where the rule has groups. */
  readonly group?: string;
  /** By question id, or `object/question` where there are objects, see placeKey. */
  readonly answers?: Readonly<Record<string, Mark>>;
  /** Objects chosen, where the rule is a selection. */
  readonly selected?: readonly string[];
}

/** Numbers of people: one, or one per voter group. */
export type Headcount = number | Readonly<Record<string, number>>;

export type InvalidReason =
  | 'malformed'
  | 'unknown-group'
  | 'blank'
  | 'incomplete'
  | 'several'
  | 'all-full-marks'
  | 'all-alike'
  | 'too-many'
  | 'too-few';

export interface ThresholdCheck {
  readonly outcome: string;
  readonly title: string;
  /** The sum of the choices' votes (with groups: their weighted share of the denominator). */
  readonly share: Exact;
  readonly votes: number;
  /** Least votes that would do; absent with groups, where votes do not weigh alike. */
  readonly needed?: number;
  readonly met: boolean;
}

export interface ChoiceTally {
  readonly choice: string;
  readonly title: string;
  readonly votes: number;
  readonly share: Exact;
}

/** One question, of one object where there are objects. */
export interface PlaceResult {
  readonly key: string;
  readonly question: string;
  readonly object?: string;
  readonly answered: number;
  readonly abstained: number;
  /** Ballots valid otherwise with several marks just here. */
  readonly spoiled: number;
  readonly tallies?: readonly ChoiceTally[];
  readonly mean?: Exact;
  /** Points dropped by trimming at this place. */
  readonly trimmed?: { readonly highest: readonly number[]; readonly lowest: readonly number[] };
  readonly outcome?: OutcomeName;
  readonly checks?: readonly ThresholdCheck[];
}

export interface ObjectResult {
  readonly object: string;
  readonly title: string;
  /** Weighted mean over its questions; absent when nobody gave a point. */
  readonly score?: Exact;
  readonly rank?: number;
  readonly votes?: number;
  readonly share?: Exact;
  readonly state?: 'selected' | 'tied' | 'not-selected';
  /** Totals dropped by trimming, when done by object. */
  readonly trimmed?: { readonly highest: readonly number[]; readonly lowest: readonly number[] };
}

export interface GroupResult {
  readonly group: string;
  readonly title: string;
  readonly electorate: number;
  readonly cast: number;
  readonly valid: number;
  /** Votes by place and choice; kept back when secrecy asks for it. */
  readonly tallies?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export type Ineffective = 'no-ballots' | 'turnout' | 'more-ballots-than-voters';

export interface BallotResult {
  readonly electorate: number;
  readonly present: number;
  readonly cast: number;
  readonly valid: number;
  readonly invalid: readonly {
    readonly reason: InvalidReason;
    readonly title: string;
    readonly count: number;
  }[];
  readonly denominator: { readonly kind: BallotRule['denominator']; readonly size: number };
  readonly turnout: { readonly share: Exact; readonly required?: Exact; readonly met: boolean };
  /** False when nobody or too few took part, or more ballots came than there are voters: no outcomes then. */
  readonly effective: boolean;
  readonly ineffective?: Ineffective;
  readonly places: readonly PlaceResult[];
  /** Ranked; only where there are objects. */
  readonly objects?: readonly ObjectResult[];
  readonly groups?: readonly GroupResult[];
  /** Groups whose weight was left out because nobody of them voted validly. */
  readonly emptyGroups?: readonly string[];
  /** What secrecy keeps back because too few voted. */
  readonly hidden?: 'groups' | 'all';
}

/** Tallies as counted by hand (paper), or assumed in a worked example. */
export interface TallySheet {
  readonly electorate: number;
  readonly present?: number;
  readonly cast: number;
  readonly valid: number;
  /** By place: votes per choice. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By object: votes. */
  readonly votes?: Readonly<Record<string, number>>;
}

/** A worked example (算例) in the editor, recalculated as the rule is edited. */
export interface BallotExample {
  readonly title: string;
  readonly sheet: TallySheet;
  /**
   * Single ballots, for rules that ask about these (points, groups, patterns): each as often as it says. The sheet then
   * says no more than how many may vote and are present; with groups, `electorates` how many of each may vote.
   */
  readonly ballots?: readonly (Ballot & { readonly times: number })[];
  readonly electorates?: Readonly<Record<string, number>>;
  /** Outcome ids by place, or chosen objects. */
  readonly expect?: {
    readonly outcomes?: Readonly<Record<string, string>>;
    readonly selected?: readonly string[];
    /** By object, or by place where there are no objects: the score or mean, rounded to two decimals. */
    readonly scores?: Readonly<Record<string, number>>;
  };
}
