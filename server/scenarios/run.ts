/**
 * A scenario as a coroutine over the real services: it does its steps now and hands back the instant at which it wants to
 * go on, so that one manual clock serves many scenarios in the order of their time.
 */
import type { Json } from '../../engine/engine.ts';
import type { Scenario, ScenarioStep } from '../../processes/format.ts';
import { addPeriod, instantOf } from '../../rules/index.ts';
import type { Paper } from '../ballots/kinds.ts';
import type { Case } from '../cases/collections.ts';
import type { Matter } from '../matter.ts';
import type { Task } from '../tasks/collections.ts';
import { isFor } from '../tasks/lanes.ts';
import { usersOf } from '../tasks/people.ts';
import { datedAt } from './dates.ts';
import { difference, holdsAll } from './expect.ts';
import { actorFor, type Ground } from './people.ts';

export interface ScenarioOutcome {
  title: string;
  /** Empty: passed. */
  problems: string[];
  caseId?: string;
}

type StepOf<D extends ScenarioStep['do']> = Extract<ScenarioStep, { do: D }>;

/** Instant at which it starts: a local date starts at 09:00. Absent: whenever. */
export function startOf({ at }: Scenario): string | undefined {
  if (at === undefined) return undefined;
  return at.length > 10 ? new Date(at).toISOString() : instantOf(at, '09:00');
}

export class ScenarioRun {
  readonly #g: Ground & { matter: Matter };
  readonly #scenario: Scenario;
  readonly #packageId: string;
  readonly outcome: ScenarioOutcome;

  constructor(g: Ground & { matter: Matter }, packageId: string, scenario: Scenario) {
    this.#g = g;
    this.#packageId = packageId;
    this.#scenario = scenario;
    this.outcome = { title: scenario.title, problems: [] };
  }

  get startsAt(): string | undefined {
    return startOf(this.#scenario);
  }

  /** Yields the instants until which the clock is to be moved. Problems end it. */
  async *steps(): AsyncGenerator<string> {
    let place = '开始';
    try {
      await this.#start();
      for (const [i, step] of this.#scenario.steps.entries()) {
        place = `第 ${i + 1} 步 ${step.do}${'element' in step ? `（${step.element}）` : ''}`;
        if (step.do === 'advanceTime') yield this.#until(step);
        else await this.#do(step);
        await this.#g.matter.settle();
      }
      place = '结果';
      await this.#check(this.#scenario.expect);
    } catch (error) {
      const e = error as Error & { places?: { place: string; message: string }[] };
      const places = (e.places ?? []).map((p) => `${p.place} ${p.message}`).join('；');
      this.outcome.problems.push(`${place}：${e.message}${places ? `（${places}）` : ''}`);
    }
  }

  async #start(): Promise<void> {
    const { start, org, parameters } = this.#scenario;
    const actor = await actorFor(this.#g, start.as, undefined);
    const c = await this.#g.matter.cases.start(actor, {
      packageId: this.#packageId,
      data: datedAt(start.data, this.#g.clock.today()),
      ...(org ? { orgId: org } : {}),
      ...(parameters ? { parameters } : {}),
    });
    this.outcome.caseId = c.id;
    await this.#g.matter.settle();
  }

  async #case(): Promise<Case> {
    return (await this.#g.matter.cases.get(this.outcome.caseId!))!;
  }

  #until(step: StepOf<'advanceTime'>): string {
    const now = this.#g.clock.now();
    if (step.workdays !== undefined) {
      const period = { amount: step.workdays, unit: 'workday' as const };
      const date = addPeriod(this.#g.clock.today(), period, this.#g.matter.calendar.current).date;
      return instantOf(date, '10:00');
    }
    const m = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
      step.duration ?? '',
    );
    if (!m) throw new Error(`时长“${step.duration}”无效`);
    const [y, mo, w, d, h, mi, s] = m.slice(1).map((x) => Number(x ?? 0)) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const at = new Date(now);
    at.setUTCMonth(at.getUTCMonth() + y * 12 + mo);
    return new Date(at.getTime() + (((w * 7 + d) * 24 + h) * 60 + mi) * 60_000 + s * 1000).toISOString();
  }

  async #open(element: string): Promise<Task[]> {
    const all = await this.#g.matter.tasks.ofCase(this.outcome.caseId!);
    const open = all.filter((t) => t.state === 'open');
    const here = open.filter((t) => t.elementId === element);
    if (here.length > 0) return here;
    const standing = [...new Set(open.map((t) => t.elementId))].join('、') || '无';
    const c = await this.#case();
    const root = { processInstanceKey: c.processInstanceKey!, state: 'ACTIVE' as const };
    const incidents = (await this.#g.engine.incidents(root)).map(
      (i) => `；异常 ${i.elementId}：${i.errorMessage}`,
    );
    const stands = c.active.map((a) => a.elementId).join('、') || c.state;
    throw new Error(`环节 ${element} 没有待办任务（现有：${standing}；停在 ${stands}${incidents.join('')}）`);
  }

  /** Of several open tasks at one element (one for each body) those of the person named, if any is. */
  async #theirs(open: Task[], as: string | undefined): Promise<Task[]> {
    if (as === undefined || open.length < 2) return open;
    const actor = await actorFor(this.#g, as, await this.#case(), open[0]);
    const own = open.filter((t) => isFor(actor, t));
    return own.length > 0 ? own : open;
  }

  /** Who does it: the one named if the task is theirs, else somebody entitled. */
  async #actor(task: Task, as: string | undefined) {
    if (as) return actorFor(this.#g, as, await this.#case(), task);
    const [first] = await usersOf(
      this.#g.directory,
      task.assignee ? [`user:${task.assignee}`] : task.audience,
    );
    if (!first)
      throw new Error(`环节 ${task.elementId} 没有可以办理的人（${task.audience.join('、') || '未指定'}）`);
    return actorFor(this.#g, first, undefined);
  }

  async #do(step: Exclude<ScenarioStep, { do: 'advanceTime' }>): Promise<void> {
    const { matter, engine } = this.#g;
    const id = this.outcome.caseId!;
    switch (step.do) {
      case 'completeTask': {
        const open = await this.#theirs(await this.#open(step.element), step.as);
        const data = datedAt(step.data, this.#g.clock.today());
        for (const task of step.all ? open : open.slice(0, 1)) {
          await matter.tasks.complete(await this.#actor(task, step.as), task.id, data);
          if (step.all) await matter.settle();
        }
        return;
      }
      case 'claim':
      case 'handOver':
      case 'sendBack':
      case 'urge': {
        const [task] = await this.#open(step.element);
        const who = await this.#actor(task!, step.as ?? (step.do === 'urge' ? 'role:clerk' : undefined));
        if (step.do === 'claim') await matter.tasks.claim(who, task!.id);
        else if (step.do === 'sendBack') await matter.tasks.sendBack(who, task!.id, step.reason);
        else if (step.do === 'urge') await matter.tasks.urge(who, task!.id, step.reason);
        else {
          const to = step.to ?? '';
          const person = await this.#g.directory.actorOf(to);
          await matter.tasks.handOver(who, task!.id, { to: person?.userId ?? to, reason: step.reason });
        }
        return;
      }
      case 'vote':
        return this.#vote(step);
      case 'closeBallot': {
        const round = (await matter.ballots.ofCase(id)).filter((b) => b.ballot === step.ballot).at(-1);
        if (!round) throw new Error(`测评 ${step.ballot} 尚未开始`);
        await matter.ballots.close(round.id);
        return;
      }
      case 'join':
        await matter.cases.join(await actorFor(this.#g, step.as, await this.#case()), id);
        return;
      case 'publishMessage':
        await engine.publishMessage({
          name: step.name,
          correlationKey: step.correlationKey ?? id,
          variables: (step.variables ?? {}) as Record<string, Json>,
        });
        return;
      case 'completeJob': {
        const [job] = await engine.activateJobs({
          type: step.type,
          maxJobsToActivate: 1,
          timeout: 1000,
          worker: 'scenario',
        });
        if (!job) throw new Error(`没有类型为 ${step.type} 的作业`);
        await engine.completeJob({
          jobKey: job.key,
          variables: (step.variables ?? {}) as Record<string, Json>,
        });
        return;
      }
      case 'cancelInstance':
        await engine.cancelProcessInstance((await this.#case()).processInstanceKey!);
        return;
      case 'expect':
        return this.#check(step);
    }
  }

  async #vote(step: StepOf<'vote'>): Promise<void> {
    const { matter } = this.#g;
    const round = (await matter.ballots.ofCase(this.outcome.caseId!))
      .filter((b) => b.ballot === step.ballot)
      .at(-1);
    if (!round) throw new Error(`测评 ${step.ballot} 尚未开始`);
    const { kind, selection } = round.rule as { kind?: string; selection?: unknown };
    const ballotOf = (answers: Record<string, unknown>) => {
      if (kind === 'weighting') return { weights: answers } as Paper;
      return (
        selection !== undefined && Array.isArray(answers.selected)
          ? { selected: answers.selected }
          : { answers }
      ) as Paper;
    };
    for (const v of step.votes ?? []) {
      const who = await actorFor(this.#g, v.as, await this.#case());
      await matter.ballots.cast(who, round.id, ballotOf(v.answers));
    }
    if (step.codes) {
      const clerk = await actorFor(this.#g, 'role:clerk', await this.#case());
      const papers = step.codes.flatMap(({ count, answers }) =>
        new Array<Paper>(count).fill(ballotOf(answers)),
      );
      const made = await matter.ballots.codes.make(clerk, round.id, { count: papers.length });
      for (const [i, paper] of papers.entries()) await matter.ballots.voting.byCode(made.codes[i]!, paper);
    }
    if (!step.everybody) return;
    const left = (await matter.ballots.electorsOf(round.id)).filter((e) => !e.voted);
    const share = Math.round(left.length * (step.everybody.share ?? 1));
    for (const e of left.slice(0, share)) {
      await matter.ballots.cast(
        await actorFor(this.#g, e.userId, undefined),
        round.id,
        ballotOf(step.everybody.answers),
      );
    }
  }

  async #check(x: Scenario['expect'] | StepOf<'expect'>): Promise<void> {
    const { matter, engine } = this.#g;
    const { problems } = this.outcome;
    const c = await this.#case();
    if (x.completed !== undefined && x.completed !== (c.state === 'completed')) {
      problems.push(
        `应${x.completed ? '已' : '未'}办结，实为 ${c.state}（${c.active.map((a) => a.elementId).join('、')}）`,
      );
    }
    if (x.variables) problems.push(...holdsAll('变量', x.variables, c.variables));
    if (x.facts) problems.push(...holdsAll('事实', x.facts, await matter.cases.facts(c)));
    if (x.openTasks) {
      const open = (await matter.tasks.ofCase(c.id))
        .filter((t) => t.state === 'open')
        .map((t) => t.elementId);
      problems.push(...difference('待办任务', [...x.openTasks].sort(), open.sort()));
    }
    const history = await engine.history(c.processInstanceKey!);
    const done = history.flatMap((e) => (e.type === 'ELEMENT_COMPLETED' && e.elementId ? [e.elementId] : []));
    const rest: Partial<Scenario['expect']> = x;
    let at = -1;
    for (const id of rest.path ?? []) {
      at = done.indexOf(id, at + 1);
      if (at < 0) {
        problems.push(`路径应依次经过 ${id}，实为 ${done.join(' → ')}`);
        break;
      }
    }
    for (const id of rest.notPath ?? []) if (done.includes(id)) problems.push(`路径不应经过 ${id}`);
    const incidents = await engine.incidents({ processInstanceKey: c.processInstanceKey!, state: 'ACTIVE' });
    const wanted = rest.incident;
    if (wanted && !incidents.some((i) => i.elementId === wanted || i.errorType === wanted))
      problems.push(`应有异常 ${wanted}`);
    if (!wanted) problems.push(...incidents.map((i) => `异常 ${i.elementId}：${i.errorMessage}`));
    for (const [register, count] of Object.entries(rest.registers ?? {})) {
      const page = await this.#g.store.find<{ register: string }>('registerEntries', {
        where: { caseId: c.id },
        sort: ['createdAt'],
        limit: 1000,
      });
      const found = page.items.filter((e) => e.register === register).length;
      if (found !== count) problems.push(`台账 ${register} 应有 ${count} 条，实为 ${found} 条`);
    }
  }
}
