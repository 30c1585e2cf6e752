/** What happened to one instance, folded from its events: history, variables, jobs, incidents. */

import type { EngineEvent } from '../core/index.ts';
import type { HistoryEvent, HistoryEventType, Incident, JobRecord, Json, VariableRecord } from '../engine.ts';
import { EVENTS_PER_BATCH, type Group } from './batch.ts';

const HISTORY = new Set<string>([
  'ELEMENT_ACTIVATED',
  'ELEMENT_COMPLETED',
  'ELEMENT_TERMINATED',
  'SEQUENCE_FLOW_TAKEN',
  'JOB_CREATED',
  'JOB_COMPLETED',
  'JOB_FAILED',
  'JOB_ERROR_THROWN',
  'JOB_CANCELED',
  'TIMER_CREATED',
  'TIMER_TRIGGERED',
  'TIMER_CANCELED',
  'MESSAGE_SUBSCRIBED',
  'MESSAGE_CORRELATED',
  'VARIABLES_SET',
  'DECISION_EVALUATED',
  'INSTANCE_MIGRATED',
  'INCIDENT_CREATED',
  'INCIDENT_RESOLVED',
] satisfies HistoryEventType[]);

export type Told = HistoryEvent & { processInstanceKey: string };

export function processInstanceOf(e: EngineEvent): string | undefined {
  return 'pi' in e ? e.pi : undefined;
}

/** As the interface tells it; undefined for what only the engine needs to know. */
export function toHistory(e: EngineEvent, seq: number, at: number): Told | undefined {
  const pi = processInstanceOf(e);
  if (pi === undefined || !HISTORY.has(e.type)) return undefined;
  // uncaught, it is told as an incident
  if (e.type === 'JOB_ERROR_THROWN' && !e.caught) return undefined;
  const told: Told = {
    seq,
    at: new Date(at).toISOString(),
    type: e.type as HistoryEventType,
    processInstanceKey: pi,
  };
  if ('elementId' in e) told.elementId = e.elementId;
  if ('elementInstanceKey' in e && e.elementInstanceKey !== undefined)
    told.elementInstanceKey = e.elementInstanceKey;
  switch (e.type) {
    case 'ELEMENT_ACTIVATED':
    case 'ELEMENT_COMPLETED':
    case 'ELEMENT_TERMINATED':
      told.elementInstanceKey = e.key;
      break;
    case 'SEQUENCE_FLOW_TAKEN':
      told.elementInstanceKey = e.scope;
      break;
    case 'JOB_CREATED':
      told.jobKey = e.key;
      told.jobType = e.jobType;
      break;
    case 'JOB_COMPLETED':
    case 'JOB_ERROR_THROWN':
    case 'JOB_CANCELED':
      told.jobKey = e.jobKey;
      break;
    case 'JOB_FAILED':
      told.jobKey = e.jobKey;
      told.retries = e.retries;
      told.errorMessage = e.errorMessage;
      break;
    case 'TIMER_CREATED':
      told.dueAt = new Date(e.dueAt).toISOString();
      break;
    case 'MESSAGE_SUBSCRIBED':
      told.messageName = e.name;
      told.correlationKey = e.correlationKey;
      break;
    case 'VARIABLES_SET':
      told.elementInstanceKey = e.scope;
      told.variables = e.variables;
      break;
    case 'INSTANCE_MIGRATED':
      told.elementInstanceKey = pi;
      told.elementId = e.bpmnProcessId;
      told.version = e.version;
      told.elements = e.elements;
      break;
    case 'DECISION_EVALUATED':
      told.decisionId = e.decision;
      told.decisionVersion = e.version;
      told.evaluatedDecisions = e.trace as unknown as Json;
      break;
    case 'INCIDENT_CREATED':
      told.incidentKey = e.key;
      told.errorType = e.errorType;
      told.errorMessage = e.errorMessage;
      if (e.jobKey !== undefined) told.jobKey = e.jobKey;
      break;
    case 'INCIDENT_RESOLVED':
      told.incidentKey = e.incidentKey;
  }
  return told;
}

export interface Projection {
  history: HistoryEvent[];
  variables: VariableRecord[];
  jobs: JobRecord[];
  incidents: Incident[];
}

export function project(pi: string, batches: { seq: number; groups: Group[] }[]): Projection {
  const history: HistoryEvent[] = [];
  const variables = new Map<string, VariableRecord>();
  const jobs = new Map<string, JobRecord>();
  const incidents = new Map<string, Incident>();
  const put = (scopeKey: string, elementId: string, name: string, value: Json) =>
    variables.set(`${scopeKey} ${name}`, { name, value, scopeKey, elementId });
  for (const { seq, groups } of batches) {
    let n = 0;
    for (const { at, events } of groups) {
      for (const e of events) {
        const index = n++;
        if (e.type === 'JOBS_ACTIVATED') {
          for (const key of e.jobs) setState(jobs, key, 'ACTIVATED');
        } else if (e.type === 'JOB_TIMED_OUT' || e.type === 'JOB_BACKOFF_ELAPSED') {
          setState(jobs, e.jobKey, 'ACTIVATABLE');
        }
        if (processInstanceOf(e) !== pi) continue;
        const told = toHistory(e, seq * EVENTS_PER_BATCH + index, at);
        if (told) {
          const { processInstanceKey: _, ...event } = told;
          history.push(event);
        }
        if (e.type === 'VARIABLES_SET')
          for (const [name, value] of Object.entries(e.variables)) put(e.scope, e.elementId, name, value);
        else if (e.type === 'INSTANCE_MIGRATED')
          for (const rows of [variables, jobs, incidents]) moveTo(e.elements, rows.values());
        else if (e.type === 'LOOP_STARTED' && e.outputCollection)
          put(e.scope, e.elementId, e.outputCollection, new Array<null>(e.size).fill(null));
        else if (e.type === 'LOOP_OUTPUT_SET') {
          const list = variables.get(`${e.scope} ${e.name}`)?.value;
          if (Array.isArray(list)) put(e.scope, e.elementId, e.name, list.with(e.index, e.value));
        } else if (e.type.startsWith('JOB_')) foldJob(jobs, e);
        else if (e.type === 'INCIDENT_CREATED')
          incidents.set(e.key, {
            incidentKey: e.key,
            processInstanceKey: pi,
            errorType: e.errorType,
            errorMessage: e.errorMessage,
            elementId: e.elementId,
            elementInstanceKey: e.elementInstanceKey,
            ...(e.jobKey !== undefined && { jobKey: e.jobKey }),
            state: 'ACTIVE',
            createdAt: new Date(at).toISOString(),
          });
        else if (e.type === 'INCIDENT_RESOLVED') {
          const incident = incidents.get(e.incidentKey);
          if (incident) incident.state = 'RESOLVED';
          const job = incident?.jobKey === undefined ? undefined : jobs.get(incident.jobKey);
          if (job?.state === 'FAILED') job.state = 'ACTIVATABLE';
        }
      }
    }
  }
  return {
    history,
    variables: [...variables.values()],
    jobs: [...jobs.values()],
    incidents: [...incidents.values()],
  };
}

/** Rows follow the element instance that they belong to. */
function moveTo(
  elements: Record<string, string>,
  rows: Iterable<{ elementId: string } & ({ scopeKey: string } | { elementInstanceKey: string })>,
): void {
  for (const row of rows)
    row.elementId = elements['scopeKey' in row ? row.scopeKey : row.elementInstanceKey] ?? row.elementId;
}

function setState(jobs: Map<string, JobRecord>, key: string, state: JobRecord['state']): void {
  const job = jobs.get(key);
  if (job) job.state = state;
}

function foldJob(jobs: Map<string, JobRecord>, e: EngineEvent): void {
  if (e.type === 'JOB_CREATED') {
    jobs.set(e.key, {
      key: e.key,
      type: e.jobType,
      state: 'ACTIVATABLE',
      elementId: e.elementId,
      elementInstanceKey: e.elementInstanceKey,
      processInstanceKey: e.pi,
      retries: e.retries,
      customHeaders: e.headers ?? {},
    });
    return;
  }
  const job = 'jobKey' in e && e.jobKey !== undefined ? jobs.get(e.jobKey) : undefined;
  if (!job) return;
  if (e.type === 'JOB_COMPLETED') job.state = 'COMPLETED';
  else if (e.type === 'JOB_CANCELED') job.state = 'CANCELED';
  else if (e.type === 'JOB_ERROR_THROWN') job.state = 'FAILED';
  else if (e.type === 'JOB_RETRIES_UPDATED') job.retries = e.retries;
  else if (e.type === 'JOB_FAILED') {
    job.state = e.retries > 0 && e.retryAt === undefined ? 'ACTIVATABLE' : 'FAILED';
    job.retries = e.retries;
    if (e.errorMessage !== undefined) job.errorMessage = e.errorMessage;
  }
}
