/**
 * Rounds of ballots: opened by a block; votes are cast by electors, codes or browsers (voting.ts); closed when all have
 * voted, at a turnout, at a time or by hand; counted by rules/ballot; people who have not voted are reminded.
 */
import { type BallotRule, turnoutReaches } from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import type { BlockResult } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import { actOp } from '../cases/acts.ts';
import type { Case } from '../cases/collections.ts';
import type { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { Ticking } from '../clocks/ticker.ts';
import { conflict, forbidden, HttpProblem } from '../http/problem.ts';
import type { Intents } from '../intents/service.ts';
import { findAll } from '../store/all.ts';
import { ConflictError, type Op, type Stored } from '../store/port.ts';
import { BallotBoxes } from './box.ts';
import { VotingCodes } from './codes.ts';
import type { BallotRound, Elector, Token } from './collections.ts';
import { countOf, type Recount, recountOf } from './counting.ts';
import { BallotDesk, markCollection, type OpenRound } from './desk.ts';
import type { Paper } from './kinds.ts';
import { nextOf, type OpenRoundInput, openOps } from './opening.ts';
import { checkSettled, PaperVotes } from './paper.ts';
import { isSealed, removeSealed, writeClear } from './papers.ts';
import type { Receipts, Voters } from './schemas.ts';
import { Voting } from './voting.ts';

/** A live page hears of a round's turnout at most so often: neither a burst nor the instant of a vote shows. */
const TOLD_EVERY_MS = 2000;

export class BallotService implements Ticking {
  readonly #deps: MatterDeps;
  readonly #intents: Intents;
  readonly #lock: KeyedLock;
  readonly #boxes: BallotBoxes;
  readonly desk: BallotDesk;
  readonly voting: Voting;
  readonly codes: VotingCodes;
  readonly paper: PaperVotes;
  readonly #telling = new Map<string, NodeJS.Timeout>();

  constructor(deps: MatterDeps, intents: Intents, lock: KeyedLock) {
    this.#deps = deps;
    this.#intents = intents;
    this.#lock = lock;
    this.#boxes = new BallotBoxes(deps.dataFolder);
    this.desk = new BallotDesk(deps, this.#boxes);
    this.voting = new Voting(deps, this.desk);
    this.voting.onCast = (open) => this.#after(open);
    this.codes = new VotingCodes(deps, this.desk);
    this.paper = new PaperVotes(deps, this.desk);
  }

  /** Ops that open a round; named electors may see the case from then on. */
  async openOps(c: Stored<Case>, o: OpenRoundInput): Promise<Op[]> {
    if (await this.#deps.store.get('ballots', o.jobKey)) return [];
    const earlier = (await this.ofCase(c.id)).filter((b) => b.ballot === o.ballot);
    return openOps(this.#deps, this.#boxes, c, o, earlier.length);
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
  async mine(actor: Actor): Promise<{ round: BallotRound; elector: Elector }[]> {
    const { items } = await this.#deps.store.find<Elector>('electors', {
      where: { userId: actor.userId, roundOpen: true },
      limit: 500,
    });
    const rounds = await this.#deps.store.getMany<BallotRound>(
      'ballots',
      items.map((e) => e.roundId),
    );
    return items.flatMap((elector, i) => (rounds[i] ? [{ round: rounds[i], elector }] : []));
  }

  round = (id: string): Promise<Stored<BallotRound>> => this.desk.round(id);

  /** Casts the one vote of an elector, who gets its receipt. */
  cast(actor: Actor, roundId: string, paper: Paper): Promise<{ receipt: string }> {
    return this.voting.byElector(actor, roundId, paper);
  }

  async #after(open: OpenRound): Promise<void> {
    const { round, cast } = open;
    this.#tell(round);
    if (round.electors === 0 || open.closing) return;
    const all = round.closeWhenAllVoted && cast >= round.electors;
    const { closeAtTurnout: share } = round;
    const enough = share !== undefined && turnoutReaches(cast, round.electors, share);
    if (!all && !enough) return;
    try {
      await this.close(round.id);
    } catch (error) {
      // the vote is counted, whatever keeps the round open (paper that is not settled): that is not the voter's to know
      this.#deps.log.warn({ err: error, roundId: round.id }, 'round not closed by its last vote');
    }
  }

  #tell({ id, caseId }: BallotRound): void {
    if (this.#telling.has(id)) return;
    const timer = setTimeout(() => {
      this.#telling.delete(id);
      this.#deps.live.publish(`case:${caseId}`, { caseId });
    }, TOLD_EVERY_MS);
    timer.unref();
    this.#telling.set(id, timer);
  }

  async #managed(actor: Actor, id: string, deed: string): Promise<Stored<BallotRound>> {
    const round = await this.round(id);
    if (!may(actor, 'ballots.manage', round.orgPath)) throw forbidden(deed);
    return round;
  }

  /** By hand. */
  async closeBy(actor: Actor, roundId: string): Promise<BallotRound> {
    await this.#managed(actor, roundId, '结束该项测评');
    return this.close(roundId);
  }

  /** How many people are present (到会人数): what shares are of, where the rule says so. */
  async setPresent(actor: Actor, id: string, present: number | Record<string, number>): Promise<void> {
    const round = await this.#managed(actor, id, '登记到会人数');
    if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束，不能再登记到会人数。');
    const groups = Object.keys(round.headcount ?? {});
    const fits =
      typeof present === 'number'
        ? groups.length === 0
        : groups.length > 0 && groups.every((g) => Object.hasOwn(present, g));
    if (!fits) throw new HttpProblem('unprocessable', '到会人数应与规则的分组一致：有分组时按组填写。');
    await this.#deps.store.commit([
      { op: 'patch', collection: 'ballots', id, set: { present }, ifRev: round.rev },
      ...this.#audit(actor, round, 'ballot.present', { present }),
    ]);
  }

  #audit(actor: Actor | undefined, r: BallotRound, action: string, detail: Record<string, unknown>): Op[] {
    const target = { kind: 'ballots', id: r.id };
    return this.#deps.audit.record({ actor, action, target, orgId: r.orgId, caseId: r.caseId, detail });
  }

  /** 催票: those on the roster who have not voted get a notice. Gives how many. */
  async remindBy(actor: Actor, id: string): Promise<number> {
    const round = await this.#managed(actor, id, '催票');
    if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束，不用再催。');
    if ((round.electorate ?? 'roster') !== 'roster')
      throw conflict('不记名册的投票无从知道谁还没有投，不能催票。');
    return this.#remind(round, actor);
  }

  async #remind({ rev, ...round }: Stored<BallotRound>, actor?: Actor): Promise<number> {
    const now = this.#deps.clock.now();
    const waiting = await findAll<Elector>(this.#deps.store, 'electors', { roundId: round.id, voted: false });
    const to = waiting.filter((e) => !e.paper).map((e) => e.userId);
    const number = (round.reminded ?? 0) + 1;
    const after: BallotRound = {
      ...round,
      reminded: number,
      remindAt: (round.remindAt ?? []).filter((at) => at > now),
    };
    const { nextAt: _, ...rest } = after;
    const next = nextOf(after);
    await this.#deps.store.commit([
      { op: 'put', collection: 'ballots', doc: { ...rest, ...(next ? { nextAt: next } : {}) }, ifRev: rev },
      ...(await this.#deps.notices.ops({
        to,
        title: `请尽快参加测评：${round.title}`,
        text: round.caseTitle,
        caseId: round.caseId,
        key: `ballot:${round.id}:remind:${number}`,
      })),
      actOp({
        id: `ballot:${round.id}:remind:${number}`,
        caseId: round.caseId,
        kind: 'ballot',
        at: now,
        text: `“${round.title}”催票，提醒 ${to.length} 人`,
        ...(actor ? { by: actor.userId } : {}),
      }),
    ]);
    return to.length;
  }

  /** Counts, keeps the result and tells the drawing by message. Closing again changes nothing. */
  async close(roundId: string): Promise<BallotRound> {
    const closed = await this.#lock.run(`ballot:${roundId}`, async () => {
      const round = await this.round(roundId);
      if (round.state === 'closed') return round;
      try {
        const doc = await this.#commitClosing(round);
        this.#deps.live.publish(`case:${round.caseId}`, { caseId: round.caseId });
        return doc;
      } catch (error) {
        await this.desk.resume(roundId);
        throw error;
      }
    });
    await this.#emptyBox(roundId);
    return closed;
  }

  /** Again where the round was changed meanwhile, such as by paper that was handed out. */
  async #commitClosing(round: BallotRound): Promise<BallotRound> {
    const intent = this.#intents.op(`${round.id}:closed`, 'publishMessage', {
      name: `${round.packageId}.ballot.${round.ballot}.closed`,
      correlationKey: round.caseId,
      variables: {},
      timeToLive: 86_400_000,
    });
    for (let tries = 5; ; tries--) {
      const { ops, doc } = await this.#closing(round.id);
      try {
        await this.#intents.commit([...ops, intent]);
        return doc;
      } catch (error) {
        if (!(error instanceof ConflictError) || tries === 0) throw error;
      }
    }
  }

  /**
   * For the block ballot.close: closes the latest round if it is open, without the message, and gives its result. From
   * here on no vote is taken and nobody else closes it, until `settled` is told whether the ops were committed; where they
   * were not, votes are taken again.
   */
  async closeForBlock(
    caseId: string,
    ballot: string,
  ): Promise<Pick<BlockResult, 'ops' | 'settled' | 'after'> & { result: Record<string, unknown> }> {
    const rounds = (await this.ofCase(caseId)).filter((b) => b.ballot === ballot);
    const id = rounds.at(-1)?.id;
    if (!id) throw new BlockError(`测评“${ballot}”尚未开始，请在此之前放置“开始测评”。`, 'ballot');
    const release = await this.#lock.hold(`ballot:${id}`);
    const settled = async (committed: boolean) => {
      try {
        if (!committed) await this.desk.resume(id);
      } finally {
        release();
      }
    };
    try {
      const round = await this.round(id);
      if (round.state === 'closed') return { ops: [], result: round.result ?? {}, settled };
      const { ops, doc } = await this.#closing(id);
      return { ops, result: doc.result ?? {}, settled, after: () => this.#emptyBox(id) };
    } catch (error) {
      await settled(false);
      throw error;
    }
  }

  async #closing(roundId: string): Promise<{ ops: Op[]; doc: BallotRound }> {
    await checkSettled(this.#deps.store, await this.round(roundId));
    const open = await this.desk.quiet(roundId);
    const { rev, ...round } = await this.round(roundId);
    // once more, of the revision that is closed: whatever paper is handed out or entered from here on changes it
    await checkSettled(this.#deps.store, { ...round });
    const roster = markCollection(round) === 'electors';
    const people = roster ? await findAll<Elector>(this.#deps.store, 'electors', { roundId }) : [];
    const { count, paperCount, paperCast, result, digest, cast, damaged } = await countOf(
      this.#deps.store,
      round,
      open.box,
    );
    const { nextAt: _, remindAt: __, ...rest } = round;
    const now = this.#deps.clock.now();
    const electors = round.electorate === 'open' ? cast : round.electors;
    const doc: BallotRound = {
      ...rest,
      state: 'closed',
      closedAt: now,
      electors,
      cast,
      result,
      digest,
      ...(count ? { count } : {}),
      ...(paperCount ? { paperCount } : {}),
      ...(paperCast === undefined ? {} : { paperCast }),
      ...(round.box ? { box: damaged > 0 ? 'damaged' : 'opening' } : {}),
    };
    const all = round.electorate === 'open' ? '' : `应投 ${electors} 人，`;
    const merged = (round.rule as Partial<BallotRule>).paper === 'merged';
    const onPaper =
      paperCast === undefined
        ? ''
        : merged
          ? `，其中纸质票 ${paperCast} 张`
          : `，另有纸质票 ${paperCast} 张单独列出`;
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
        text: `“${round.title}”结束，${all}实投 ${cast} 人${onPaper}`,
      }),
    ];
    return { ops, doc };
  }

  /** Opens the box of a closed secret round and destroys its key; goes on where a crash left it. */
  async #emptyBox(roundId: string): Promise<void> {
    await this.#lock.run(`ballot:${roundId}`, async () => {
      const { store } = this.#deps;
      let round = await this.round(roundId);
      const step = async (box: BallotRound['box']) => {
        await store.commit([
          { op: 'patch', collection: 'ballots', id: roundId, set: { box }, ifRev: round.rev },
        ]);
        round = await this.round(roundId);
      };
      if (round.box === 'opening') {
        const box = await this.desk.box(round);
        await writeClear(store, round, box!);
        await step('emptying');
      }
      if (round.box === 'emptying') {
        await removeSealed(store, roundId);
        await this.#boxes.destroy(roundId);
        await step('opened');
      }
    });
  }

  /** Counts a closed round again from its votes; what differs from the count that was kept is told. */
  async recount(actor: Actor, roundId: string): Promise<Recount> {
    const round = await this.#managed(actor, roundId, '重新计票');
    if (round.state !== 'closed') throw conflict('测评还没有结束，结束后才能重新计票。');
    const box = isSealed(round) ? await this.desk.box(round) : undefined;
    const found = await recountOf(this.#deps.store, round, box);
    const { same, differences } = found;
    await this.#deps.store.commit(
      this.#audit(actor, round, 'ballot.recount', { same, differences: differences.length }),
    );
    return found;
  }

  /** Who has voted and who has not, by name; of a roster. */
  async voters(actor: Actor, id: string): Promise<Voters> {
    const round = await this.#managed(actor, id, '查看投票人');
    if ((round.electorate ?? 'roster') !== 'roster') throw conflict('这项投票没有名册。');
    const people = await this.electorsOf(id);
    return Promise.all(
      people.map(async ({ userId, group, voted, paper }) => ({
        userId,
        name: (await this.#deps.directory.person(userId))?.name ?? userId,
        ...(group === undefined ? {} : { group }),
        voted,
        paper: paper ?? false,
      })),
    );
  }

  electorsOf = (roundId: string) => findAll<Elector>(this.#deps.store, 'electors', { roundId });

  /** Receipts of all who voted, in the order of their letters: who has one finds it there, and the number is the turnout. */
  async receipts(roundId: string): Promise<Receipts> {
    const round = await this.round(roundId);
    if (round.state !== 'closed') throw conflict('测评结束后才公布回执。');
    const marks = await findAll<Elector | Token>(this.#deps.store, markCollection(round), { roundId });
    return {
      title: round.title,
      caseTitle: round.caseTitle,
      closedAt: round.closedAt ?? '',
      receipts: marks.flatMap((m) => (m.receipt ? [m.receipt] : [])).sort(),
    };
  }

  async tick(): Promise<number> {
    const now = this.#deps.clock.now();
    const { items } = await this.#deps.store.find<BallotRound>('ballots', {
      where: { nextAt: { lte: now } },
      sort: ['nextAt'],
      limit: 200,
    });
    let done = 0;
    for (const round of items) {
      try {
        if (closes(round, now)) await this.close(round.id);
        else await this.#remind(round);
        done++;
      } catch (err) {
        // such as paper that is not settled yet: votes are taken no more, and it is closed once that is; others go on
        this.#deps.log.error({ err, round: round.id }, 'ballot not closed in time, it is tried again');
      }
    }
    const left = await this.#deps.store.find<BallotRound>('ballots', {
      where: { box: { in: ['opening', 'emptying'] } },
      limit: 200,
    });
    for (const { id } of left.items) {
      // one box that cannot be opened must not keep the others shut
      await this.#emptyBox(id).catch((err: unknown) =>
        this.#deps.log.error({ err, round: id }, 'ballot box not opened, it is tried again'),
      );
    }
    return done;
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

/** Rounds that were opened before reminders existed have only `nextAt`. */
const closes = (r: BallotRound, now: string): boolean =>
  r.closesAt === undefined ? r.remindAt === undefined : r.closesAt <= now;
