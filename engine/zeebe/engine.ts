/** createZeebeEngine: a Zeebe cluster behind the same interface; its history comes by its exporter, to our intake. */
import { copyJson, NotJson } from '../core/index.ts';
import { type JournalStore, memoryJournal } from '../embedded/journal-store.ts';
import {
  type CreatedProcessInstance,
  type CreateProcessInstance,
  type DeployedDecision,
  type DeployedProcess,
  type Engine,
  type EngineReads,
  Rejection,
  type Variables,
  type Worker,
} from '../engine.ts';
import { createClient, ZeebeUnavailable } from './client.ts';
import { evaluatedDecision } from './decision.ts';
import { brokerProblems, bySchema, problemsOf } from './drawing.ts';
import { type ExportedRecord, earlier } from './facts.ts';
import { type IntakeOptions, openIntake } from './intake.ts';
import { keyOf } from './keys.ts';
import { Ledger } from './ledger.ts';
import { Markers } from './markers.ts';
import { jobTimeoutMessage, migrationMessage } from './messages.ts';
import { createReads } from './reads.ts';
import { jobOf, startWorker } from './workers.ts';

/** Size of the variables that one command may bring, in characters of JSON; the same on both engines. */
const MAX_VARIABLES = 1_000_000;
/** Milliseconds that a cluster may take to answer at start, and its exporter to tell of a marker. */
const PATIENCE = 30_000;
/** Milliseconds that a deployment may take: it goes to each partition, and nobody who handles a case waits for it. */
const DEPLOYMENT = 30_000;

export interface ZeebeEngineOptions {
  /** host:port of a gateway. */
  address: string;
  /** Where the brokers' Elasticsearch exporter finds us (exporterSettings). Absent: no history, no incidents. */
  intake?: IntakeOptions;
  /** Keeps what the exporter told; absent: in memory. */
  store?: JournalStore;
  /** Milliseconds: one try of a call, and all tries together. Defaults 10 000 and 30 000. */
  deadline?: number;
  patience?: number;
  /** Told of what nobody waits for: a worker that cannot poll, a bulk that could not be kept. */
  onProblem?: (problem: unknown) => void;
  /**
   * Milliseconds by which the cluster's clock stands ahead of what is to be told: they are taken off every instant that
   * its records bring. For scenarios, whose dates lie in the past, on a clock that can only be put forward.
   */
  ahead?: () => number;
}

export interface Topology {
  gatewayVersion: string;
  partitionsCount: number;
}

export type ZeebeEngine = Engine &
  EngineReads & {
    /** Asks the cluster; rejects with ZeebeUnavailable when it does not answer. */
    topology(): Promise<Topology>;
  };

interface Metadata {
  process?: { bpmnProcessId: string; version: number; processDefinitionKey: string; resourceName: string };
  decision?: { dmnDecisionId: string; version: number; decisionKey: string; decisionRequirementsKey: string };
  decisionRequirements?: { decisionRequirementsKey: string; resourceName: string };
}

function variablesText(given: Variables | undefined): string {
  try {
    const copy = copyJson(given ?? {}, { left: MAX_VARIABLES });
    if (typeof copy === 'object' && copy !== null && !Array.isArray(copy)) return JSON.stringify(copy);
  } catch (e) {
    if (!(e instanceof NotJson)) throw e;
    throw new Rejection('INVALID_ARGUMENT', `Expected variables as a JSON object, but ${e.message}`);
  }
  throw new Rejection('INVALID_ARGUMENT', 'Expected variables as a JSON object');
}

const reportByWarning = (problem: unknown): void =>
  process.emitWarning(problem instanceof Error ? problem : String(problem), 'ZeebeEngineProblem');

export async function createZeebeEngine(o: ZeebeEngineOptions): Promise<ZeebeEngine> {
  const report = o.onProblem ?? reportByWarning;
  const client = createClient(o);
  const ledger = new Ledger(o.store ?? memoryJournal());
  await ledger.open();
  const topology = () => client.call<Topology>('topology', {}, { repeatable: true, patience: PATIENCE });
  const publish: Engine['publishMessage'] = async (r) => {
    const request = {
      name: r.name,
      correlationKey: r.correlationKey,
      timeToLive: r.timeToLive ?? 0,
      messageId: r.messageId ?? '',
      variables: variablesText(r.variables),
    };
    const { key } = await client.call<{ key: string }>('publishMessage', request, {
      repeatable: !!r.messageId,
    });
    return { key };
  };
  let partitions: Promise<number> | undefined;
  const markers = new Markers({
    publish,
    partitions: () => {
      partitions ??= topology().then((t) => t.partitionsCount);
      partitions.catch(() => {
        partitions = undefined;
      });
      return partitions;
    },
    patience: PATIENCE,
    late: () => new ZeebeUnavailable(o.address, '导出器没有送来记录，请检查集群的导出器设置。'),
  });
  const take = async (records: ExportedRecord[]): Promise<void> => {
    const ahead = o.ahead?.() ?? 0;
    await ledger.take(ahead === 0 ? records : records.map((r) => earlier(r, ahead)));
    for (const r of records) markers.heard(r);
  };
  const intake = o.intake && (await openIntake(o.intake, take, report));
  const workers = new Set<Worker>();
  const waiting = new Map<string, (state: string) => void>();
  const ended = new Map<string, string>();
  /** Instances being created whose key is not known yet: until then every end is remembered. */
  let creating = 0;
  let names = 0;
  const again = { repeatable: true };

  if (intake)
    ledger.listeners.subscribe((e) => {
      if (e.elementInstanceKey !== e.processInstanceKey || !/^ELEMENT_(COM|TER)/.test(e.type)) return;
      const wait = waiting.get(e.processInstanceKey);
      if (wait) wait(e.type);
      else if (creating > 0) ended.set(e.processInstanceKey, e.type);
    });
  const creation = (r: CreateProcessInstance) => ({
    bpmnProcessId: r.bpmnProcessId,
    version: r.version !== undefined && r.version > 0 ? r.version : -1,
    variables: variablesText(r.variables),
    startInstructions: r.startInstructions ?? [],
  });
  const created = (c: CreatedProcessInstance): CreatedProcessInstance => ({
    processInstanceKey: c.processInstanceKey,
    bpmnProcessId: c.bpmnProcessId,
    version: c.version,
    processDefinitionKey: c.processDefinitionKey,
  });
  const job = (key: string) => keyOf(key, 'job');
  const failJob: Engine['failJob'] = async (r) =>
    void (await client.call('failJob', { retryBackOff: 0, ...r, jobKey: job(r.jobKey) }, again));

  return {
    capabilities: { history: intake ? 'element' : 'none', migrate: true, inclusiveJoin: false },

    async deployResources(resources) {
      if (!resources.length)
        throw new Rejection('INVALID_ARGUMENT', 'Expected to deploy at least one resource');
      const problems = (await Promise.all(resources.map((r) => problemsOf(r.name, r.content)))).flat();
      if (problems.length)
        throw new Rejection(
          'INVALID_ARGUMENT',
          `Expected to deploy new resources, but encountered the following errors:\n${problems.map((p) => p.message).join('\n')}`,
          problems,
        );
      const content = async (r: { name: string; content: string }) =>
        Buffer.from(r.name.endsWith('.bpmn') ? await bySchema(r.content) : r.content);
      const sent = await Promise.all(
        resources.map(async (r) => ({ name: r.name, content: await content(r) })),
      );
      const answer = await client
        .call<{ key: string; deployments: Metadata[] }>(
          'deployResource',
          { resources: sent },
          { ...again, deadline: DEPLOYMENT },
        )
        .catch((e: unknown) => {
          if (e instanceof Rejection) throw new Rejection(e.code, e.message, brokerProblems(e.message));
          throw e;
        });
      const processes: DeployedProcess[] = [];
      const decisions: DeployedDecision[] = [];
      const drd = new Map<string, string>();
      for (const { decisionRequirements: d } of answer.deployments)
        if (d) drd.set(d.decisionRequirementsKey, d.resourceName);
      for (const { process: p, decision: d } of answer.deployments) {
        if (p) {
          const { bpmnProcessId, version, processDefinitionKey, resourceName } = p;
          processes.push({ bpmnProcessId, version, processDefinitionKey, resourceName });
        }
        if (d) {
          const { dmnDecisionId, version, decisionKey } = d;
          const resourceName = drd.get(d.decisionRequirementsKey) ?? '';
          decisions.push({ dmnDecisionId, version, decisionKey, resourceName });
        }
      }
      return { key: answer.key, processes, decisions };
    },

    createProcessInstance: async (r) => created(await client.call('createProcessInstance', creation(r))),

    async createProcessInstanceWithResult(r) {
      if (!intake) {
        const answer = await client.call<CreatedProcessInstance & { variables: string }>(
          'createProcessInstanceWithResult',
          { request: creation(r), requestTimeout: 0, fetchVariables: r.fetchVariables ?? [] },
        );
        return { ...created(answer), variables: JSON.parse(answer.variables) as Variables };
      }
      creating++;
      let c: CreatedProcessInstance;
      let end: Promise<string>;
      try {
        c = created(await client.call('createProcessInstance', creation(r)));
        end = new Promise((resolve) => {
          const already = ended.get(c.processInstanceKey);
          if (already) resolve(already);
          else waiting.set(c.processInstanceKey, resolve);
        });
      } finally {
        if (--creating === 0) ended.clear();
      }
      const state = await end;
      waiting.delete(c.processInstanceKey);
      if (state !== 'ELEMENT_COMPLETED')
        throw new Rejection('INVALID_STATE', `process instance <${c.processInstanceKey}> was terminated`);
      const { variables } = await ledger.fold(c.processInstanceKey);
      const root = variables.filter((v) => v.scopeKey === c.processInstanceKey);
      const wanted = root.filter((v) => r.fetchVariables?.includes(v.name) ?? true);
      return { ...c, variables: Object.fromEntries(wanted.map((v) => [v.name, v.value])) };
    },

    async cancelProcessInstance(key) {
      const processInstanceKey = keyOf(key, 'process instance');
      await client.call('cancelProcessInstance', { processInstanceKey }, again);
    },

    publishMessage: publish,

    async broadcastSignal(r) {
      const request = { signalName: r.signalName, variables: variablesText(r.variables) };
      const { key } = await client.call<{ key: string }>('broadcastSignal', request);
      return { key };
    },

    async activateJobs(r) {
      const jobs = await client.activate({ ...r, fetchVariable: r.fetchVariable ?? [], requestTimeout: -1 });
      return jobs.map(jobOf);
    },
    async completeJob(r) {
      const request = { jobKey: job(r.jobKey), variables: variablesText(r.variables) };
      await client.call('completeJob', request, again);
    },
    failJob,
    async throwError(r) {
      const { errorCode, errorMessage = '' } = r;
      const request = {
        jobKey: job(r.jobKey),
        errorCode,
        errorMessage,
        variables: variablesText(r.variables),
      };
      await client.call('throwError', request, again);
    },
    async updateJobRetries(r) {
      await client.call('updateJobRetries', { ...r, jobKey: job(r.jobKey) }, again);
    },
    async updateJobTimeout(r) {
      job(r.jobKey);
      await client.callBytes('UpdateJobTimeout', jobTimeoutMessage(r), again);
    },
    createWorker(w) {
      const worker = startWorker({ client, failJob, report }, w, `${w.taskType}#${++names}`);
      const closing: Worker = {
        async close() {
          workers.delete(closing);
          await worker.close();
        },
      };
      workers.add(closing);
      return closing;
    },

    async setVariables(r) {
      const elementInstanceKey = keyOf(r.elementInstanceKey, 'element');
      const variables = variablesText(r.variables);
      await client.call('setVariables', { elementInstanceKey, variables, local: r.local ?? false }, again);
    },
    async resolveIncident(r) {
      await client.call('resolveIncident', { incidentKey: keyOf(r.incidentKey, 'incident') }, again);
    },
    async modifyProcessInstance(r) {
      await client.call('modifyProcessInstance', {
        processInstanceKey: keyOf(r.processInstanceKey, 'process instance'),
        activateInstructions: (r.activateInstructions ?? []).map((a) => ({
          elementId: a.elementId,
          ancestorElementInstanceKey: a.ancestorElementInstanceKey ?? '-1',
          variableInstructions: (a.variableInstructions ?? []).map((v) => ({
            scopeId: v.scopeId ?? '',
            variables: variablesText(v.variables),
          })),
        })),
        terminateInstructions: r.terminateInstructions ?? [],
      });
    },
    async migrateProcessInstance(r) {
      keyOf(r.processInstanceKey, 'process instance');
      keyOf(r.targetProcessDefinitionKey, 'process definition');
      await client.callBytes('MigrateProcessInstance', migrationMessage(r));
    },
    async evaluateDecision(r) {
      const which =
        'decisionKey' in r ? { decisionKey: keyOf(r.decisionKey, 'decision') } : { decisionId: r.decisionId };
      const request = { ...which, variables: variablesText(r.variables) };
      return evaluatedDecision(await client.call('evaluateDecision', request, again));
    },

    ...createReads(ledger),
    topology,
    // Without an intake there is nothing to be read, now or later.
    caughtUp: async () => (intake ? markers.caughtUp() : undefined),
    idle: async () => (intake ? markers.idle() : undefined),

    async close() {
      await Promise.all([...workers].map((w) => w.close()));
      await intake?.close();
      await client.close();
      await ledger.close();
    },
  };
}
