/**
 * Casting: one vote of one elector, code or browser. The mark that it was cast and the vote go in one commit, with a check
 * that the round stands as it was read; nothing joins the two, and of a secret round the vote is sealed.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../auth/actor.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { conflict, forbidden, HttpProblem } from '../http/problem.ts';
import { ConflictError, type Op } from '../store/port.ts';
import { seal } from './box.ts';
import type { Elector, Token, Vote } from './collections.ts';
import type { BallotDesk, OpenRound } from './desk.ts';
import { canonicalOf, type Paper, problemsOf } from './kinds.ts';
import { isLetter, randomText } from './random.ts';

export interface Cast {
  receipt: string;
}

/** As people may have typed it: case, blanks, dashes and what looks alike do not count. Undefined: no code. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return code.length === 16 && [...code].every(isLetter) ? code : undefined;
}

/** 80 random bits: a plain hash cannot be turned round. */
export const codeId = (code: string): string =>
  createHash('sha256').update(`jiandu ballot code ${code}`).digest('base64url');

export const browserId = (roundId: string, mark: string): string =>
  `${roundId}:${createHash('sha256').update(mark).digest('base64url')}`;

/** Whoever has a paper ballot in hand votes on that. */
export const exchanged = () => conflict('这个投票码已换领纸质选票，请用纸质选票投票。');

const already = () => conflict('您已经投过票，每人只能投一次。');

/** How a vote is entitled: what marks it, and what is said when the mark is there already. */
interface Entitled {
  group: string | undefined;
  userId?: string;
  mark: Op;
  twice: () => HttpProblem;
  receipt: string;
}

export class Voting {
  readonly #deps: MatterDeps;
  readonly #desk: BallotDesk;
  /** Told after a vote is durable. */
  onCast: (open: OpenRound) => Promise<void> = async () => {};

  constructor(deps: MatterDeps, desk: BallotDesk) {
    this.#deps = deps;
    this.#desk = desk;
  }

  /** Of a named elector. 403 no elector, 409 voted already, 410 closed, 422 a ballot that makes no sense. */
  async byElector(actor: Actor, roundId: string, paper: Paper): Promise<Cast> {
    const open = await this.#desk.open(roundId);
    return this.#cast(open, paper, async () => {
      const found = await this.#deps.store.get<Elector>('electors', `${roundId}:${actor.userId}`);
      if (!found) throw forbidden('参加该项测评');
      if (found.voted) throw already();
      if (found.paper) throw conflict('您已领取纸质选票，请用纸质选票投票。');
      const { rev, ...elector } = found;
      const receipt = randomText(12);
      return {
        group: elector.group,
        userId: actor.userId,
        mark: { op: 'put', collection: 'electors', doc: { ...elector, voted: true, receipt }, ifRev: rev },
        twice: already,
        receipt,
      };
    });
  }

  /** 404 no such code (or withdrawn), 409 used. */
  async codeOf(typed: string): Promise<Token & { rev: number }> {
    const code = readCode(typed);
    const token = code && (await this.#deps.store.get<Token>('ballotTokens', codeId(code)));
    if (!token) throw new HttpProblem('not-found', '没有这个投票码，请核对后重新输入。');
    return token;
  }

  /** Of the holder of a code; the code is used up in the commit of the vote. */
  async byCode(typed: string, paper: Paper): Promise<Cast> {
    const { rev, ...token } = await this.codeOf(typed);
    const open = await this.#desk.open(token.roundId);
    const twice = () => conflict('这个投票码已经用过，每个投票码只能投一次。');
    return this.#cast(open, paper, async () => {
      if (token.paper) throw exchanged();
      if (token.used) throw twice();
      const receipt = randomText(12);
      const doc: Token = { ...token, used: true, receipt };
      return {
        group: token.group,
        mark: { op: 'put', collection: 'ballotTokens', doc: { ...doc }, ifRev: rev },
        twice,
        receipt,
      };
    });
  }

  /** Of a browser in an open round; `mark` is from its signed cookie. */
  async byBrowser(roundId: string, mark: string, paper: Paper): Promise<Cast> {
    const open = await this.#desk.open(roundId);
    if (open.round.electorate !== 'open') throw forbidden('参加该项测评');
    const receipt = randomText(12);
    const token: Token = { id: browserId(roundId, mark), roundId, used: true, receipt };
    return this.#cast(open, paper, async () => ({
      group: undefined,
      mark: { op: 'put', collection: 'ballotTokens', doc: token, ifRev: 0 },
      twice: () => conflict('这台设备已经投过票，每台设备只能投一次。'),
      receipt,
    }));
  }

  async hasVoted(roundId: string, mark: string): Promise<boolean> {
    return (await this.#deps.store.get('ballotTokens', browserId(roundId, mark))) !== undefined;
  }

  async #cast(open: OpenRound, given: Paper, entitled: () => Promise<Entitled>): Promise<Cast> {
    const { round, rule, box } = open;
    this.#desk.enter(open);
    let receipt: string;
    try {
      const e = await entitled();
      receipt = e.receipt;
      // the group is the roster's to say, never the voter's
      const { group: _, ...rest } = given;
      const paper = { ...rest, ...(e.group === undefined ? {} : { group: e.group }) };
      const problems = problemsOf(rule, paper);
      if (problems.length > 0) {
        const places = problems.slice(0, 50).map((p) => ({ place: p.pointer, message: p.message }));
        throw new HttpProblem('unprocessable', '选票有需要更正的地方，请按提示修改。', places);
      }
      const kept = canonicalOf(rule, paper);
      const vote: Vote = box
        ? { id: randomUUID(), roundId: round.id, sealed: seal(box, kept) }
        : { id: `${round.id}:${e.userId}`, roundId: round.id, userId: e.userId!, ...(kept as Partial<Vote>) };
      await this.#commit(open, e, vote);
      open.cast++;
    } finally {
      this.#desk.leave(open);
    }
    await this.onCast(open);
    return { receipt };
  }

  /** Again where the round was changed meanwhile (present said, people reminded): it is still open. */
  async #commit(open: OpenRound, e: Entitled, vote: Vote): Promise<void> {
    for (let tries = 5; ; tries--) {
      try {
        return await this.#deps.store.commit([
          { op: 'check', collection: 'ballots', id: vote.roundId, ifRev: open.round.rev },
          e.mark,
          { op: 'put', collection: 'votes', doc: { ...vote }, ifRev: 0 },
        ]);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        if (error.collection !== 'ballots') throw e.twice();
        if (tries === 0) throw new HttpProblem('unavailable', '测评刚刚有了改动，请再提交一次。');
        await this.#desk.open(vote.roundId);
      }
    }
  }
}
