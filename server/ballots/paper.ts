/**
 * Paper votes (纸质票): two people count them and type their tallies, neither seeing the other's; where these differ, a third
 * one decides. Who has taken a paper ballot cannot vote here as well: of a roster the person is marked; a one-time code,
 * which is nobody's, is handed back for it. So a right is used in one place, and paper and other votes together are never
 * more than the rights.
 */
import { type BallotRule, countTallies, placesOf, RulesError, type TallySheet } from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { conflict, forbidden, HttpProblem } from '../http/problem.ts';
import { ConflictError, type Op, type Store, type Stored } from '../store/port.ts';
import type { BallotRound, Elector, PaperTally, Token } from './collections.ts';
import type { BallotDesk } from './desk.ts';
import { codeId, readCode } from './voting.ts';

export type PaperSheet = PaperTally['sheet'];

/** One cell of two sheets that are not alike. */
export interface CellDifference {
  place: string;
  first: number;
  second: number;
}

export interface PaperState {
  /** `none`, one entered, two that differ, or accepted. */
  state: 'none' | 'one' | 'differ' | 'accepted';
  entered: { entry: number; by: string; at: string }[];
  /** Only where two differ, or a third has decided: before, the second must not see the first. */
  differences: CellDifference[];
  sheet?: PaperSheet;
  /** Paper ballots handed out, to named electors or for a code. */
  issued: number;
}

const cells = (s: PaperSheet): Map<string, number> => {
  const all = new Map([
    ['cast', s.cast],
    ['valid', s.valid],
  ]);
  for (const [place, votes] of Object.entries(s.choices ?? {}))
    for (const [choice, n] of Object.entries(votes)) all.set(`choices/${place}/${choice}`, n);
  for (const [object, n] of Object.entries(s.votes ?? {})) all.set(`votes/${object}`, n);
  return all;
};

/** A cell left out is 0. */
export function sheetDifferences(first: PaperSheet, second: PaperSheet): CellDifference[] {
  const [a, b] = [cells(first), cells(second)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((place) => {
    const [x, y] = [a.get(place) ?? 0, b.get(place) ?? 0];
    return x === y ? [] : [{ place, first: x, second: y }];
  });
}

async function tallies(store: Store, roundId: string): Promise<PaperTally[]> {
  const q = { where: { roundId }, sort: ['entry'], limit: 10 };
  return (await store.find<PaperTally>('paperTallies', q)).items;
}

/** The third where there is one, else two that agree; undefined when nothing is settled. */
function accepted(all: readonly PaperTally[]): PaperSheet | undefined {
  const [first, second, third] = all;
  if (third) return third.sheet;
  return first && second && sheetDifferences(first.sheet, second.sheet).length === 0
    ? first.sheet
    : undefined;
}

export const acceptedSheet = async (store: Store, roundId: string): Promise<PaperSheet | undefined> =>
  accepted(await tallies(store, roundId));

/** Paper ballots handed out: to named electors, or for one-time codes. */
async function issuedOf(store: Store, round: BallotRound): Promise<number> {
  if ((round.electorate ?? 'roster') !== 'roster') return round.exchanged ?? 0;
  return store.count('electors', { roundId: round.id, paper: true });
}

/** 409 while paper was handed out or typed, and nothing is settled: a round must not be counted without it. */
export async function checkSettled(store: Store, round: BallotRound): Promise<void> {
  const all = await tallies(store, round.id);
  if (accepted(all)) return;
  if (all.length > 0)
    throw conflict(
      all.length === 1
        ? '纸质票只录入了一次，请由另一位工作人员再录入一次，然后结束测评。'
        : '两次录入的纸质票不一致，请第三位工作人员录入确定，然后结束测评。',
    );
  const issued = await issuedOf(store, round);
  if (issued > 0)
    throw conflict(
      `发出的 ${issued} 张纸质票还没有录入。请由两位工作人员各录入一次，一张也没有收回的录入 0 张，然后结束测评。`,
    );
}

/**
 * Belongs into every commit that hands paper out or enters a tally: each such step has seen the one before, and a round that
 * is being closed or a paper ballot that is being handed out sees none of them too late.
 */
const stepOf = (round: Stored<BallotRound>, set: Partial<BallotRound> = {}): Op => ({
  op: 'patch',
  collection: 'ballots',
  id: round.id,
  set: { ...set, paperSteps: (round.paperSteps ?? 0) + 1 },
  ifRev: round.rev,
});

const TRIES = 10;

/** Again, with what stands then, where the round or the right was changed meanwhile: what is refused then is said. */
async function again(deed: () => Promise<void>): Promise<void> {
  for (let tries = TRIES; tries > 0; tries--) {
    try {
      return await deed();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  throw new HttpProblem('unavailable', '测评刚刚有了改动，请再登记一次。');
}

export class PaperVotes {
  readonly #deps: MatterDeps;
  readonly #desk: BallotDesk;

  constructor(deps: MatterDeps, desk: BallotDesk) {
    this.#deps = deps;
    this.#desk = desk;
  }

  async #round(actor: Actor, id: string): Promise<Stored<BallotRound>> {
    const round = await this.#desk.round(id);
    if (!may(actor, 'ballots.manage', round.orgPath)) throw forbidden('录入纸质票');
    if (!(round.rule as Partial<BallotRule>).paper)
      throw conflict('这项测评的规则不收纸质票，请先在规则中设定。');
    return round;
  }

  async state(actor: Actor, id: string): Promise<PaperState> {
    const round = await this.#round(actor, id);
    const all = await tallies(this.#deps.store, id);
    const [first, second] = all;
    const sheet = accepted(all);
    const between = first && second ? sheetDifferences(first.sheet, second.sheet) : [];
    return {
      state: sheet ? 'accepted' : all.length === 0 ? 'none' : all.length === 1 ? 'one' : 'differ',
      entered: all.map(({ entry, by, at }) => ({ entry, by, at })),
      differences: between,
      ...(sheet ? { sheet } : {}),
      issued: await issuedOf(this.#deps.store, round),
    };
  }

  /** 410 when it is closed, 409 when nobody would count what is handed out now. */
  async #handsOut(actor: Actor, id: string): Promise<Stored<BallotRound>> {
    const round = await this.#round(actor, id);
    if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束。');
    if (await acceptedSheet(this.#deps.store, id)) throw conflict('纸质票已经录入完毕，不能再发纸质选票。');
    return round;
  }

  /** 409 when it is not this person's to enter, or nothing is left to enter; 422 numbers that do not fit together. */
  async enter(actor: Actor, id: string, sheet: PaperSheet): Promise<PaperState> {
    await again(() => this.#enter(actor, id, sheet));
    return this.state(actor, id);
  }

  async #enter(actor: Actor, id: string, sheet: PaperSheet): Promise<void> {
    const round = await this.#round(actor, id);
    if (round.state === 'closed') throw new HttpProblem('gone', '该项测评已经结束，不能再录入。');
    this.#check(round, sheet);
    const all = await tallies(this.#deps.store, id);
    if (accepted(all)) throw conflict('纸质票已经录入完毕，两次录入一致或已由第三次录入确定。');
    if (all.some((t) => t.by === actor.userId)) throw conflict('您已经录入过，请由另一位工作人员录入。');
    const issued = await issuedOf(this.#deps.store, round);
    if (round.electorate !== 'open' && sheet.cast > issued)
      throw new HttpProblem(
        'unprocessable',
        round.electorate === 'codes'
          ? `收回的纸质票（${sheet.cast}）多于换领的张数（${issued}）。请先逐个登记收回的投票码。`
          : `收回的纸质票（${sheet.cast}）多于领票人数（${issued}）。请先登记领取纸质票的人员。`,
        [{ place: '/cast', message: `不超过 ${issued}` }],
      );
    const entry = all.length + 1;
    const doc: PaperTally = {
      id: `${id}:${entry}`,
      roundId: id,
      entry,
      by: actor.userId,
      at: this.#deps.clock.now(),
      sheet,
    };
    const audit = this.#deps.audit.record({
      actor,
      action: 'ballot.paper',
      target: { kind: 'ballots', id },
      orgId: round.orgId,
      caseId: round.caseId,
      detail: { entry },
    });
    await this.#deps.store.commit([
      { op: 'put', collection: 'paperTallies', doc: { ...doc }, ifRev: 0 },
      stepOf(round),
      ...audit,
    ]);
  }

  /** An elector takes a paper ballot: from now on no vote of theirs is taken here. */
  issue(actor: Actor, id: string, userId: string): Promise<void> {
    return again(() => this.#issue(actor, id, userId));
  }

  async #issue(actor: Actor, id: string, userId: string): Promise<void> {
    const round = await this.#handsOut(actor, id);
    const found = await this.#deps.store.get<Elector>('electors', `${id}:${userId}`);
    if (!found) throw new HttpProblem('unprocessable', '此人不在本次投票的名单中。');
    if (found.voted) throw conflict('此人已经在网上投过票，不能再领纸质票。');
    if (found.paper) return;
    const { rev, ...elector } = found;
    const op: Op = { op: 'put', collection: 'electors', doc: { ...elector, paper: true }, ifRev: rev };
    await this.#deps.store.commit([op, stepOf(round), ...this.#handedOut(actor, round, { userId })]);
  }

  /**
   * 换领: a one-time code is handed back for a paper ballot, and is void from then on. Nobody learns whose it was. 422 no code of
   * this round, 409 used already, here or for paper.
   */
  exchange(actor: Actor, id: string, typed: string): Promise<void> {
    return again(() => this.#exchange(actor, id, typed));
  }

  async #exchange(actor: Actor, id: string, typed: string): Promise<void> {
    const round = await this.#handsOut(actor, id);
    if (round.electorate !== 'codes') throw conflict('这项测评不用投票码，请登记领取纸质票的人员。');
    const code = readCode(typed);
    const token = code && (await this.#deps.store.get<Token>('ballotTokens', codeId(code)));
    if (!token || token.roundId !== id)
      throw new HttpProblem('unprocessable', '没有这个投票码，或不是这项测评的。请核对后重新输入。');
    if (token.paper) throw conflict('这个投票码已经换领过纸质选票。');
    if (token.used) throw conflict('这个投票码已在网上投过票，不能再换领纸质选票。');
    const { rev, ...doc } = token;
    await this.#deps.store.commit([
      { op: 'put', collection: 'ballotTokens', doc: { ...doc, paper: true }, ifRev: rev },
      stepOf(round, { exchanged: (round.exchanged ?? 0) + 1 }),
      ...this.#handedOut(actor, round, {}),
    ]);
  }

  #handedOut(actor: Actor, round: BallotRound, detail: Record<string, unknown>): Op[] {
    const { id, orgId, caseId } = round;
    const target = { kind: 'ballots', id };
    return this.#deps.audit.record({ actor, action: 'ballot.paperIssued', target, orgId, caseId, detail });
  }

  /** By the rule's own count, so that what cannot be counted is refused now and not at closing. */
  #check(round: BallotRound, sheet: PaperSheet): void {
    const rule = round.rule as unknown as BallotRule;
    const full: TallySheet = { ...sheet, electorate: Math.max(round.electors, sheet.cast) };
    const known = new Set(placesOf(rule).map((p) => p.key));
    const stranger = Object.keys(sheet.choices ?? {}).find((key) => !known.has(key));
    if (stranger !== undefined) throw new HttpProblem('unprocessable', `选票上没有“${stranger}”这一项。`);
    try {
      countTallies(rule, full);
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      throw new HttpProblem('unprocessable', error.message);
    }
  }
}
