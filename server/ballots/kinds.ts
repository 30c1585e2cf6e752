/** What a round can ask of its electors: one entry for each kind of rule. Round, electors, secrecy are the same for all. */
import {
  type Ballot,
  type BallotObject,
  type BallotRule,
  canonicalBallot,
  canonicalPaper,
  checkPaper,
  countBallots,
  countMixed,
  countPapers,
  type Headcount,
  isChoiceQuestion,
  type Problem,
  parseBallotRule,
  parseScheme,
  parseWeightingRule,
  placesOf,
  RulesError,
  sheetOf,
  type TallySheet,
  validateChoice,
  type WeightingPaper,
  type WeightingRule,
  type WeightingSheet,
  withObjects,
} from '../../rules/index.ts';
import { BlockError } from '../blocks/error.ts';
import type { Release } from '../packages/release.ts';

type Json = Record<string, unknown>;

/** A rule as a round pins it when it opens: whatever is edited meanwhile changes no vote. */
export interface PinnedRule {
  readonly kind: string;
  readonly title: string;
  readonly secret: boolean;
}

interface Kind<R extends PinnedRule, P> {
  /** Throws BlockError with what to do when the rule is missing or does not fit. */
  pin(release: Release, id: string, o: Pinning): R;
  /** Bytes of the longest paper, as JSON. */
  longest(rule: R): number;
  /** Why a paper may not be cast; empty when it may. */
  problems(rule: R, paper: P): readonly Problem[];
  /** A paper without problems as it is kept: its form says no more than its marks do. */
  canonical(rule: R, paper: P): P;
  /** The whole count, and what of it becomes facts and variables beside the turnout. */
  count(rule: R, papers: readonly P[], people: People): { count: unknown; result: Json };
}

/** What the round brings to its rule. */
export interface Pinning {
  readonly objects?: readonly BallotObject[];
  /** Places of a selection, in place of the rule's: of a second vote on equal votes. */
  readonly places?: number;
}

/** Numbers of people, and what was counted on paper. */
export interface People {
  readonly electorate: Headcount;
  readonly present?: Headcount;
  readonly sheet?: TallySheet;
}

const ballot: Kind<BallotRule, Ballot> = {
  pin(release, id, { objects, places }) {
    const { value: found } = parseBallotRule(release.rules.get(id));
    if (!found) throw new BlockError(`测评规则“${id}”不存在或有误，请在配置包中更正。`, 'rule');
    const rule = objects ? withObjects(found, objects) : found;
    if (places === undefined) return rule;
    if (!rule.selection) throw new BlockError(`测评规则“${rule.title}”不是票决，不能另设名额。`, 'places');
    return { ...rule, selection: { ...rule.selection, places } };
  },
  longest(rule) {
    const bytes = (v: unknown) => Buffer.byteLength(JSON.stringify(v)) + 1;
    const most = (list: readonly number[]) => list.reduce((m, n) => Math.max(m, n), 0);
    const places = placesOf(rule).map(
      ({ key, question }) =>
        bytes(key) + (isChoiceQuestion(question) ? most(question.choices.map((c) => bytes(c.id))) : 12),
    );
    const objects = (rule.objects ?? []).map((o) => bytes(o.id)).sort((a, b) => b - a);
    const sum = (list: readonly number[]) => list.reduce((n, x) => n + x, 0);
    const groups = most((rule.groups ?? []).map((g) => bytes(g.id)));
    return 64 + groups + sum(places) + sum(objects.slice(0, rule.selection?.places ?? 0));
  },
  problems: validateChoice,
  canonical: canonicalBallot,
  count(rule, papers, { electorate, present, sheet }) {
    const count = sheet
      ? countMixed(rule, electorate, papers, sheet, present)
      : countBallots(rule, electorate, papers, present);
    const result: Json = {};
    for (const p of count.places)
      if (p.outcome) result[p.object ? `${p.object}/${p.question}` : p.question] = p.outcome.id;
    if (count.ineffective) result.ineffective = count.ineffective;
    if (rule.selection) {
      const of = (state: string) =>
        (count.objects ?? []).filter((o) => o.state === state).map((o) => o.object);
      result.selected = of('selected');
      // equal votes over the last place: who votes again, and on how many places
      result.tied = of('tied');
      result.placesLeft =
        of('tied').length > 0 ? rule.selection.places - (result.selected as unknown[]).length : 0;
    }
    return { count, result };
  },
};

/** What an elector hands in, by the round's kind. */
export type Paper = Ballot & Partial<WeightingPaper>;

/** With the sheet that the electors see: the scheme's groups as they were. */
export type PinnedWeighting = WeightingRule & { readonly sheet: WeightingSheet };

const weighting: Kind<PinnedWeighting, WeightingPaper> = {
  pin(release, id) {
    const { value: rule } = parseWeightingRule(release.rules.get(id));
    if (!rule) throw new BlockError(`赋权规则“${id}”不存在或有误，请在配置包中更正。`, 'rule');
    const { value: scheme } = parseScheme(release.rules.get(rule.scheme));
    if (!scheme)
      throw new BlockError(
        `赋权规则“${rule.title}”所指的指标体系“${rule.scheme}”不存在或有误，请更正。`,
        'rule',
      );
    try {
      return { ...rule, sheet: sheetOf(rule, scheme) };
    } catch (error) {
      if (error instanceof RulesError) throw new BlockError(error.message, 'rule');
      throw error;
    }
  },
  problems: ({ sheet }, paper) => checkPaper(sheet, paper),
  canonical: ({ sheet }, paper) => canonicalPaper(sheet, paper),
  // numbers of up to 25 characters, as many as a group of n has pairs
  longest: ({ sheet }) =>
    sheet.groups.reduce((n, { criteria: { length } }) => {
      // numbers of up to 25 characters: one for each criterion, or for each pair
      return n + 64 + Math.max(length, (length * (length - 1)) / 2) * 25;
    }, 64),
  count({ sheet }, papers) {
    const count = countPapers(sheet, papers);
    return { count, result: { weights: Object.assign({}, ...count.groups.map((g) => g.combined)) } };
  },
};

type AnyKind = Kind<PinnedRule, unknown>;
const KINDS = new Map<string, AnyKind>([
  ['ballot', ballot as unknown as AnyKind],
  ['weighting', weighting as unknown as AnyKind],
]);

function kindOf(kind: string): AnyKind {
  const found = KINDS.get(kind);
  if (!found) throw new Error(`no kind of round <${kind}>`);
  return found;
}

/** Pins a rule of the release, of whatever kind. A rule that is not there is told as a missing voting rule. */
export function pinRule(release: Release, id: string, o: Pinning = {}): PinnedRule {
  const kind = release.rules.get(id)?.kind ?? 'ballot';
  if (!KINDS.has(kind)) throw new BlockError(`“${id}”不是测评规则或赋权规则，请在流程图中另选。`, 'rule');
  return kindOf(kind).pin(release, id, o);
}

export const problemsOf = (rule: PinnedRule, paper: unknown): readonly Problem[] =>
  kindOf(rule.kind).problems(rule, paper);

export const canonicalOf = (rule: PinnedRule, paper: Paper): Paper =>
  kindOf(rule.kind).canonical(rule, paper) as Paper;

export const longestPaper = (rule: PinnedRule): number => kindOf(rule.kind).longest(rule);

export const countRound = (rule: PinnedRule, papers: readonly unknown[], people: People) =>
  kindOf(rule.kind).count(rule, papers, people);
