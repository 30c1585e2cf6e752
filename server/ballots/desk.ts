/** The open rounds in hand: read once, with their rule, key and turnout, so that casting a vote reads one row. */
import type { MatterDeps } from '../cases/ports.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Stored } from '../store/port.ts';
import { type BallotBoxes, type BoxKey, roomFor } from './box.ts';
import type { BallotRound } from './collections.ts';
import { longestPaper, type PinnedRule } from './kinds.ts';

export interface OpenRound {
  round: Stored<BallotRound>;
  rule: PinnedRule;
  /** Of a secret round. */
  box: BoxKey | undefined;
  /** Votes that are durable. */
  cast: number;
  inFlight: number;
  /** No vote is taken any more; called when the last one under way has ended. */
  closing: boolean;
  idle: (() => void)[];
}

export const markCollection = (round: Pick<BallotRound, 'electorate'>): 'electors' | 'ballotTokens' =>
  (round.electorate ?? 'roster') === 'roster' ? 'electors' : 'ballotTokens';

/** The box's key is not where it was: votes can neither be sealed nor opened. */
export const keyMissing = (): HttpProblem =>
  new HttpProblem(
    'unavailable',
    '票箱的密钥文件不在数据目录中，暂时不能投票或计票。请管理员从备份恢复 ballot-box 目录。',
  );

export class BallotDesk {
  readonly #deps: MatterDeps;
  readonly #boxes: BallotBoxes;
  readonly #rounds = new Map<string, Promise<OpenRound>>();

  constructor(deps: MatterDeps, boxes: BallotBoxes) {
    this.#deps = deps;
    this.#boxes = boxes;
    // a round that changes (present, reminders, codes) is read again; its turnout goes on
    deps.store.onCommit((ops) => {
      for (const op of ops) {
        if (op.collection !== 'ballots' || op.op === 'check') continue;
        const id = op.op === 'put' ? op.doc.id : op.id;
        const kept = this.#rounds.get(id);
        if (kept) this.#keep(id, this.#again(id, kept));
      }
    });
  }

  async round(id: string): Promise<Stored<BallotRound>> {
    const round = await this.#deps.store.get<BallotRound>('ballots', id);
    if (!round) throw notFound('测评');
    return round;
  }

  async box(round: BallotRound): Promise<BoxKey | undefined> {
    if (round.box === undefined) return undefined;
    const key = await this.#boxes.key(round.id);
    if (!key) throw keyMissing();
    const room = roomFor(longestPaper(round.rule as unknown as PinnedRule));
    return { roundId: round.id, key, room };
  }

  /** 404 no such round, 410 when it is closed. */
  open(id: string): Promise<OpenRound> {
    const kept = this.#rounds.get(id);
    if (kept) return kept;
    return this.#keep(id, this.#read(id));
  }

  /** What fails is not kept, and told to whoever waits for it. */
  #keep(id: string, reading: Promise<OpenRound>): Promise<OpenRound> {
    this.#rounds.set(id, reading);
    reading.catch(() => {
      if (this.#rounds.get(id) === reading) this.#rounds.delete(id);
    });
    return reading;
  }

  async #read(id: string): Promise<OpenRound> {
    const round = await this.round(id);
    if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束，不能再投票。');
    return {
      round,
      rule: round.rule as unknown as PinnedRule,
      box: await this.box(round),
      cast: await this.#marked(round),
      inFlight: 0,
      closing: false,
      idle: [],
    };
  }

  async #again(id: string, before: Promise<OpenRound>): Promise<OpenRound> {
    const kept = await before;
    const round = await this.round(id);
    if (round.state === 'closed') {
      this.#rounds.delete(id);
      kept.closing = true;
    }
    // the rule is pinned: the object stays, and what is known of it
    kept.round = { ...round, rule: kept.round.rule };
    return kept;
  }

  #marked(round: BallotRound): Promise<number> {
    const collection = markCollection(round);
    const done = collection === 'electors' ? { voted: true } : { used: true };
    return this.#deps.store.count(collection, { roundId: round.id, ...done });
  }

  /** How many have voted, as of now. */
  async cast(round: BallotRound): Promise<number> {
    if (round.state === 'closed') return round.cast;
    try {
      return (await this.open(round.id)).cast;
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      // closed in between, or without its key: pages that only tell the turnout go on
      return this.#marked(round);
    }
  }

  /** From now on no vote is taken; resolves when those under way are durable or refused. */
  async quiet(id: string): Promise<OpenRound> {
    const open = await this.open(id);
    open.closing = true;
    if (open.inFlight > 0) await new Promise<void>((resolve) => open.idle.push(resolve));
    return open;
  }

  /** Closing did not come about: votes are taken again. */
  async resume(id: string): Promise<void> {
    const open = await this.#rounds.get(id);
    if (open && open.round.state !== 'closed') open.closing = false;
  }

  enter(open: OpenRound): void {
    const { closesAt } = open.round;
    if (open.closing || (closesAt !== undefined && closesAt <= this.#deps.clock.now()))
      throw new HttpProblem('gone', '该项测评已经结束，不能再投票。');
    open.inFlight++;
  }

  leave(open: OpenRound): void {
    open.inFlight--;
    if (open.inFlight === 0) for (const done of open.idle.splice(0)) done();
  }
}
