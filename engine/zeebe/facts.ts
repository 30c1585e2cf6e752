/** Exported records → facts: the few fields that history, jobs, incidents and variables are folded from. */
import type { HistoryEventType, Json } from '../engine.ts';
import { exportedTrace } from './decision.ts';

/** A record as the Elasticsearch exporter writes it; keys were made text before parsing. */
export interface ExportedRecord {
  partitionId: number;
  position: number;
  timestamp: number;
  key: string;
  valueType: string;
  intent: string;
  recordType: string;
  value: Record<string, Json>;
}

export type FactType =
  | HistoryEventType
  | 'ELEMENT_ACTIVATING'
  | 'ELEMENT_MIGRATED'
  | 'JOB_ACTIVATED'
  | 'JOB_WAITING'
  | 'JOB_RETRIES_UPDATED';

export interface Fact {
  type: FactType;
  /** Epoch milliseconds. */
  at: number;
  /** Process instance. */
  pi: string;
  /** Of the element instance, job, timer, incident …. */
  key: string;
  elementId?: string;
  /** The element instance it belongs to, or the scope. */
  on?: string;
  /** What else the fold needs, by name. */
  more?: Record<string, Json>;
}

const ELEMENT = new Set([
  'ELEMENT_ACTIVATING',
  'ELEMENT_ACTIVATED',
  'ELEMENT_COMPLETED',
  'ELEMENT_TERMINATED',
  'SEQUENCE_FLOW_TAKEN',
  'ELEMENT_MIGRATED',
]);
const JOB: Record<string, FactType> = {
  CREATED: 'JOB_CREATED',
  COMPLETED: 'JOB_COMPLETED',
  FAILED: 'JOB_FAILED',
  CANCELED: 'JOB_CANCELED',
  TIMED_OUT: 'JOB_WAITING',
  RECURRED_AFTER_BACKOFF: 'JOB_WAITING',
  YIELDED: 'JOB_WAITING',
  ERROR_THROWN: 'JOB_ERROR_THROWN',
  RETRIES_UPDATED: 'JOB_RETRIES_UPDATED',
};
const TIMER: Record<string, FactType> = {
  CREATED: 'TIMER_CREATED',
  TRIGGERED: 'TIMER_TRIGGERED',
  CANCELED: 'TIMER_CANCELED',
};
const SUBSCRIPTION: Record<string, FactType> = {
  CREATED: 'MESSAGE_SUBSCRIBED',
  CORRELATED: 'MESSAGE_CORRELATED',
};
const INCIDENT: Record<string, FactType> = { CREATED: 'INCIDENT_CREATED', RESOLVED: 'INCIDENT_RESOLVED' };

const text = (v: Json | undefined): string => (v === undefined || v === null ? '' : String(v));

/** The same record on a clock that is `by` milliseconds behind. */
export function earlier(r: ExportedRecord, by: number): ExportedRecord {
  const { dueDate } = r.value;
  const value = typeof dueDate === 'number' ? { ...r.value, dueDate: dueDate - by } : r.value;
  return { ...r, timestamp: r.timestamp - by, value };
}

/** The facts of one record; none for what we do not follow. */
export function factsOf(r: ExportedRecord): Fact[] {
  if (r.recordType !== 'EVENT') return [];
  const v = r.value;
  const one = (type: FactType | undefined, more: Record<string, Json> = {}, on?: string): Fact[] => {
    const pi = text(v.processInstanceKey);
    if (!type || pi === '' || pi === '-1') return [];
    const elementId = text(v.elementId ?? v.targetElementId);
    return [
      {
        type,
        at: r.timestamp,
        pi,
        key: r.key,
        ...(elementId !== '' && { elementId }),
        ...(on !== undefined && { on }),
        ...(Object.keys(more).length > 0 && { more }),
      },
    ];
  };
  const owner = text(v.elementInstanceKey);
  switch (r.valueType) {
    case 'PROCESS_INSTANCE': {
      if (!ELEMENT.has(r.intent)) return [];
      const root =
        v.bpmnElementType === 'PROCESS' &&
        (r.intent === 'ELEMENT_ACTIVATING' || r.intent === 'ELEMENT_MIGRATED');
      const parent = text(v.parentProcessInstanceKey);
      const facts: Record<string, Json> = { bpmnProcessId: v.bpmnProcessId!, version: v.version! };
      if (parent !== '-1') facts.parent = parent;
      return one(r.intent as FactType, root ? facts : {}, text(v.flowScopeKey));
    }
    case 'JOB': {
      const type = JOB[r.intent];
      const created = { jobType: v.type!, retries: v.retries!, headers: v.customHeaders! };
      const failed = { retries: v.retries!, errorMessage: v.errorMessage!, backOff: v.retryBackoff! };
      if (type === 'JOB_CREATED') return one(type, created, owner);
      if (type === 'JOB_FAILED') return one(type, failed, owner);
      if (type === 'JOB_RETRIES_UPDATED') return one(type, { retries: v.retries! }, owner);
      return one(type, {}, owner);
    }
    case 'JOB_BATCH': {
      if (r.intent !== 'ACTIVATED') return [];
      const jobs = v.jobs as Record<string, Json>[];
      return (v.jobKeys as Json[]).map((key, i) => ({
        type: 'JOB_ACTIVATED',
        at: r.timestamp,
        pi: text(jobs[i]!.processInstanceKey),
        key: text(key),
      }));
    }
    case 'TIMER':
      return one(TIMER[r.intent], { dueAt: v.dueDate! }, owner);
    case 'PROCESS_MESSAGE_SUBSCRIPTION':
      return one(
        SUBSCRIPTION[r.intent],
        { messageName: v.messageName!, correlationKey: v.correlationKey! },
        owner,
      );
    case 'VARIABLE': {
      if (r.intent !== 'CREATED' && r.intent !== 'UPDATED') return [];
      const value = JSON.parse(text(v.value)) as Json;
      return one('VARIABLES_SET', { name: v.name!, value }, text(v.scopeKey));
    }
    case 'DECISION_EVALUATION':
      return one(
        r.intent === 'EVALUATED' ? 'DECISION_EVALUATED' : undefined,
        {
          decisionId: v.decisionId!,
          decisionVersion: v.decisionVersion!,
          evaluatedDecisions: exportedTrace(v.evaluatedDecisions!),
        },
        owner,
      );
    case 'INCIDENT': {
      const job = text(v.jobKey);
      const { errorType, errorMessage } = v as { errorType: Json; errorMessage: Json };
      return one(
        INCIDENT[r.intent],
        { errorType, errorMessage, ...(job !== '-1' && { jobKey: job }) },
        owner,
      );
    }
    default:
      return [];
  }
}

/** JSON strings, or whole numbers of 16 digits and more, which a double could not hold: those become text. */
const LONG = /"(?:[^"\\]|\\.)*"|-?\b\d{16,}\b(?![.eE])/g;

export const parseRecord = (line: string): ExportedRecord => {
  const safe = line.replace(LONG, (found) => (found.startsWith('"') ? found : `"${found}"`));
  const record = JSON.parse(safe) as ExportedRecord;
  return { ...record, position: Number(record.position), key: String(record.key) };
};
