/** Voting without sign-in: one-time codes, and open rounds. And paper votes, counted by two people. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AddressBuckets } from '../../../server/ballots/buckets.ts';
import { readCode } from '../../../server/ballots/voting.ts';
import { type Ground, marked, openGround, people, roster, SATISFACTION } from './ground.ts';

let g: Ground;
beforeEach(async () => {
  g = await openGround();
});
afterEach(() => g.shut());

const PUBLIC = '/api/public/ballots';
const clerk = { user: 'clerk' };

describe('one-time codes', () => {
  const make = async (id: string, body: object) =>
    g.call('POST', `/api/ballots/${id}/codes`, body, clerk) as Promise<{
      status: number;
      body: { batch: number; codes: string[] };
      cookie: string | undefined;
    }>;
  const cast = (code: string, choice = 'satisfied', who = {}) =>
    g.call('POST', `${PUBLIC}/code/cast`, { code, ...marked(choice) }, who);

  it('are valid once each, also at the same moment, and are kept as hashes only', async () => {
    const id = await g.open(SATISFACTION, 'codes');
    const { body } = await make(id, { count: 5 });
    expect(new Set(body.codes).size).toBe(5);
    const [first, second] = body.codes as [string, string];
    const seen = await g.call('POST', `${PUBLIC}/code`, { code: first });
    expect(seen.body).toMatchObject({ id, electorate: 'codes', voted: false, title: '第 1 项测评' });
    expect(seen.body).not.toHaveProperty('cast');
    const answers = await Promise.all(Array.from({ length: 8 }, () => cast(first)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array(7).fill(409)]);
    // as people type it
    const typed = second
      .toLowerCase()
      .replace(/(.{4})(?!$)/g, '$1-')
      .replaceAll('0', 'o');
    expect((await cast(typed, 'basic')).status).toBe(200);
    expect((await g.call('POST', `${PUBLIC}/code`, { code: first })).body.voted).toBe(true);
    const tokens = await g.store.find('ballotTokens', { where: { roundId: id } });
    expect(tokens.items).toHaveLength(5);
    for (const code of body.codes) expect(JSON.stringify(tokens.items)).not.toContain(code);
    expect(g.log.join('')).not.toMatch(new RegExp(body.codes.join('|')));
    await g.ballots.close(id);
    expect(await g.ballots.round(id)).toMatchObject({ cast: 2, electors: 5, result: { turnout: 0.4 } });
    expect((await cast(body.codes[2]!)).status).toBe(410);
    const votes = JSON.stringify((await g.store.find('votes', { where: { roundId: id } })).items);
    for (const { id: token } of tokens.items as { id: string }[]) expect(votes).not.toContain(token);
  });
  it('are of a voter group, and are withdrawn while unused', async () => {
    const groups = [
      { id: 'residents', title: '居民', weight: 40 },
      { id: 'experts', title: '专家', weight: 60 },
    ];
    const id = await g.open({ ...SATISFACTION, groups }, 'codes');
    expect((await make(id, { count: 3 })).status).toBe(422);
    const residents = (await make(id, { count: 3, group: 'residents' })).body;
    const experts = (await make(id, { count: 2, group: 'experts' })).body;
    expect((await cast(residents.codes[0]!, 'unsatisfied')).status).toBe(200);
    expect((await cast(experts.codes[0]!, 'satisfied')).status).toBe(200);
    const gone = await g.call('DELETE', `/api/ballots/${id}/codes/1`, undefined, clerk);
    expect(gone.body).toEqual({ withdrawn: 2 });
    expect((await cast(residents.codes[1]!)).status).toBe(404);
    await g.ballots.close(id);
    expect((await g.ballots.round(id)).count).toMatchObject({
      electorate: 3,
      groups: [
        { electorate: 1, cast: 1 },
        { electorate: 2, cast: 1 },
      ],
      places: [{ mean: { value: 60 } }],
    });
  });
  it('are not for everybody to make, and not to be guessed', async () => {
    const id = await g.open(SATISFACTION, 'codes');
    expect((await g.call('POST', `/api/ballots/${id}/codes`, { count: 5 }, { user: 'dep1' })).status).toBe(
      403,
    );
    expect((await make(id, { count: 10_001 })).status).toBe(400);
    const guess = () => cast('0000-0000-0000-0000', 'satisfied', { ip: '9.9.9.9' });
    const answers = [];
    for (let i = 0; i < 25; i++) answers.push((await guess()).status);
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(404));
    expect(answers.at(-1)).toBe(429);
    const { codes } = (await make(id, { count: 1 })).body;
    expect((await cast(codes[0]!, 'satisfied', { ip: '9.9.9.8' })).status).toBe(200);
  });
  it('are read as people type them', () => {
    expect(readCode(' abcd-efgh jkmn-pqrs ')).toBe('ABCDEFGHJKMNPQRS');
    expect(readCode('OIL0-0000-0000-0000')).toBe('0110000000000000');
    for (const bad of ['', 'ABCD', 'ABCDEFGHJKMNPQRU', '一二三四五六七八九十一二三四五六'])
      expect(readCode(bad)).toBeUndefined();
  });
});

describe('an open round', () => {
  it('takes one vote of a browser, is told to be indicative, and stays out of the facts of the members', async () => {
    const id = await g.open(SATISFACTION, 'open');
    const without = await g.call('POST', `${PUBLIC}/${id}/cast`, marked('satisfied'));
    expect(without).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Cookie') } });
    const { cookie, body } = await g.call('GET', `${PUBLIC}/${id}`);
    expect(body).toMatchObject({ electorate: 'open', voted: false, cast: 0 });
    const who = { cookie: cookie! };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => g.call('POST', `${PUBLIC}/${id}/cast`, marked('basic'), who)),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await g.call('GET', `${PUBLIC}/${id}`, undefined, who)).body).toMatchObject({
      voted: true,
      cast: 1,
    });
    const forged = { cookie: `${cookie!.split('.')[0]!.replace(/.$/, 'x')}.${cookie!.split('.')[1]}` };
    expect((await g.call('POST', `${PUBLIC}/${id}/cast`, marked('basic'), forged)).status).toBe(403);
    await g.ballots.close(id);
    const facts = await g.cases.facts((await g.cases.get(g.caseId))!);
    expect(facts).toMatchObject({
      'ballot.b1.indicative.overall': 'unsatisfied',
      'ballot.b1.indicative.indicative': true,
    });
    expect(Object.keys(facts).filter((k) => /^ballot\.b1\.(?!indicative)/.test(k))).toEqual([]);
    const closed = (await g.call('GET', `${PUBLIC}/${id}`)).body;
    expect(closed).toMatchObject({ state: 'closed', count: { cast: 1, electorate: 1 } });
  });
  it('slows one address down, and hides rounds that are not open', async () => {
    const id = await g.open(SATISFACTION, 'open');
    const statuses: number[] = [];
    for (let i = 0; i < 61; i++) {
      const { cookie } = await g.call('GET', `${PUBLIC}/${id}`, undefined, { ip: `7.7.7.${i}` });
      statuses.push(
        (await g.call('POST', `${PUBLIC}/${id}/cast`, marked('basic'), { cookie: cookie!, ip: '8.8.8.8' }))
          .status,
      );
    }
    expect(statuses).toEqual([...Array(60).fill(200), 429]);
    const secret = await g.open({ ...SATISFACTION, id: 'other' }, roster('dep1', 'dep2'));
    expect((await g.call('GET', `${PUBLIC}/${secret}`)).status).toBe(404);
    expect((await g.call('POST', `${PUBLIC}/${secret}/cast`, marked('basic'))).status).toBe(404);
  });
  it('counts an IPv6 connection by its first 64 bits', () => {
    const b = new AddressBuckets(1, 1000);
    expect(b.placeOf('2001:db8:1:2:3:4:5:6')).toBe(b.placeOf('2001:db8:1:2::9'));
    expect(b.placeOf('2001:db8::1')).not.toBe(b.placeOf('2001:db8:0:1::1'));
    expect([b.take('x', 0), b.take('x', 999), b.take('y', 999), b.take('x', 1000)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('paper votes', () => {
  const rule = { ...SATISFACTION, paper: 'merged' as const };
  const sheet = (satisfied: number, basic: number, unsatisfied: number, invalid = 0) => {
    const valid = satisfied + basic + unsatisfied;
    return { cast: valid + invalid, valid, choices: { overall: { satisfied, basic, unsatisfied } } };
  };
  const second = { ...people.clerk, userId: 'clerk2' };
  const third = { ...people.clerk, userId: 'clerk3' };
  const voters = roster('dep1', 'dep2', 'edu', 'road', 'x1', 'x2', 'x3');
  const issue = async (id: string, ...who: string[]) => {
    for (const userId of who) await g.ballots.paper.issue(people.clerk, id, userId);
  };

  it('are typed by two people who do not see each other’s numbers, and merged when these agree', async () => {
    const id = await g.open(rule, voters);
    await issue(id, 'x1', 'x2', 'x3');
    await g.call('POST', `/api/ballots/${id}/cast`, marked('unsatisfied'), { user: 'dep1' });
    const one = await g.call('POST', `/api/ballots/${id}/paper`, sheet(2, 0, 0, 1), clerk);
    expect(one.body).toMatchObject({ state: 'one', differences: [], issued: 3 });
    expect(one.body).not.toHaveProperty('sheet');
    expect((await g.call('POST', `/api/ballots/${id}/paper`, sheet(2, 0, 0, 1), clerk)).status).toBe(409);
    expect(await g.ballots.paper.enter(second, id, sheet(2, 0, 0, 1))).toMatchObject({ state: 'accepted' });
    await expect(g.ballots.paper.enter(third, id, sheet(1, 1, 0, 1))).rejects.toMatchObject({ status: 409 });
    await g.ballots.close(id);
    const round = await g.ballots.round(id);
    expect(round).toMatchObject({
      cast: 4,
      count: {
        electorate: 7,
        cast: 4,
        valid: 3,
        places: [{ tallies: [{ votes: 2 }, { votes: 0 }, { votes: 1 }], outcome: { id: 'satisfied' } }],
      },
    });
    expect((await g.ballots.recount(people.clerk, id)).same).toBe(true);
  });
  it('that differ show the cells, and a third entry decides', async () => {
    const id = await g.open(rule, voters);
    await issue(id, 'x1', 'x2', 'x3');
    await g.ballots.paper.enter(people.clerk, id, sheet(2, 1, 0));
    expect(await g.ballots.paper.enter(second, id, sheet(1, 1, 1))).toMatchObject({
      state: 'differ',
      differences: [
        { place: 'choices/overall/satisfied', first: 2, second: 1 },
        { place: 'choices/overall/unsatisfied', first: 0, second: 1 },
      ],
    });
    await expect(g.ballots.paper.enter(second, id, sheet(1, 1, 1))).rejects.toMatchObject({ status: 409 });
    expect(await g.ballots.paper.enter(third, id, sheet(2, 1, 0))).toMatchObject({
      state: 'accepted',
      sheet: { choices: { overall: { satisfied: 2 } } },
    });
  });
  it('are shown beside where the rule says so, and not counted while unsettled', async () => {
    const beside = await g.open({ ...rule, paper: 'beside' }, voters);
    await issue(beside, 'x1', 'x2');
    for (const who of [people.clerk, second]) await g.ballots.paper.enter(who, beside, sheet(0, 0, 2));
    await g.call('POST', `/api/ballots/${beside}/cast`, marked('satisfied'), { user: 'dep1' });
    await g.ballots.close(beside);
    expect(await g.ballots.round(beside)).toMatchObject({
      cast: 1,
      count: { cast: 1, places: [{ outcome: { id: 'satisfied' } }] },
      paperCount: { cast: 2, places: [{ outcome: { id: 'unsatisfied' } }] },
    });
    const unsettled = await g.open({ ...rule, id: 'other' }, voters);
    await issue(unsettled, 'x1');
    await g.ballots.paper.enter(people.clerk, unsettled, sheet(1, 0, 0));
    await expect(g.ballots.close(unsettled)).rejects.toMatchObject({ status: 409 });
    await g.ballots.paper.enter(second, unsettled, sheet(1, 0, 0));
    expect((await g.ballots.close(unsettled)).cast).toBe(1);
  });
  it('keep a round from closing in time while they are unsettled: it takes no vote, and others close', async () => {
    const closesAt = new Date(Date.parse(g.engine.now()) + 3_600_000).toISOString();
    const late = await g.open(rule, voters, { closesAt });
    const other = await g.open(SATISFACTION, voters, { closesAt });
    await issue(late, 'x1');
    await g.ballots.paper.enter(people.clerk, late, sheet(1, 0, 0));
    await g.engine.advanceTime('PT2H');
    await g.settle();
    const states = async () => [(await g.ballots.round(late)).state, (await g.ballots.round(other)).state];
    expect(await states()).toEqual(['open', 'closed']);
    const vote = await g.call('POST', `/api/ballots/${late}/cast`, marked('satisfied'), { user: 'dep1' });
    expect(vote.status).toBe(410);
    await g.ballots.paper.enter(second, late, sheet(1, 0, 0));
    await g.ballots.tick();
    expect(await states()).toEqual(['closed', 'closed']);
  });
  it('are given for a code that is handed back, which votes nowhere else and is nobody’s', async () => {
    const id = await g.open(rule, 'codes');
    const { codes } = (await g.call('POST', `/api/ballots/${id}/codes`, { count: 4 }, clerk)).body as {
      codes: [string, string, string, string];
    };
    const cast = (code: string) => g.call('POST', `${PUBLIC}/code/cast`, { code, ...marked('satisfied') });
    const give = (code: string, who: object = clerk) =>
      g.call('POST', `/api/ballots/${id}/paper/exchanged`, { code }, who);
    expect((await cast(codes[0])).status).toBe(200);
    expect(await give(codes[0])).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('已在网上投过票') },
    });
    // typed numbers must not be more than what was handed out
    expect((await g.call('POST', `/api/ballots/${id}/paper`, sheet(1, 0, 0), clerk)).status).toBe(422);
    expect((await give(codes[1].toLowerCase())).status).toBe(200);
    for (const again of [await give(codes[1]), await cast(codes[1])])
      expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining('换领') } });
    const seen = await g.call('POST', `${PUBLIC}/code`, { code: codes[1] });
    expect(seen).toMatchObject({ status: 409, body: { detail: expect.stringContaining('纸质选票') } });
    expect((await give('0000-0000-0000-0000')).status).toBe(422);
    expect((await give(codes[2], { user: 'dep1' })).status).toBe(403);
    // both at the same moment: one of the two
    const race = await Promise.all([cast(codes[2]), give(codes[2])]);
    expect(race.filter((r) => r.status === 200)).toHaveLength(1);
    expect(race.map((r) => r.status).sort()).toEqual([200, 409]);
    const onPaper = race[1].status === 200 ? 2 : 1;
    // what is withdrawn is neither used nor handed back
    const at = `/api/ballots/${id}/codes/1`;
    expect((await g.call('DELETE', at, undefined, clerk)).body).toEqual({ withdrawn: 1 });
    expect((await g.call('GET', `/api/ballots/${id}`, undefined, clerk)).body).toMatchObject({
      electors: 3,
      exchanged: onPaper,
    });
    for (const who of [people.clerk, second]) await g.ballots.paper.enter(who, id, sheet(0, 0, onPaper));
    expect((await give(codes[3])).status).toBe(409);
    await g.ballots.close(id);
    expect(await g.ballots.round(id)).toMatchObject({ cast: 3, electors: 3, paperCast: onPaper });
    const told = await g.store.get<{ text: string }>('caseActs', `ballot:${id}:closed`);
    expect(told?.text).toContain(`应投 3 人，实投 3 人，其中纸质票 ${onPaper} 张`);
    expect((await g.ballots.recount(people.clerk, id)).same).toBe(true);
    const log = g.log.join('');
    for (const code of codes) expect(log).not.toContain(code);
  });
  it('and other votes are never more than the rights: more give no result, and it is said why', async () => {
    const id = await g.open(rule, roster('dep1', 'x1'));
    await issue(id, 'x1');
    await g.call('POST', `/api/ballots/${id}/cast`, marked('satisfied'), { user: 'dep1' });
    for (const who of [people.clerk, second]) await g.ballots.paper.enter(who, id, sheet(1, 0, 0));
    // nobody can enter that; somebody has written into the database
    for (const entry of [1, 2])
      await g.store.commit([
        { op: 'patch', collection: 'paperTallies', id: `${id}:${entry}`, set: { sheet: sheet(2, 0, 0) } },
      ]);
    await g.ballots.close(id);
    const round = await g.ballots.round(id);
    expect(round.result).toMatchObject({ problem: expect.stringContaining('合计 3 张，多于应投人数（2）') });
    expect(round.result).not.toHaveProperty('overall');
    expect(round).not.toHaveProperty('count');
  });
  it('and votes here shut each other out; numbers that do not fit are refused', async () => {
    const id = await g.open(rule, voters);
    await issue(id, 'dep1');
    const cast = (user: string) => g.call('POST', `/api/ballots/${id}/cast`, marked('basic'), { user });
    expect(await cast('dep1')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('纸质选票') },
    });
    expect((await cast('dep2')).status).toBe(200);
    await expect(issue(id, 'dep2')).rejects.toMatchObject({ status: 409 });
    await expect(issue(id, 'stranger')).rejects.toMatchObject({ status: 422 });
    const enter = (body: unknown) => g.call('POST', `/api/ballots/${id}/paper`, body, clerk);
    expect((await enter(sheet(2, 0, 0))).status).toBe(422);
    expect((await enter({ ...sheet(1, 0, 0), valid: 0 })).status).toBe(422);
    expect((await enter({ cast: 1, valid: 1, choices: { x: { satisfied: 1 } } })).status).toBe(422);
    for (const bad of [
      { cast: 1.5, valid: 1 },
      { cast: -1, valid: 0 },
      { cast: '1', valid: 1 },
    ])
      expect((await enter(bad)).status).toBe(400);
    const none = await g.open({ ...SATISFACTION, id: 'none' }, voters);
    expect((await g.call('POST', `/api/ballots/${none}/paper`, sheet(1, 0, 0), clerk)).status).toBe(409);
  });
});
