/** Rounds of ballots: opened by a block, cast by electors once, closed by all, time or hand, counted by rules/ballot. */
import { randomUUID } from 'node:crypto';
import { type BallotObject, RulesError } from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import { BlockError } from '../blocks/error.ts';
import { actOp } from '../cases/acts.ts';
import type { Case } from '../cases/collections.ts';
import type { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { readersOf } from '../cases/readers.ts';
import type { Ticking } from '../clocks/ticker.ts';
import { conflict, forbidden, HttpProblem, notFound } from '../http/problem.ts';
import type { Intents } from '../intents/service.ts';
import { ConflictError, type Op, type Stored } from '../store/port.ts';
import type { BallotRound, Elector, Vote } from './collections.ts';
import { countRound, type Paper, type PinnedRule, pinRule, problemsOf } from './kinds.ts';

export interface OpenRound {
  jobKey: string;
  ballot: string;
  rule: string;
  title: string;
  electorate: string[];
  objects?: BallotObject[];
  /** Instant. */
  closesAt?: string;
  closeWhenAllVoted: boolean;
}

export class BallotService implements Ticking {
  readonly #deps: MatterDeps;
  readonly #intents: Intents;
  readonly #lock: KeyedLock;

  constructor(deps: MatterDeps, intents: Intents, lock: KeyedLock) {
    this.#deps = deps;
    this.#intents = intents;
    this.#lock = lock;
  }

  /** Ops that open a round; electors may see the case from then on. */
  async openOps(c: Stored<Case>, o: OpenRound): Promise<Op[]> {
    if (await this.#deps.store.get('ballots', o.jobKey)) return [];
    const release = (await this.#deps.releases.get(c.releaseId))!;
    const rule = pinRule(release, o.rule, o.objects);
    if (o.electorate.length === 0) throw new BlockError('没有可以投票的人员，请检查“投票人”。', 'electorate');
    const earlier = (await this.ofCase(c.id)).filter((b) => b.ballot === o.ballot);
    const doc: BallotRound = {
      id: o.jobKey,
      caseId: c.id,
      caseTitle: c.title,
      packageId: c.packageId,
      releaseId: c.releaseId,
      orgId: c.orgId,
      orgPath: c.orgPath,
      ballot: o.ballot,
      round: earlier.length + 1,
      title: o.title,
      secret: rule.secret,
      rule: structuredClone(rule) as unknown as Record<string, unknown>,
      electors: o.electorate.length,
      cast: 0,
      state: 'open',
      openedAt: this.#deps.clock.now(),
      closeWhenAllVoted: o.closeWhenAllVoted,
      ...(o.closesAt ? { nextAt: o.closesAt } : {}),
    };
    const electorIds = [...new Set([...c.electors, ...o.electorate])];
    return [
      { op: 'put', collection: 'ballots', doc: { ...doc } },
      ...o.electorate.map((userId): Op => {
        const elector: Elector = {
          id: `${o.jobKey}:${userId}`,
          roundId: o.jobKey,
          userId,
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
        at: doc.openedAt,
        text: `“${o.title}”开始，应投票 ${o.electorate.length} 人`,
      }),
      ...(await this.#deps.notices.ops({
        to: o.electorate,
        title: `请参加测评：${o.title}`,
        text: c.title,
        caseId: c.id,
        key: `ballot:${o.jobKey}`,
      })),
    ];
  }

  async ofCase(caseId: string): Promise<Stored<BallotRound>[]> {
    const q = { where: { caseId }, sort: ['openedAt'], limit: 200 };
    const { items } = await this.#deps.store.find<BallotRound>('ballots', q);
    // rounds opened at one instant of a manual clock stand in their own order, not in that of their keys
    return items.sort((a, b) =>
      a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : a.round - b.round,
    );
  }

  /** Open rounds in which the person is an elector, with whether they have voted. */
  async mine(actor: Actor): Promise<{ round: BallotRound; voted: boolean }[]> {
    const { items } = await this.#deps.store.find<Elector>('electors', {
      where: { userId: actor.userId, roundOpen: true },
      limit: 500,
    });
    const rounds = await this.#deps.store.getMany<BallotRound>(
      'ballots',
      items.map((e) => e.roundId),
    );
    return items.flatMap((e, i) => (rounds[i] ? [{ round: rounds[i], voted: e.voted }] : []));
  }

  async round(id: string): Promise<Stored<BallotRound>> {
    const round = await this.#deps.store.get<BallotRound>('ballots', id);
    if (!round) throw notFound('测评');
    return round;
  }

  /** One ballot of one elector. 403 no elector, 409 voted already, 410 closed, 422 a ballot that makes no sense. */
  async cast(actor: Actor, roundId: string, paper: Paper): Promise<{ receipt: string }> {
    const result = await this.#lock.run(`ballot:${roundId}`, async () => {
      const round = await this.round(roundId);
      const elector = await this.#deps.store.get<Elector>('electors', `${roundId}:${actor.userId}`);
      if (!elector) throw forbidden('参加该项测评');
      if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束，不能再投票。');
      if (elector.voted) throw conflict('您已经投过票，每人只能投一次。');
      const problems = problemsOf(round.rule as unknown as PinnedRule, paper);
      if (problems.length > 0) {
        const places = problems.map((p) => ({ place: p.pointer, message: p.message }));
        throw new HttpProblem('unprocessable', '选票有需要更正的地方，请按提示修改。', places);
      }
      const receipt = randomUUID().slice(0, 8);
      const vote: Vote = {
        id: round.secret ? randomUUID() : `${roundId}:${actor.userId}`,
        roundId,
        ...(round.secret ? {} : { userId: actor.userId }),
        ...(paper.answers ? { answers: { ...paper.answers } } : {}),
        ...(paper.selected ? { selected: [...paper.selected] } : {}),
        ...(paper.weights ? { weights: { ...paper.weights } } : {}),
      };
      const { rev, ...who } = elector;
      try {
        await this.#deps.store.commit([
          { op: 'put', collection: 'electors', doc: { ...who, voted: true, receipt }, ifRev: rev },
          { op: 'put', collection: 'votes', doc: vote, ifRev: 0 },
          { op: 'patch', collection: 'ballots', id: roundId, set: { cast: round.cast + 1 } },
        ]);
      } catch (error) {
        if (error instanceof ConflictError) throw conflict('您已经投过票，每人只能投一次。');
        throw error;
      }
      return { receipt, full: round.cast + 1 >= round.electors && round.closeWhenAllVoted, round };
    });
    this.#deps.live.publish(`case:${result.round.caseId}`, { caseId: result.round.caseId });
    if (result.full) await this.close(roundId);
    return { receipt: result.receipt };
  }

  /** By hand. */
  async closeBy(actor: Actor, roundId: string): Promise<BallotRound> {
    const round = await this.round(roundId);
    if (!may(actor, 'ballots.manage', round.orgPath)) throw forbidden('结束该项测评');
    return this.close(roundId);
  }

  /** Counts, keeps the result and tells the drawing by message. Closing again changes nothing. */
  async close(roundId: string): Promise<BallotRound> {
    return this.#lock.run(`ballot:${roundId}`, async () => {
      const round = await this.round(roundId);
      if (round.state === 'closed') return round;
      const { ops, doc } = await this.#closing(round);
      const intent = this.#intents.op(`${roundId}:closed`, 'publishMessage', {
        name: `${round.packageId}.ballot.${round.ballot}.closed`,
        correlationKey: round.caseId,
        variables: {},
        timeToLive: 86_400_000,
      });
      await this.#intents.commit([...ops, intent]);
      this.#deps.live.publish(`case:${round.caseId}`, { caseId: round.caseId });
      return doc;
    });
  }

  /** For the block ballot.close: closes the latest round if it is open, without the message, and gives its result. */
  async closeForBlock(
    caseId: string,
    ballot: string,
  ): Promise<{ ops: Op[]; result: Record<string, unknown> }> {
    const rounds = (await this.ofCase(caseId)).filter((b) => b.ballot === ballot);
    const round = rounds.at(-1);
    if (!round) throw new BlockError(`测评“${ballot}”尚未开始，请在此之前放置“开始测评”。`, 'ballot');
    if (round.state === 'closed') return { ops: [], result: round.result ?? {} };
    const { ops, doc } = await this.#closing(round);
    return { ops, result: doc.result ?? {} };
  }

  async #closing({ rev, ...round }: Stored<BallotRound>): Promise<{ ops: Op[]; doc: BallotRound }> {
    const [all, people] = await Promise.all([
      this.#all<Vote>('votes', round.id),
      this.#all<Elector>('electors', round.id),
    ]);
    const { count, result: found } = countOf(round, all);
    const result = { turnout: Math.round((all.length / round.electors) * 10_000) / 10_000, ...found };
    const { nextAt: _, ...rest } = round;
    const now = this.#deps.clock.now();
    const doc: BallotRound = {
      ...rest,
      state: 'closed',
      closedAt: now,
      result,
      ...(count ? { count: JSON.parse(JSON.stringify(count)) as Record<string, unknown> } : {}),
    };
    const ops: Op[] = [
      { op: 'put', collection: 'ballots', doc: { ...doc }, ifRev: rev },
      ...people.map(
        (e): Op => ({ op: 'patch', collection: 'electors', id: e.id, set: { roundOpen: false } }),
      ),
      actOp({
        id: `ballot:${round.id}:closed`,
        caseId: round.caseId,
        kind: 'ballot',
        at: now,
        text: `“${round.title}”结束，应投 ${round.electors} 人，实投 ${all.length} 人`,
      }),
    ];
    return { ops, doc };
  }

  async #all<T>(collection: string, roundId: string): Promise<Stored<T>[]> {
    const found: Stored<T>[] = [];
    for (let after: string | undefined; ; ) {
      const page = await this.#deps.store.find<T>(collection, {
        where: { roundId },
        limit: 1000,
        ...(after ? { after } : {}),
      });
      found.push(...page.items);
      after = page.next;
      if (!after) return found;
    }
  }

  electorsOf = (roundId: string) => this.#all<Elector>('electors', roundId);

  async tick(): Promise<number> {
    const { items } = await this.#deps.store.find<BallotRound>('ballots', {
      where: { nextAt: { lte: this.#deps.clock.now() } },
      sort: ['nextAt'],
      limit: 200,
    });
    for (const round of items) await this.close(round.id);
    return items.length;
  }

  async nextInstant(): Promise<string | undefined> {
    const { items } = await this.#deps.store.find<BallotRound>('ballots', {
      where: { nextAt: { gt: '' } },
      sort: ['nextAt'],
      limit: 1,
    });
    return items[0]?.nextAt;
  }
}

/** A count that cannot be made (trimmed, nobody is left) is told in the result; the votes are there for a later rule. */
function countOf(
  round: BallotRound,
  votes: readonly Vote[],
): { count: unknown; result: Record<string, unknown> } {
  try {
    return countRound(round.rule as unknown as PinnedRule, round.electors, votes);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return { count: null, result: { problem: error.message } };
  }
}
