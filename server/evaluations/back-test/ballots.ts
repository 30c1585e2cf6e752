/**
 * A voting rule in draft over rounds that are closed: counted again, votes stay where they are. Secrecy is that of the
 * round as it was held: with a rule that can be changed at will, a count of few would tell what single people voted.
 */
import {
  type BallotResult,
  type BallotRule,
  parseBallotRule,
  type Question,
  withObjects,
} from '../../../rules/index.ts';
import type { BallotRound } from '../../ballots/collections.ts';
import { countOf } from '../../ballots/counting.ts';
import { isSealed } from '../../ballots/papers.ts';
import { HttpProblem } from '../../http/problem.ts';
import type { TrialOf } from '../back-test-schemas.ts';
import type { Ground, Tried } from './index.ts';
import { roundsOf, SEALED, summaryOf } from './rounds.ts';

type Round = TrialOf<'ballot'>['rounds'][number];

export async function recountBallots(ground: Ground): Promise<Tried> {
  const { value: draft, problems } = parseBallotRule(ground.after.rules.get(ground.rule));
  if (!draft) {
    const places = problems.map((p) => ({ place: p.pointer, message: p.message }));
    throw new HttpProblem('unprocessable', '测评规则有错误，不能重新计票。请按提示修改。', places);
  }
  const held = await roundsOf(ground, (r) => r.rule.kind === 'ballot' && r.rule.id === ground.rule);
  const rounds: Round[] = [];
  for (const round of held) rounds.push(await recount(ground, round, draft));
  rounds.sort((a, b) => Number(b.changed) - Number(a.changed) || (a.closedAt < b.closedAt ? 1 : -1));
  return {
    summary: summaryOf(rounds),
    trial: { kind: 'ballot', rounds },
    problems: [],
  };
}

async function recount({ service }: Ground, round: BallotRound, draft: BallotRule): Promise<Round> {
  const { id, caseId, title, caseTitle, closedAt = '', electors, cast } = round;
  const about = { id, caseId, title, caseTitle, closedAt, electors, cast };
  const refuse = (refused: string): Round => ({ ...about, refused, places: [], changed: false });
  const pinned = round.rule as unknown as BallotRule;
  const before = round.count as unknown as BallotResult | undefined;
  if (!before) return refuse('当时没有计出结果，不能对照。');
  if (isSealed(round)) return refuse(SEALED);
  const rule = asHeld(draft, pinned);
  if (asks(rule) !== asks(pinned))
    return refuse('测评项、选项或对象已与当时的选票不同，不能按新规则重新计票。');
  // `hidden` is told by the count, so that a group too small hides the whole recount as well
  if (before.hidden) return refuse('投票人数少于最低人数，为保密不重新计票。');
  const { count, result } = await countOf(
    service.deps.store,
    { ...round, rule: rule as unknown as BallotRound['rule'] },
    undefined,
  );
  if (!count) return refuse(String(result.problem ?? '按新规则计不出结果。'));
  const after = count as unknown as BallotResult;
  if (after.hidden) return refuse('投票人数少于最低人数，为保密不重新计票。');
  // what a trimming made up for it leaves would be single ballots' marks
  if (left(after) < (rule.secret ? (rule.minGroup ?? 0) : 0))
    return refuse('按草稿去掉最高分、最低分后，剩下的选票少于最低人数，为保密不重新计票。');
  const places = placesOf(pinned, rule, before, after);
  return { ...about, places, changed: places.some((p) => p.changed) };
}

/** The fewest marks, or ballots, that any mean is of after trimming; Infinity where nothing is trimmed. */
function left({ places, objects, valid }: BallotResult): number {
  const dropped = (t: { highest: readonly unknown[]; lowest: readonly unknown[] }) =>
    t.highest.length + t.lowest.length;
  return Math.min(
    ...places.flatMap((p) => (p.trimmed ? [p.answered - dropped(p.trimmed)] : [])),
    ...(objects ?? []).flatMap((o) => (o.trimmed ? [valid - dropped(o.trimmed)] : [])),
  );
}

/** The draft over what the round had: its objects, its paper votes, and at least its secrecy. */
function asHeld(draft: BallotRule, pinned: BallotRule): BallotRule {
  const rule = pinned.objects ? withObjects(draft, pinned.objects) : draft;
  const secret = pinned.secret || draft.secret;
  const minGroup = Math.max(pinned.minGroup ?? 0, draft.minGroup ?? 0);
  const { paper: _, ...rest } = rule;
  const paper = pinned.paper === undefined ? {} : { paper: pinned.paper };
  return { ...rest, secret, ...paper, ...(minGroup > 0 ? { minGroup } : {}) };
}

/** What a paper of the rule can say. */
const asks = (rule: BallotRule): string =>
  JSON.stringify([
    (rule.questions ?? []).map((q: Question) => [
      q.id,
      'choices' in q ? q.choices.map((c) => c.id) : q.points,
    ]),
    rule.selection !== undefined,
    (rule.objects ?? []).map((o) => o.id),
    (rule.groups ?? []).map((g) => g.id),
  ]);

function placesOf(
  was: BallotRule,
  now: BallotRule,
  before: BallotResult,
  after: BallotResult,
): Round['places'] {
  const questions = after.places.map((place, i) => {
    const old = before.places[i];
    const object = now.objects?.find((o) => o.id === place.object)?.title;
    const question = now.questions?.find((q) => q.id === place.question)?.title ?? place.question;
    return {
      key: place.key,
      title: object ? `${object}：${question}` : question,
      before: said(was, old, before),
      after: said(now, place, after),
      why: { before: checks(old, before), after: checks(place, after) },
    };
  });
  const objects = (after.objects ?? []).map((o) => {
    const old = before.objects?.find((x) => x.object === o.object);
    return {
      key: o.object,
      title: o.title,
      before: placing(old),
      after: placing(o),
      why: { before: points(old), after: points(o) },
    };
  });
  return [...questions, ...objects].map((p) => ({ ...p, changed: p.before !== p.after }));
}

type PlaceResult = BallotResult['places'][number];
type ObjectResult = NonNullable<BallotResult['objects']>[number];
const WITHOUT: Record<string, string> = {
  'no-ballots': '无效：没有人投票',
  turnout: '无效：参加率不够',
  'more-ballots-than-voters': '无效：票数多于应投票人',
};

/** The outcome; of a question without one its mean. */
function said(_rule: BallotRule, place: PlaceResult | undefined, all: BallotResult): string | null {
  if (all.ineffective) return WITHOUT[all.ineffective] ?? all.ineffective;
  if (place?.outcome) return place.outcome.title;
  return place?.mean ? `平均 ${round(place.mean.value)} 分` : null;
}

function checks(place: PlaceResult | undefined, all: BallotResult): string[] {
  const turnout = all.ineffective === 'turnout' ? [`参加率 ${percent(all.turnout.share.value)}`] : [];
  return [
    ...turnout,
    ...(place?.checks ?? []).map((c) => {
      const needed = c.needed === undefined ? '' : `，需要 ${c.needed} 票`;
      return `${c.title}：${c.votes} 票，占 ${percent(c.share.value)}${needed}，${c.met ? '达到' : '没有达到'}`;
    }),
  ];
}

const STATES = { selected: '当选', tied: '并列，再次投票', 'not-selected': '未当选' } as const;
const placing = (o: ObjectResult | undefined): string | null => {
  if (!o) return null;
  const rank = o.rank === undefined ? [] : [`第 ${o.rank} 名`];
  return [...rank, ...(o.state ? [STATES[o.state]] : [])].join('，') || null;
};
const points = (o: ObjectResult | undefined): string[] => [
  ...(o?.score ? [`得分 ${round(o.score.value)}`] : []),
  ...(o?.votes === undefined ? [] : [`得 ${o.votes} 票`]),
];
const round = (x: number): string => String(Math.round(x * 100) / 100);
const percent = (x: number): string => `${(x * 100).toFixed(1)}%`;
