/** Runs a case on an engine through the Engine interface alone, and says where it differs from what it must show. */
import { isDeepStrictEqual } from 'node:util';
import {
  type Engine,
  type EngineReads,
  type EvaluatedDecision,
  type Job,
  Rejection,
} from '../../engine/index.ts';
import type { Case, Expectation, Step } from './case.ts';

export interface Ground {
  engine: Engine & EngineReads;
  /** Names that all cases share become the case's own on an engine that lives longer than a case; and back. */
  own(xml: string): string;
  ownName(name: string): string;
  plain(name: string): string;
  advance(duration: string): Promise<void>;
  /** Resolves when nothing goes on any more, and all that happened can be read. */
  settle(): Promise<void>;
}

const show = (v: unknown): string => JSON.stringify(v);
/** Object members in one order, so that order does not matter. */
const sorted = (v: unknown): unknown =>
  Array.isArray(v)
    ? v.map(sorted)
    : typeof v === 'object' && v !== null
      ? Object.fromEntries(
          Object.entries(v)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, x]) => [k, sorted(x)]),
        )
      : v;

const fileName = (content: string, name: string) =>
  `${name}.${content.startsWith('<definitions') ? 'dmn' : 'bpmn'}`;

class Run {
  readonly problems: string[] = [];
  readonly #g: Ground;
  readonly #c: Case;
  #pi = '';
  /** Jobs of a type that were activated and wait for their step. */
  readonly #held = new Map<string, Job[]>();

  constructor(g: Ground, c: Case) {
    this.#g = g;
    this.#c = c;
  }

  async run(): Promise<string[]> {
    const { engine } = this.#g;
    const resources = [this.#c.xml].flat();
    try {
      for (const [i, content] of resources.entries())
        await engine.deployResources([{ name: fileName(content, `d${i}`), content: this.#g.own(content) }]);
      if (this.#c.refused !== undefined) return ['was deployed, must be refused'];
    } catch (e) {
      if (!(e instanceof Rejection) || this.#c.refused === undefined) throw e;
      const found = [...new Set(e.problems.map((p) => this.#g.plain(p.elementId ?? '-')))].join(' ');
      return found === this.#c.refused ? [] : [`refused for <${found}>: ${e.message}`];
    }
    if (this.#c.start !== false) await this.#create('p', this.#c);
    for (const [i, step] of this.#c.steps.entries()) {
      await this.#g.settle();
      const at = `step ${i + 1} ${show(step).slice(0, 80)}`;
      try {
        await this.#do(step, at);
        if (step.rejected) this.problems.push(`${at}: was not rejected`);
      } catch (e) {
        if (!(e instanceof Rejection)) throw new Error(`${at}: ${(e as Error).message}`);
        if (e.code !== step.rejected) this.problems.push(`${at}: ${e.code} ${e.message}`);
      }
      if (this.problems.length) return this.problems;
    }
    await this.#g.settle();
    await this.#see(this.#c.finally, 'finally');
    return this.problems;
  }

  async #create(id: string, o: Pick<Case, 'variables' | 'startAt'> & { version?: number }): Promise<void> {
    const { processInstanceKey } = await this.#g.engine.createProcessInstance({
      bpmnProcessId: this.#g.ownName(id),
      ...(o.variables && { variables: o.variables }),
      ...(o.version !== undefined && { version: o.version }),
      ...(o.startAt && { startInstructions: o.startAt.map((elementId) => ({ elementId })) }),
    });
    this.#pi ||= processInstanceKey;
  }

  async #main(): Promise<string> {
    if (!this.#pi) {
      const bpmnProcessId = this.#g.ownName('p');
      this.#pi = (await this.#g.engine.processInstances({ bpmnProcessId }))[0]?.processInstanceKey ?? '';
    }
    return this.#pi;
  }

  async #job(type: string): Promise<Job> {
    const kept = this.#held.get(type)?.shift();
    if (kept) return kept;
    const request = { type: this.#jobType(type), maxJobsToActivate: 1, timeout: 36_000_000, worker: 'case' };
    const [job] = await this.#g.engine.activateJobs(request);
    if (!job) throw new Error(`no job <${type}>`);
    return job;
  }

  #jobType(type: string): string {
    return type === 'user' ? 'io.camunda.zeebe:userTask' : this.#g.ownName(type);
  }

  /** Key of the active instance of an element, `element#n`: of the one with that number. */
  async #active(which: string): Promise<string> {
    const pi = await this.#main();
    const [elementId, n = 0] = which.split('#') as [string, string?];
    if (elementId === 'p') return pi;
    const open = new Map<string, string>();
    for (const e of await this.#g.engine.history(pi)) {
      if (e.elementId !== elementId || !e.elementInstanceKey) continue;
      if (e.type === 'ELEMENT_ACTIVATED') open.set(e.elementInstanceKey, elementId);
      if (e.type === 'ELEMENT_COMPLETED' || e.type === 'ELEMENT_TERMINATED')
        open.delete(e.elementInstanceKey);
    }
    const key = [...open.keys()][Number(n)];
    if (!key) throw new Error(`<${which}> is not active`);
    return key;
  }

  async #do(s: Step, at: string): Promise<void> {
    const { engine } = this.#g;
    if ('see' in s) return this.#see(s, at);
    if ('complete' in s) {
      const job = await this.#job(s.complete);
      if (s.sees) this.#same(`${at}: the job's variables`, sorted(job.variables), sorted(s.sees));
      if (s.headers) this.#same(`${at}: headers`, sorted(job.customHeaders), sorted(s.headers));
      return engine.completeJob({ jobKey: job.key, ...(s.variables && { variables: s.variables }) });
    }
    if ('fail' in s) {
      const job = await this.#job(s.fail);
      const { retries, message = '', backOff } = s;
      const o = { jobKey: job.key, retries, errorMessage: message };
      return engine.failJob({ ...o, ...(backOff !== undefined && { retryBackOff: backOff }) });
    }
    if ('throws' in s) {
      const job = await this.#job(s.throws);
      return engine.throwError({
        jobKey: job.key,
        errorCode: s.code,
        ...(s.message && { errorMessage: s.message }),
        ...(s.variables && { variables: s.variables }),
      });
    }
    if ('retries' in s) {
      const jobs = await engine.jobs({
        processInstanceKey: await this.#main(),
        type: this.#jobType(s.retries),
      });
      return engine.updateJobRetries({ jobKey: jobs.at(-1)!.key, retries: s.to });
    }
    if ('message' in s) {
      await engine.publishMessage({
        name: this.#g.ownName(s.message),
        correlationKey: s.key,
        ...(s.variables && { variables: s.variables }),
        ...(s.ttl !== undefined && { timeToLive: s.ttl }),
        ...(s.id && { messageId: s.id }),
      });
    } else if ('signal' in s) {
      const variables = s.variables ?? {};
      await engine.broadcastSignal({ signalName: this.#g.ownName(s.signal), variables });
    } else if ('advance' in s) await this.#g.advance(s.advance);
    else if ('cancel' in s) await engine.cancelProcessInstance(await this.#main());
    else if ('set' in s) {
      const elementInstanceKey = await this.#active(s.set);
      await engine.setVariables({ elementInstanceKey, variables: s.variables, local: s.local ?? false });
    } else if ('resolve' in s) {
      const all = await engine.incidents({ state: 'ACTIVE', processInstanceKey: await this.#main() });
      if (all.length !== 1) throw new Error(`${all.length} active incidents`);
      await engine.resolveIncident({ incidentKey: all[0]!.incidentKey });
    } else if ('activate' in s || 'terminate' in s) {
      const ids = 'activate' in s ? s.activate : [];
      const { in: scope, scope: scopeId, variables } = 'activate' in s ? s : {};
      const ancestorElementInstanceKey = scope === undefined ? undefined : await this.#active(scope);
      await engine.modifyProcessInstance({
        processInstanceKey: await this.#main(),
        activateInstructions: ids.map((elementId) => ({
          elementId,
          ...(ancestorElementInstanceKey !== undefined && { ancestorElementInstanceKey }),
          ...(variables && { variableInstructions: [{ variables, ...(scopeId && { scopeId }) }] }),
        })),
        ...(s.terminate && {
          terminateInstructions: [{ elementInstanceKey: await this.#active(s.terminate) }],
        }),
      });
    } else if ('deploy' in s)
      await engine.deployResources([{ name: fileName(s.deploy, 'd'), content: this.#g.own(s.deploy) }]);
    else if ('migrate' in s) {
      const { processes } = await engine.deployResources([
        { name: fileName(s.migrate, 'm'), content: this.#g.own(s.migrate) },
      ]);
      await engine.migrateProcessInstance({
        processInstanceKey: await this.#main(),
        targetProcessDefinitionKey: processes[0]!.processDefinitionKey,
        mappingInstructions: Object.entries(s.mapping).map(([sourceElementId, targetElementId]) => ({
          sourceElementId,
          targetElementId,
        })),
      });
    } else if ('decide' in s) await this.#decide(s, at);
    else if ('start' in s) await this.#create(s.start, { ...s, ...(s.at && { startAt: [s.at] }) });
    else if ('none' in s) {
      const request = { type: this.#jobType(s.none), maxJobsToActivate: 1, timeout: 1000, worker: 'case' };
      const jobs = await engine.activateJobs(request);
      if (jobs.length) this.problems.push(`${at}: there is a job <${s.none}>`);
    }
  }

  async #decide(s: Extract<Step, { decide: string }>, at: string): Promise<void> {
    const decisionId = this.#g.ownName(s.decide);
    try {
      const made = await this.#g.engine.evaluateDecision({
        decisionId,
        ...(s.variables && { variables: s.variables }),
      });
      if ('gives' in s) this.#same(`${at}: output`, sorted(made.decisionOutput), sorted(s.gives));
      if (s.fails) this.problems.push(`${at}: did not fail`);
      if (s.trace === undefined) return;
      const trace = made.evaluatedDecisions.map(
        (d) => `${this.#g.plain(d.decisionId)}:${d.matchedRules.map((m) => m.ruleId).join(',')}`,
      );
      this.#same(`${at}: trace`, trace.join(' '), s.trace);
    } catch (e) {
      if (!(e instanceof Rejection) || !s.fails) throw e;
      if (e.code !== 'INVALID_ARGUMENT' || !s.fails.test(e.message))
        this.problems.push(`${at}: ${e.code} ${e.message}`);
    }
  }

  #same(what: string, found: unknown, wanted: unknown): void {
    if (!isDeepStrictEqual(found, wanted)) this.problems.push(`${what}: ${show(found)}, not ${show(wanted)}`);
  }

  async #path(pi: string, type: string): Promise<string> {
    const events = (await this.#g.engine.history(pi)).filter((e) => e.type === type);
    return events.map((e) => this.#g.plain(e.elementId ?? '')).join(' ');
  }

  async #see(x: Expectation, at: string): Promise<void> {
    const { engine } = this.#g;
    const pi = await this.#main();
    const instance = (await engine.processInstances({ processInstanceKey: pi }))[0];
    const same = (what: keyof Expectation, found: unknown) => {
      if (what in x) this.#same(`${at}: ${what}`, sorted(found), sorted(x[what]));
    };
    same('state', instance?.state);
    if (x.path !== undefined) same('path', await this.#path(pi, 'ELEMENT_COMPLETED'));
    if (x.terminated !== undefined) same('terminated', await this.#path(pi, 'ELEMENT_TERMINATED'));
    if (x.thrown !== undefined) same('thrown', await this.#path(pi, 'JOB_ERROR_THROWN'));
    if (x.decided !== undefined) {
      const told = (await engine.history(pi)).filter((e) => e.type === 'DECISION_EVALUATED');
      const texts = told.map((e) => {
        const trace = e.evaluatedDecisions as unknown as EvaluatedDecision['evaluatedDecisions'];
        const rules = trace.at(-1)!.matchedRules.map((m) => m.ruleId);
        return `${this.#g.plain(e.elementId ?? '')}=${this.#g.plain(String(e.decisionId))}(${rules.join(',')})`;
      });
      same('decided', texts.join(' '));
    }
    if (x.flows !== undefined) same('flows', await this.#path(pi, 'SEQUENCE_FLOW_TAKEN'));
    if (x.variables || x.locals) {
      const all = await engine.variables(pi);
      const root = all.filter((v) => v.scopeKey === pi);
      same('variables', Object.fromEntries(root.map((v) => [v.name, v.value])));
      for (const [name, value] of Object.entries(x.locals ?? {})) {
        const found = all.findLast((v) => v.scopeKey !== pi && `${v.elementId}.${v.name}` === name);
        this.#same(`${at}: ${name}`, sorted(found?.value), sorted(value));
      }
    }
    if (x.jobs !== undefined) {
      const jobs = (await engine.jobs({ processInstanceKey: pi })).map((j) => `${j.elementId}:${j.state}`);
      same('jobs', jobs.sort().join(' '));
    }
    const active =
      x.incidents !== undefined || x.because
        ? await engine.incidents({ processInstanceKey: pi, state: 'ACTIVE' })
        : [];
    if (x.incidents !== undefined) {
      const names = active.map((i) => `${i.errorType}@${this.#g.plain(i.elementId)}`);
      same('incidents', names.sort().join(' '));
    }
    if (x.because && !(active.length === 1 && x.because.test(active[0]!.errorMessage)))
      this.problems.push(`${at}: because ${show(active.map((i) => i.errorMessage))}`);
    if (x.called) {
      const children = await engine.processInstances({ parentProcessInstanceKey: pi });
      children.sort((a, b) => (BigInt(a.processInstanceKey) < BigInt(b.processInstanceKey) ? -1 : 1));
      const found: Record<string, string> = {};
      for (const child of children) {
        const id = this.#g.plain(child.bpmnProcessId);
        const path = await this.#path(child.processInstanceKey, 'ELEMENT_COMPLETED');
        found[id] = id in found ? `${found[id]} | ${path}` : path;
      }
      same('called', found);
    }
    for (const [id, states] of Object.entries(x.instances ?? {})) {
      const all = await engine.processInstances({ bpmnProcessId: this.#g.ownName(id) });
      for (const [state, n] of Object.entries(states))
        this.#same(`${at}: ${state} instances of ${id}`, all.filter((i) => i.state === state).length, n);
    }
  }
}

/** What differs; an empty list when the case holds. */
export const runCase = (g: Ground, c: Case): Promise<string[]> => new Run(g, c).run();
