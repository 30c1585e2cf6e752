/** What a round can ask of its electors: one entry for each kind of rule. Round, electors, secrecy are the same for all. */
import {
  type Ballot,
  type BallotObject,
  type BallotRule,
  checkPaper,
  countBallots,
  countPapers,
  type Problem,
  parseBallotRule,
  parseScheme,
  parseWeightingRule,
  RulesError,
  sheetOf,
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
  readonly secret: boolean;
}

interface Kind<R extends PinnedRule, P> {
  /** Throws BlockError with what to do when the rule is missing or does not fit. */
  pin(release: Release, id: string, objects?: readonly BallotObject[]): R;
  /** Why a paper may not be cast; empty when it may. */
  problems(rule: R, paper: P): readonly Problem[];
  /** The whole count, and what of it becomes facts and variables beside the turnout. */
  count(rule: R, electors: number, papers: readonly P[]): { count: unknown; result: Json };
}

const ballot: Kind<BallotRule, Ballot> = {
  pin(release, id, objects) {
    const parsed = parseBallotRule(release.rules.get(id));
    if (!parsed.value) throw new BlockError(`测评规则“${id}”不存在或有误，请在配置包中更正。`, 'rule');
    return objects ? withObjects(parsed.value, objects) : parsed.value;
  },
  problems: validateChoice,
  count(rule, electors, papers) {
    const count = countBallots(rule, electors, papers);
    const result: Json = {};
    for (const p of count.places)
      if (p.outcome) result[p.object ? `${p.object}/${p.question}` : p.question] = p.outcome.id;
    if (rule.selection)
      result.selected = (count.objects ?? []).filter((o) => o.state === 'selected').map((o) => o.object);
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
  count({ sheet }, _electors, papers) {
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
export function pinRule(release: Release, id: string, objects?: readonly BallotObject[]): PinnedRule {
  const kind = release.rules.get(id)?.kind ?? 'ballot';
  if (!KINDS.has(kind)) throw new BlockError(`“${id}”不是测评规则或赋权规则，请在流程图中另选。`, 'rule');
  return kindOf(kind).pin(release, id, objects);
}

export const problemsOf = (rule: PinnedRule, paper: unknown): readonly Problem[] =>
  kindOf(rule.kind).problems(rule, paper);

export const countRound = (rule: PinnedRule, electors: number, papers: readonly unknown[]) =>
  kindOf(rule.kind).count(rule, electors, papers);
