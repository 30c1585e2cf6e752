/** Opening a round: the rule is pinned, the electorate fixed, the box made, the electors told. */
import { type BallotObject, type BallotRule, sheetFits } from '../../rules/index.ts';
import { BlockError } from '../blocks/error.ts';
import { actOp } from '../cases/acts.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { readersOf } from '../cases/readers.ts';
import type { Op, Stored } from '../store/port.ts';
import type { BallotBoxes } from './box.ts';
import type { BallotRound, Elector } from './collections.ts';
import { pinRule } from './kinds.ts';

export interface Voter {
  userId: string;
  group?: string;
}

export interface OpenRoundInput {
  jobKey: string;
  ballot: string;
  rule: string;
  /** The rule's when absent. */
  title?: string;
  electorate: Voter[] | 'codes' | 'open';
  objects?: BallotObject[];
  places?: number;
  /** People present, where it is known beforehand. */
  present?: number | Record<string, number>;
  /** Instant. */
  closesAt?: string;
  closeWhenAllVoted: boolean;
  closeAtTurnout?: number;
  /** Instants before it closes. */
  remindAt?: string[];
}

/** What stands at the ballot's next instant: the first reminder, or the end. */
export const nextOf = (r: Pick<BallotRound, 'remindAt' | 'closesAt'>): string | undefined =>
  [...(r.remindAt ?? []), ...(r.closesAt ? [r.closesAt] : [])].sort()[0];

/** Numbers of voters by group; BlockError where groups and voters do not fit together. */
function headcountOf(
  rule: BallotRule,
  electorate: OpenRoundInput['electorate'],
): Record<string, number> | undefined {
  const groups = rule.groups;
  if (!groups) {
    if (Array.isArray(electorate) && electorate.some((v) => v.group !== undefined))
      throw new BlockError(`测评规则“${rule.title}”没有分组，“投票人”不能带组别。`, 'electorate');
    return undefined;
  }
  if (electorate === 'open')
    throw new BlockError('开放投票不能分组，请改用投票码，或换一条不分组的规则。', 'access');
  const counts = Object.fromEntries(groups.map((g) => [g.id, 0]));
  for (const voter of electorate === 'codes' ? [] : electorate) {
    if (voter.group === undefined || !Object.hasOwn(counts, voter.group)) {
      const names = groups.map((g) => `${g.title}（${g.id}）`).join('、');
      throw new BlockError(`规则“${rule.title}”分组计票，每位投票人都要有组别：${names}。`, 'electorate');
    }
    counts[voter.group] = (counts[voter.group] ?? 0) + 1;
  }
  return counts;
}

export async function openOps(
  deps: MatterDeps,
  boxes: BallotBoxes,
  c: Stored<Case>,
  o: OpenRoundInput,
  earlier: number,
): Promise<Op[]> {
  const release = (await deps.releases.get(c.releaseId))!;
  const rule = pinRule(release, o.rule, {
    ...(o.objects ? { objects: o.objects } : {}),
    ...(o.places === undefined ? {} : { places: o.places }),
  });
  const title = o.title ?? rule.title;
  const voters = Array.isArray(o.electorate) ? o.electorate : [];
  const kind = Array.isArray(o.electorate) ? 'roster' : o.electorate;
  if (kind === 'roster' && voters.length === 0)
    throw new BlockError('没有可以投票的人员，请检查“投票人”。', 'electorate');
  if (kind === 'open' && o.closeAtTurnout !== undefined)
    throw new BlockError('开放投票没有应投人数，不能按参加率结束。', 'closeAtTurnout');
  const ballotRule = rule as unknown as BallotRule;
  const headcount = rule.kind === 'ballot' ? headcountOf(ballotRule, o.electorate) : undefined;
  if (rule.kind === 'ballot' && ballotRule.paper && !sheetFits(ballotRule))
    throw new BlockError('分组或打分的规则不能收纸质票，请在规则中更正。', 'rule');
  // without names there is nothing to sign with
  const secret = rule.secret || kind !== 'roster';
  if (secret) await boxes.create(o.jobKey);
  const now = deps.clock.now();
  const doc: BallotRound = {
    id: o.jobKey,
    caseId: c.id,
    caseTitle: c.title,
    packageId: c.packageId,
    releaseId: c.releaseId,
    orgId: c.orgId,
    orgPath: c.orgPath,
    ballot: o.ballot,
    round: earlier + 1,
    title,
    secret,
    rule: structuredClone({ ...rule, secret }) as unknown as Record<string, unknown>,
    ...(kind === 'roster' ? {} : { electorate: kind }),
    electors: voters.length,
    ...(headcount ? { headcount } : {}),
    ...(o.present === undefined ? {} : { present: o.present }),
    cast: 0,
    state: 'open',
    openedAt: now,
    closeWhenAllVoted: o.closeWhenAllVoted && kind !== 'open',
    ...(o.closeAtTurnout === undefined ? {} : { closeAtTurnout: o.closeAtTurnout }),
    ...(o.closesAt ? { closesAt: o.closesAt } : {}),
    ...(o.remindAt && kind === 'roster' ? { remindAt: o.remindAt.filter((at) => at > now).sort() } : {}),
    ...(secret ? { box: 'sealed' as const } : {}),
  };
  const next = nextOf(doc);
  if (next) doc.nextAt = next;
  const people = voters.map((v) => v.userId);
  const electorIds = [...new Set([...c.electors, ...people])];
  const who = { roster: `应投票 ${voters.length} 人`, codes: '凭投票码投票', open: '开放投票，结果仅供参考' };
  return [
    { op: 'put', collection: 'ballots', doc: { ...doc } },
    ...voters.map((v): Op => {
      const elector: Elector = {
        id: `${o.jobKey}:${v.userId}`,
        roundId: o.jobKey,
        userId: v.userId,
        ...(v.group === undefined ? {} : { group: v.group }),
        voted: false,
        roundOpen: true,
      };
      return { op: 'put', collection: 'electors', doc: elector };
    }),
    {
      op: 'patch',
      collection: 'cases',
      id: c.id,
      set: { electors: electorIds, readers: readersOf({ ...c, electors: electorIds }, release) },
    },
    actOp({
      id: `ballot:${o.jobKey}`,
      caseId: c.id,
      kind: 'ballot',
      at: now,
      text: `“${title}”开始，${who[kind]}`,
    }),
    ...(await deps.notices.ops({
      to: people,
      title: `请参加测评：${title}`,
      text: c.title,
      caseId: c.id,
      key: `ballot:${o.jobKey}`,
    })),
  ];
}
