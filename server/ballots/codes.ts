/** One-time codes (投票码): made in batches, shown once, kept as hashes, withdrawn while unused. */
import type { BallotRule } from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { conflict, forbidden, HttpProblem } from '../http/problem.ts';
import { findAll } from '../store/all.ts';
import { ConflictError, type Op } from '../store/port.ts';
import type { BallotRound, Token } from './collections.ts';
import type { BallotDesk } from './desk.ts';
import { inBatches } from './papers.ts';
import { randomText } from './random.ts';
import { codeId } from './voting.ts';

/** Most codes of one batch, and of one round. */
export const MOST_CODES = 10_000;
const MOST_OF_ROUND = 200_000;

/** What a change of the round may meet meanwhile: present said, people reminded, a vote with one of the codes. */
const TRIES = 8;

export class VotingCodes {
  readonly #deps: MatterDeps;
  readonly #desk: BallotDesk;
  /** One deed at the codes of a round at a time. */
  readonly #lock = new KeyedLock();

  constructor(deps: MatterDeps, desk: BallotDesk) {
    this.#deps = deps;
    this.#desk = desk;
  }

  async #round(actor: Actor, id: string) {
    const round = await this.#desk.round(id);
    if (!may(actor, 'ballots.manage', round.orgPath)) throw forbidden('发放投票码');
    if (round.electorate !== 'codes') throw conflict('这项测评不用投票码。');
    if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束。');
    return round;
  }

  /**
   * A new batch. The codes are in the answer and nowhere else: who loses the sheet withdraws the batch and makes another.
   * With voter groups each batch is of one group.
   */
  make(
    actor: Actor,
    id: string,
    o: { count: number; group?: string },
  ): Promise<{ batch: number; codes: string[] }> {
    return this.#lock.run(id, () => this.#make(actor, id, o));
  }

  async #make(actor: Actor, id: string, o: { count: number; group?: string }) {
    const round = await this.#round(actor, id);
    const groups = (round.rule as Partial<BallotRule>).groups;
    if (groups ? !groups.some((g) => g.id === o.group) : o.group !== undefined)
      throw new HttpProblem(
        'unprocessable',
        groups ? '请选定这批投票码发给哪一组投票人。' : '这项测评的规则没有分组。',
        [{ place: '/group', message: groups ? groups.map((g) => g.title).join('、') : '请去掉' }],
      );
    if (round.electors + o.count > MOST_OF_ROUND)
      throw new HttpProblem('unprocessable', `一次测评至多 ${MOST_OF_ROUND} 个投票码。`);
    const batch = (round.batches?.length ?? 0) + 1;
    const codes = Array.from({ length: o.count }, () => randomText(16));
    const tokens = codes.map((code): Op => {
      const group = o.group === undefined ? {} : { group: o.group };
      const doc: Token = { id: codeId(code), roundId: id, used: false, batch, ...group };
      return { op: 'put', collection: 'ballotTokens', doc: { ...doc }, ifRev: 0 };
    });
    // the codes first: a crash in between leaves some that nobody knows, and no electors without codes
    await inBatches(this.#deps.store, tokens);
    const made = {
      ...{ number: batch, count: o.count, at: this.#deps.clock.now(), by: actor.userId },
      ...(o.group === undefined ? {} : { group: o.group }),
    };
    await this.#change(actor, id, {
      ...{ action: 'ballot.codes', detail: { batch, count: o.count }, by: o.count },
      group: o.group,
      batches: (before) => [...before, made],
    });
    return { batch, codes };
  }

  /** Withdraws the unused codes of a batch; gives how many. What was cut off half-way is ended by doing it again. */
  withdraw(actor: Actor, id: string, batch: number): Promise<number> {
    return this.#lock.run(id, () => this.#withdraw(actor, id, batch));
  }

  async #withdraw(actor: Actor, id: string, batch: number): Promise<number> {
    const round = await this.#round(actor, id);
    const made = round.batches?.find((b) => b.number === batch);
    if (!made) throw new HttpProblem('not-found', `没有第 ${batch} 批投票码。`);
    await this.#deleteUnused(id, batch);
    // reckoned from what is left, so that a deletion without its change of the round is made good
    const left = await findAll<Token>(this.#deps.store, 'ballotTokens', { roundId: id });
    const withdrawn = made.count - left.filter((t) => t.batch === batch).length;
    const count = withdrawn - (made.withdrawn ?? 0);
    if (count <= 0) return 0;
    await this.#change(actor, id, {
      ...{ action: 'ballot.codesWithdrawn', detail: { batch, count }, by: -count },
      group: made.group,
      batches: (before) => before.map((b) => (b.number === batch ? { ...b, withdrawn } : b)),
    });
    return count;
  }

  async #deleteUnused(id: string, batch: number): Promise<void> {
    const { store } = this.#deps;
    for (let tries = TRIES; ; tries--) {
      const unused = await findAll<Token>(store, 'ballotTokens', { roundId: id, used: false });
      // those handed back for a paper ballot are used up
      const mine = unused.filter((t) => t.batch === batch && !t.paper);
      try {
        return await inBatches(
          store,
          mine.map((t): Op => ({ op: 'delete', collection: 'ballotTokens', id: t.id, ifRev: t.rev })),
        );
      } catch (error) {
        // one was used in between
        if (!(error instanceof ConflictError) || tries === 0) throw error;
      }
    }
  }

  /** The round's batches and number of electors, again where the round was changed meanwhile in other respects. */
  async #change(
    actor: Actor,
    id: string,
    o: {
      action: string;
      detail: Record<string, unknown>;
      group: string | undefined;
      by: number;
      batches(before: Batches): Batches;
    },
  ): Promise<void> {
    for (let tries = TRIES; ; tries--) {
      const round = await this.#round(actor, id);
      const { headcount } = round;
      const { group, by } = o;
      try {
        return await this.#deps.store.commit([
          {
            ...{ op: 'patch', collection: 'ballots', id, ifRev: round.rev },
            set: {
              batches: o.batches(round.batches ?? []),
              electors: round.electors + by,
              ...(headcount && group !== undefined
                ? { headcount: { ...headcount, [group]: (headcount[group] ?? 0) + by } }
                : {}),
            },
          },
          ...this.#deps.audit.record({
            ...{ actor, action: o.action, target: { kind: 'ballots', id } },
            ...{ orgId: round.orgId, caseId: round.caseId, detail: o.detail },
          }),
        ]);
      } catch (error) {
        if (!(error instanceof ConflictError) || error.collection !== 'ballots' || tries === 0) throw error;
      }
    }
  }
}

type Batches = NonNullable<BallotRound['batches']>;
