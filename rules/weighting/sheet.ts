import { error, jsonPointer, type Problem, RulesError } from '../common/problem.ts';
import { flatten, isGroup } from '../scheme/tree.ts';
import type { Scheme } from '../scheme/types.ts';
import { RANDOM_INDEX, refuseWeightBallot, type WeightBallot } from '../weights/index.ts';
import type { CriteriaGroup, Criterion, WeightingPaper, WeightingRule, WeightingSheet } from './types.ts';

const MAX_COMPARED = RANDOM_INDEX.saaty1980.length;

/** All groups of siblings of a scheme, the top level first. */
export function groupsOf(scheme: Pick<Scheme, 'indicators' | 'title'>): CriteriaGroup[] {
  return [
    { id: '', title: scheme.title, criteria: scheme.indicators.map(criterion) },
    ...flatten(scheme).nodes.flatMap(({ node }) =>
      isGroup(node) ? [{ id: node.id, title: node.title, criteria: node.children.map(criterion) }] : [],
    ),
  ];
}

/**
 * What a round over this scheme asks. Throws RulesError `NOTHING_TO_WEIGH` when a group that the rule asks for does not
 * exist or has fewer than two members, `TOO_MANY_CRITERIA` when more than 15 would have to be compared in pairs.
 */
export function sheetOf(rule: WeightingRule, scheme: Pick<Scheme, 'indicators' | 'title'>): WeightingSheet {
  const all = groupsOf(scheme);
  const groups = (rule.asks ?? all.filter((g) => g.criteria.length > 1).map((g) => g.id)).map((id) => {
    const group = all.find((g) => g.id === id);
    if (!group || group.criteria.length < 2)
      throw new RulesError('NOTHING_TO_WEIGH', `“${group?.title ?? id}”下没有两项以上的指标，不能赋权。`);
    if (rule.by.method === 'ahp' && group.criteria.length > MAX_COMPARED)
      throw new RulesError(
        'TOO_MANY_CRITERIA',
        `“${group.title}”有 ${group.criteria.length} 项指标，两两比较至多 ${MAX_COMPARED} 项，请改用直接分配或先分组。`,
      );
    return group;
  });
  if (groups.length === 0)
    throw new RulesError('NOTHING_TO_WEIGH', `“${scheme.title}”没有两项以上的同级指标，不能赋权。`);
  const { by, share, secret, minGroup } = rule;
  return { by, share, secret, ...(minGroup === undefined ? {} : { minGroup }), groups };
}

const criterion = ({ id, title, weight, description }: Criterion): Criterion => ({
  id,
  title,
  weight,
  ...(description ? { description } : {}),
});

/** Why a paper may not be cast, with places; empty when it may. Never throws on what a client sends. */
export function checkPaper(sheet: WeightingSheet, paper: WeightingPaper): Problem[] {
  const given: unknown = (paper as WeightingPaper | null | undefined)?.weights;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return [error('malformed', '/weights', '权重票的内容无法辨认，请刷新后重填。')];
  const ballots = given as WeightingPaper['weights'];
  const unknown = Object.keys(ballots).filter((id) => !sheet.groups.some((g) => g.id === id));
  return [
    ...unknown.map((id) =>
      error('unknown-group', jsonPointer(['weights', id]), `本轮没有“${id}”这一组指标。`),
    ),
    ...sheet.groups.flatMap((group): Problem[] => {
      const at = jsonPointer(['weights', group.id]);
      const ballot = Object.hasOwn(ballots, group.id) ? ballots[group.id] : undefined;
      if (typeof ballot !== 'object' || ballot === null)
        return [error('missing', at, `请给“${group.title}”下的各项指标赋权。`)];
      const refusal = refuseWeightBallot(sheet.by, group.criteria.length, ballot);
      return refusal ? [error(refusal.code, at, `“${group.title}”：${refusal.message}`)] : [];
    }),
  ];
}

/** A paper without problems as it is kept: groups in the order of the sheet, and of each what the method asks for. */
export function canonicalPaper(sheet: WeightingSheet, paper: WeightingPaper): WeightingPaper {
  const weights = sheet.groups.map((group): [string, WeightBallot] => {
    const given = paper.weights[group.id] as WeightBallot;
    return [group.id, 'points' in given ? { points: given.points } : { judgements: given.judgements }];
  });
  return { weights: Object.fromEntries(weights) };
}
