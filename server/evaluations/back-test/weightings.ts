/** A weighting rule in draft over rounds that are closed: the same papers, counted another way. */
import {
  countPapers,
  parseWeightingRule,
  RulesError,
  type WeightingPaper,
  type WeightingRule,
  type WeightingSheet,
} from '../../../rules/index.ts';
import type { BallotRound } from '../../ballots/collections.ts';
import { isSealed, papersOf } from '../../ballots/papers.ts';
import { HttpProblem } from '../../http/problem.ts';
import type { TrialOf } from '../back-test-schemas.ts';
import { weightingOf } from '../weightings.ts';
import type { Ground, Tried } from './index.ts';
import { roundsOf, SEALED, summaryOf } from './rounds.ts';

type Round = TrialOf<'weighting'>['rounds'][number];

export async function recountWeightings(ground: Ground): Promise<Tried> {
  const { value: draft, problems } = parseWeightingRule(ground.after.rules.get(ground.rule));
  if (!draft) {
    const places = problems.map((p) => ({ place: p.pointer, message: p.message }));
    throw new HttpProblem('unprocessable', '赋权规则有错误，不能重新计算。请按提示修改。', places);
  }
  const held = await roundsOf(ground, (r) => r.rule.kind === 'weighting' && r.rule.id === ground.rule);
  const rounds = await Promise.all(held.map((round) => recount(ground, round, draft)));
  rounds.sort((a, b) => (a.closedAt < b.closedAt ? 1 : -1));
  return {
    summary: summaryOf(rounds),
    trial: { kind: 'weighting', rounds },
    problems: [],
  };
}

async function recount({ service }: Ground, round: BallotRound, draft: WeightingRule): Promise<Round> {
  const { id, title, caseTitle, closedAt = '', cast } = round;
  const about = { id, title, caseTitle, closedAt, cast };
  const refuse = (refused: string): Round => ({ ...about, refused, weights: [], changed: false });
  if (isSealed(round)) return refuse(SEALED);
  const counted = weightingOf(round);
  const { sheet } = round.rule as unknown as { sheet: WeightingSheet };
  if (counted?.result.hidden) return refuse('投票人数少于最低人数，为保密不重新计算。');
  if (draft.by.method !== sheet.by.method)
    return refuse('赋权方法已与当时的权重票不同，不能按新规则重新计算。');
  const minGroup = Math.max(sheet.minGroup ?? 0, draft.minGroup ?? 0);
  const asNow: WeightingSheet = {
    ...sheet,
    // a paper that was cast stays cast: a limit that would refuse it leaves it out
    by:
      draft.by.method === 'ahp' && draft.by.above === 'refuse' ? { ...draft.by, above: 'exclude' } : draft.by,
    share: draft.share,
    ...(minGroup > 0 ? { minGroup } : {}),
  };
  const { papers } = await papersOf(service.deps.store, round, undefined);
  try {
    const { groups, hidden } = countPapers(asNow, papers as unknown as WeightingPaper[]);
    if (hidden) return refuse('投票人数少于最低人数，为保密不重新计算。');
    // a limit or a trimming made up for it would leave a single paper to be read
    if (groups.some((g) => g.few)) return refuse('按草稿计入的权重票少于最低人数，为保密不重新计算。');
    const now = Object.assign({}, ...groups.map((g) => g.combined)) as Record<string, number>;
    const was = Object.assign({}, ...(counted?.result.groups ?? []).map((g) => g.combined));
    const weights = sheet.groups.flatMap((g) =>
      g.criteria.map((c) => ({
        ...{ id: c.id, title: c.title },
        before: (was[c.id] as number | undefined) ?? c.weight,
        after: now[c.id] ?? c.weight,
      })),
    );
    return { ...about, weights, changed: weights.some((w) => w.before !== w.after) };
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return refuse(error.message);
  }
}
