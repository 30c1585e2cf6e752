/** Cases as one object for routes, blocks and scenarios. */

import { Rejection } from '../../engine/engine.ts';
import { type Actor, may } from '../auth/actor.ts';
import { conflict, forbidden, HttpProblem, notFound } from '../http/problem.ts';
import type { Op, Stored } from '../store/port.ts';
import type { TaskDraft } from '../tasks/collections.ts';
import { keepDraft } from '../tasks/drafts.ts';
import { actOp } from './acts.ts';
import type { Case } from './collections.ts';
import type { CaseContext } from './context.ts';
import { type Facts, readFacts } from './facts.ts';
import { listCases } from './list.ts';
import { mayRead, readersOf } from './readers.ts';
import { Repeats } from './repeats.ts';
import type { CaseListQuery, CasePage, CaseView, Startables } from './schemas.ts';
import { CaseStarter, mayStartIn, startDraftId } from './start.ts';
import { caseView } from './view.ts';

export class CaseService {
  readonly #x: CaseContext;
  readonly #repeats = new Repeats<Case>();
  readonly starter: CaseStarter;

  constructor(x: Omit<CaseContext, 'mayJoin'>) {
    this.#x = { ...x, mayJoin: (actor, c) => this.mayJoin(actor, c) };
    this.starter = new CaseStarter(x.deps, x.intents, x.files);
  }

  start: CaseStarter['start'] = (actor, r) => this.starter.start(actor, r);
  /** As `start`, for people: the same thing sent twice makes one case (409 for the second). */
  submit: CaseStarter['start'] = (actor, r) =>
    this.#repeats.once([actor.userId, r.packageId, r.orgId, r.data], this.#x.deps.clock.now(), () =>
      this.start(actor, r),
    );
  list = (actor: Actor, q: CaseListQuery): Promise<CasePage> => listCases(this.#x.deps, actor, q);
  view = (actor: Actor, id: string): Promise<CaseView> => caseView(this.#x, actor, id);

  get(id: string): Promise<Stored<Case> | undefined> {
    return this.#x.deps.store.get<Case>('cases', id);
  }

  /** The facts of a case, as docs/packages.md lists them. */
  facts(c: Case): Promise<Facts> {
    const { clock, store } = this.#x.deps;
    return readFacts(store, c, { now: clock.now(), calendar: this.#x.calendar.current });
  }

  /** What the person may start, with the forms. */
  async startables(actor: Actor): Promise<Startables> {
    const open = (await this.#x.deps.releases.current()).flatMap((release) => {
      const orgIds = [...new Set(mayStartIn(actor, release))];
      const { form, noun } = release.manifest.start;
      const document = release.forms.get(form) as unknown as Record<string, unknown> | undefined;
      if (orgIds.length === 0 || !document) return [];
      const { packageId, manifest } = release;
      return [{ packageId, title: manifest.title, noun, orgIds, form: document }];
    });
    const drafts = await this.#x.deps.store.getMany<TaskDraft>(
      'taskDrafts',
      open.map((o) => startDraftId(actor.userId, o.packageId)),
    );
    return open.map((o, i) => ({ ...o, draft: drafts[i]?.data ?? {}, draftRev: drafts[i]?.rev ?? 0 }));
  }

  /** Keeps what was typed into a start form, which need not be valid; a rival save is a 409. */
  async saveStartDraft(
    actor: Actor,
    packageId: string,
    r: { data: Record<string, unknown>; rev: number },
  ): Promise<{ rev: number }> {
    const release = await this.#x.deps.releases.currentOf(packageId);
    if (!release) throw notFound('程序');
    if (mayStartIn(actor, release).length === 0) throw forbidden(`提出${release.manifest.start.noun}`);
    const { store, clock } = this.#x.deps;
    const doc: TaskDraft = {
      id: startDraftId(actor.userId, packageId),
      data: r.data,
      by: actor.userId,
      at: clock.now(),
    };
    return keepDraft(store, doc, r.rev);
  }

  /** Stages that the drawings of a package's release in force name; none when there is no such package. */
  async stages(packageId: string): Promise<string[]> {
    const release = await this.#x.deps.releases.currentOf(packageId);
    if (!release) return [];
    const elements = [...(await this.#x.drawings.elements(release)).values()];
    return [...new Set(elements.flatMap((e) => (e.properties.stage ? [e.properties.stage] : [])))];
  }

  async mayJoin(actor: Actor, c: Case): Promise<boolean> {
    const release = await this.#x.deps.releases.get(c.releaseId);
    const join = release?.manifest.start.join;
    if (!join || c.state !== 'active' || c.initiator === actor.userId || c.deputies.includes(actor.userId)) {
      return false;
    }
    const stands = c.active.some((a) => join.elements.includes(a.elementId));
    const roles = actor.memberships.some(
      (m) => m.orgId === c.orgId && m.roles.some((r) => join.roles.includes(r)),
    );
    return stands && roles;
  }

  /** 附议: the person's id goes onto the manifest's list field, in the start form's data and as a variable. */
  async join(actor: Actor, id: string): Promise<Case> {
    await this.#x.lock.run(id, async () => {
      const c = await this.get(id);
      if (!c || !mayRead(actor, c)) throw notFound('事项');
      if (c.deputies.includes(actor.userId)) throw conflict('您已经是提出人或附议人。');
      if (!(await this.mayJoin(actor, c)))
        throw conflict('该事项现在不能附议：已过附议环节，或您不在可附议的人员范围内。');
      const release = (await this.#x.deps.releases.get(c.releaseId))!;
      const { join, form } = release.manifest.start;
      const before = c.data[form]?.[join!.field];
      const list = [...(Array.isArray(before) ? (before as string[]) : []), actor.userId];
      const data = { ...c.data, [form]: { ...c.data[form], [join!.field]: list } };
      const deputies = [...new Set([...c.deputies, actor.userId])];
      const now = this.#x.deps.clock.now();
      const act = actOp({
        id: `${id}:join:${actor.userId}`,
        caseId: id,
        kind: 'join',
        at: now,
        by: actor.userId,
        text: '附议',
      });
      const set = { data, deputies, readers: readersOf({ ...c, deputies }, release), updatedAt: now };
      const ops: Op[] = [{ op: 'patch', collection: 'cases', id, set }, act];
      if (c.processInstanceKey) {
        const payload = { elementInstanceKey: c.processInstanceKey, variables: { [join!.field]: list } };
        ops.push(this.#x.intents.op(`${id}:join:${list.length}`, 'setVariables', payload));
      }
      const target = { kind: 'case', id };
      ops.push(
        ...this.#x.deps.audit.record({ actor, action: 'case.join', target, orgId: c.orgId, caseId: id }),
      );
      await this.#x.intents.commit(ops);
    });
    this.#x.deps.live.publish(`case:${id}`, { caseId: id });
    return (await this.get(id))!;
  }

  /** 撤销: ends the case with a reason; its tasks are withdrawn by the engine. */
  async cancel(actor: Actor, id: string, reason: string): Promise<void> {
    const c = await this.get(id);
    if (!c || !mayRead(actor, c)) throw notFound('事项');
    if (!may(actor, 'cases.manage', c.orgPath)) throw forbidden('撤销该事项');
    if (c.state !== 'active') throw conflict('该事项已经结束，不能再撤销。');
    if (!c.processInstanceKey) throw conflict('该事项正在创建，请稍后再试。');
    const now = this.#x.deps.clock.now();
    await this.#x.intents.commit([
      { op: 'patch', collection: 'cases', id, set: { cancelReason: reason, updatedAt: now } },
      actOp({
        id: `${id}:cancel`,
        caseId: id,
        kind: 'cancel',
        at: now,
        by: actor.userId,
        text: '撤销',
        reason,
      }),
      ...this.#x.deps.audit.record({
        actor,
        action: 'case.cancel',
        target: { kind: 'case', id },
        orgId: c.orgId,
        caseId: id,
        detail: { reason },
      }),
      this.#x.intents.op(`${id}:cancel`, 'cancelInstance', { processInstanceKey: c.processInstanceKey }),
    ]);
  }

  /** Tries an incident again; a job's retries are given back first. */
  async retry(actor: Actor, id: string, incidentKey: string): Promise<void> {
    const c = await this.get(id);
    if (!c || !mayRead(actor, c)) throw notFound('事项');
    if (!may(actor, 'cases.manage', c.orgPath)) throw forbidden('处理该事项的异常');
    const { engine } = this.#x.deps;
    const open = c.processInstanceKey
      ? await engine.incidents({ processInstanceKey: c.processInstanceKey, state: 'ACTIVE' })
      : [];
    const incident = open.find((i) => i.incidentKey === incidentKey);
    if (!incident) throw notFound('异常');
    try {
      if (incident.jobKey) await engine.updateJobRetries({ jobKey: incident.jobKey, retries: 3 });
      await engine.resolveIncident({ incidentKey });
    } catch (error) {
      if (error instanceof Rejection) throw new HttpProblem('conflict', `异常未能重试：${error.message}`);
      throw error;
    }
  }

  /** Whether something of the case is overdue, from its open tasks and running clocks; kept for lists. */
  async refreshOverdue(id: string): Promise<void> {
    await this.#x.lock.run(id, async () => {
      const c = await this.get(id);
      if (!c) return;
      const [tasks, clocks] = await Promise.all([this.#x.tasks.ofCase(id), this.#x.clocks.ofCase(id)]);
      const overdue =
        c.state === 'active' &&
        (tasks.some((t) => t.state === 'open' && t.overdue) ||
          clocks.some((k) => k.state !== 'stopped' && k.overdue));
      if (overdue !== c.overdue) {
        await this.#x.deps.store.commit([{ op: 'patch', collection: 'cases', id, set: { overdue } }]);
      }
    });
  }
}
