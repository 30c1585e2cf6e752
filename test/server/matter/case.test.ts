import { afterEach, describe, expect, it } from 'vitest';
import { openMatter, people } from './harness.ts';

type Opened = Awaited<ReturnType<typeof openMatter>>;
let m: Opened;
afterEach(() => m?.close());

async function openTask(element: string) {
  await m.settle();
  const { items } = await m.store.find<{ elementId: string }>('tasks', {
    where: { lanes: 'all:/d/' },
    limit: 50,
    sort: ['dueSort'],
  });
  return items.find((t) => t.elementId === element)!;
}
const start = () => m.cases.start(people.dep1, { packageId: 'demo', data: { title: '路灯不亮' } });

describe('a case', () => {
  it('runs from start to end', async () => {
    m = await openMatter();
    const c = await start();
    expect(c.number).toBe('2026-001');
    const review = await openTask('review');
    expect((await m.cases.get(c.id))!.stage).toBe('审查');
    expect(review).toMatchObject({ dueDate: '2026-03-05', audience: ['role:clerk@d'] });
    await m.tasks.complete(people.clerk, review.id, { leadBody: 'edu' });
    const answer = await openTask('answer');
    expect(await m.cases.get(c.id)).toMatchObject({ lead: 'edu', stage: '办理' });
    expect(await m.clocks.get(c.id, 'reply')).toMatchObject({ state: 'running', dueDate: '2026-03-09' });
    await m.tasks.complete(people.edu, answer.id, { content: '已修' });
    await m.settle();
    expect(await m.engine.incidents({ state: 'ACTIVE' })).toEqual([]);
    const [mine] = await m.ballots.mine(people.dep2);
    await m.ballots.cast(people.dep1, mine!.round.id, { answers: { result: 'yes' } });
    await expect(
      m.ballots.cast(people.dep1, mine!.round.id, { answers: { result: 'no' } }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(
      m.ballots.cast(people.edu, mine!.round.id, { answers: { result: 'no' } }),
    ).rejects.toMatchObject({ status: 403 });
    await m.ballots.cast(people.dep2, mine!.round.id, { answers: { result: 'no' } });
    await expect(
      m.ballots.cast(people.dep2, mine!.round.id, { answers: { result: 'no' } }),
    ).rejects.toMatchObject({ status: 410 });
    await m.settle();
    const ended = (await m.cases.get(c.id))!;
    expect(ended).toMatchObject({ state: 'completed', stage: '已办结' });
    expect(await m.cases.facts(ended)).toMatchObject({
      'ballot.satisfaction.result': 'satisfied',
      'ballot.satisfaction.turnout': 1,
      'clock.reply.onTime': true,
      'form.answer.content': '已修',
      'count.review': 1,
    });
    const view = await m.cases.view(people.dep1, c.id);
    expect(view.path.elementIds).toEqual(expect.arrayContaining(['review', 'answer', 'close', 'done']));
    expect(
      JSON.stringify((await m.store.find('votes', { where: { roundId: mine!.round.id } })).items),
    ).not.toMatch(/dep[12]/);
  });

  it('refuses a second completion, another person and extra fields', async () => {
    m = await openMatter();
    await start();
    const { id } = await openTask('review');
    await expect(m.tasks.complete(people.edu, id, { leadBody: 'edu' })).rejects.toMatchObject({
      status: 403,
    });
    await expect(m.tasks.complete(people.clerk, id, { leadBody: 'edu', x: 1 })).rejects.toMatchObject({
      status: 422,
    });
    await m.tasks.complete(people.clerk, id, { leadBody: 'edu' });
    await expect(m.tasks.complete(people.clerk, id, { leadBody: 'road' })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('姓名clerk'),
    });
  });

  it('goes back to the step before by 退回，to the one who did it', async () => {
    m = await openMatter();
    const c = await start();
    await m.tasks.complete(people.clerk, (await openTask('review')).id, { leadBody: 'road' });
    const answer = await openTask('answer');
    await m.tasks.sendBack(people.road, answer.id, '不属于我局职责');
    expect(await openTask('review')).toMatchObject({ assignee: 'clerk', returned: true });
    expect((await m.cases.get(c.id))!.active.map((a) => a.elementId)).toEqual(['review']);
  });

  it('marks clocks and tasks overdue on the manual clock', async () => {
    m = await openMatter();
    const c = await start();
    await m.tasks.complete(people.clerk, (await openTask('review')).id, { leadBody: 'edu' });
    await m.settle();
    expect(await m.ticker.nextInstant()).toBe('2026-03-09T16:00:00.000Z');
    await m.engine.advanceTime('P8D');
    await m.settle();
    expect(await m.clocks.get(c.id, 'reply')).toMatchObject({ overdue: true, fired: ['overdue'] });
    expect((await m.cases.get(c.id))!.overdue).toBe(true);
  });

  it('tells the engine after a crash between commit and completion', async () => {
    m = await openMatter();
    const c = await start();
    const { id } = await openTask('review');
    const complete = m.engine.completeJob;
    m.engine.completeJob = async () => {
      throw new Error('the machine is gone');
    };
    await m.tasks.complete(people.clerk, id, { leadBody: 'edu' });
    expect((await m.cases.get(c.id))!.active.map((a) => a.elementId)).toEqual(['review']);
    m.engine.completeJob = complete;
    await m.close(true);
    m = await openMatter({ folder: m.folder, journal: m.journal });
    expect(await openTask('answer')).toMatchObject({ caseId: c.id });
    expect(await m.intents.open()).toEqual([]);
  });
});
