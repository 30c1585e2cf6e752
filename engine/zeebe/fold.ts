/** What is known of one instance, folded from its facts as they come. */
import type {
  HistoryEvent,
  Incident,
  IncidentErrorType,
  JobRecord,
  Json,
  VariableRecord,
} from '../engine.ts';
import type { Fact } from './facts.ts';

export type Told = HistoryEvent & { processInstanceKey: string };

const iso = (at: number) => new Date(at).toISOString();
const UNCAUGHT = 'NO_CATCH_EVENT_FOUND';
const UNTOLD = new Set(['ELEMENT_ACTIVATING', 'JOB_ACTIVATED', 'JOB_WAITING']);

/** As the interface tells it; undefined for what only the fold needs. */
export function toHistory(f: Fact, seq: number): Told | undefined {
  if (UNTOLD.has(f.type) || f.type === 'JOB_RETRIES_UPDATED') return undefined;
  // as here: uncaught, it is told as an incident
  if (f.type === 'JOB_ERROR_THROWN' && f.elementId === UNCAUGHT) return undefined;
  const migrated = f.type === 'ELEMENT_MIGRATED';
  // Told once, of the instance.
  if (migrated && f.key !== f.pi) return undefined;
  const type = migrated ? 'INSTANCE_MIGRATED' : (f.type as HistoryEvent['type']);
  const told: Told = { seq, at: iso(f.at), type, processInstanceKey: f.pi };
  if (f.elementId !== undefined && f.elementId !== UNCAUGHT) told.elementId = f.elementId;
  if (f.type.startsWith('ELEMENT_')) told.elementInstanceKey = f.key;
  else if (f.on !== undefined) told.elementInstanceKey = f.on;
  const { more = {} } = f;
  if (f.type.startsWith('JOB_')) told.jobKey = f.key;
  switch (f.type) {
    case 'JOB_CREATED':
      told.jobType = more.jobType!;
      break;
    case 'JOB_FAILED':
      told.retries = more.retries!;
      told.errorMessage = more.errorMessage!;
      break;
    case 'ELEMENT_MIGRATED':
      told.version = more.version!;
      break;
    case 'DECISION_EVALUATED':
      Object.assign(told, more);
      break;
    case 'TIMER_CREATED':
      told.dueAt = iso(more.dueAt as number);
      break;
    case 'MESSAGE_SUBSCRIBED':
      Object.assign(told, { messageName: more.messageName!, correlationKey: more.correlationKey! });
      break;
    case 'VARIABLES_SET':
      told.variables = { [more.name as string]: more.value! };
      break;
    case 'INCIDENT_CREATED':
      told.incidentKey = f.key;
      Object.assign(told, more);
      break;
    case 'INCIDENT_RESOLVED':
      told.incidentKey = f.key;
  }
  return told;
}

export class Fold {
  readonly history: HistoryEvent[] = [];
  readonly jobs = new Map<string, JobRecord>();
  readonly incidents = new Map<string, Incident>();
  readonly #pi: string;
  readonly #variables = new Map<string, Omit<VariableRecord, 'elementId'>>();
  /** Element ids of scopes, for the variables in them. */
  readonly #elements = new Map<string, string>();

  constructor(pi: string) {
    this.#pi = pi;
  }

  get variables(): VariableRecord[] {
    return [...this.#variables.values()].map((v) => ({
      ...v,
      elementId: this.#elements.get(v.scopeKey) ?? '',
    }));
  }

  take(f: Fact, seq: number): void {
    if (f.pi !== this.#pi) return;
    const told = toHistory(f, seq);
    if (told) {
      const { processInstanceKey: _, ...event } = told;
      this.history.push(event);
    }
    if (f.type.startsWith('ELEMENT_')) this.#elements.set(f.key, f.elementId!);
    if (f.type === 'ELEMENT_MIGRATED') {
      for (const row of [...this.jobs.values(), ...this.incidents.values()])
        if (row.elementInstanceKey === f.key) row.elementId = f.elementId!;
      return;
    }
    if (f.type.startsWith('JOB_')) this.#job(f);
    else if (f.type.startsWith('INCIDENT_')) this.#incident(f);
    else if (f.type === 'VARIABLES_SET') {
      const { name, value } = f.more as { name: string; value: Json };
      this.#variables.set(`${f.on} ${name}`, { name, value, scopeKey: f.on! });
    }
  }

  #job(f: Fact): void {
    const { more = {} } = f;
    if (f.type === 'JOB_CREATED') {
      this.jobs.set(f.key, {
        key: f.key,
        type: more.jobType as string,
        state: 'ACTIVATABLE',
        elementId: f.elementId!,
        elementInstanceKey: f.on!,
        processInstanceKey: f.pi,
        retries: more.retries as number,
        customHeaders: more.headers as Record<string, string>,
      });
      return;
    }
    const job = this.jobs.get(f.key);
    if (!job) return;
    if (f.type === 'JOB_COMPLETED') job.state = 'COMPLETED';
    else if (f.type === 'JOB_CANCELED') job.state = 'CANCELED';
    else if (f.type === 'JOB_ACTIVATED') job.state = 'ACTIVATED';
    else if (f.type === 'JOB_WAITING') job.state = 'ACTIVATABLE';
    else if (f.type === 'JOB_ERROR_THROWN') job.state = 'FAILED';
    else if (f.type === 'JOB_RETRIES_UPDATED') job.retries = more.retries as number;
    else if (f.type === 'JOB_FAILED') {
      job.retries = more.retries as number;
      job.state = job.retries > 0 && !(Number(more.backOff) > 0) ? 'ACTIVATABLE' : 'FAILED';
      if (more.errorMessage) job.errorMessage = more.errorMessage as string;
    }
  }

  #incident(f: Fact): void {
    if (f.type === 'INCIDENT_CREATED') {
      const { errorType, errorMessage, jobKey } = f.more as Record<string, string>;
      this.incidents.set(f.key, {
        incidentKey: f.key,
        processInstanceKey: f.pi,
        errorType: errorType as IncidentErrorType,
        errorMessage: errorMessage!,
        // Of an error that nobody catches Zeebe names no element: it stands where it was thrown.
        elementId: f.elementId === UNCAUGHT ? (this.#elements.get(f.on!) ?? f.elementId) : f.elementId!,
        elementInstanceKey: f.on!,
        ...(jobKey !== undefined && { jobKey }),
        state: 'ACTIVE',
        createdAt: iso(f.at),
      });
      return;
    }
    const incident = this.incidents.get(f.key);
    if (!incident) return;
    incident.state = 'RESOLVED';
    const job = incident.jobKey === undefined ? undefined : this.jobs.get(incident.jobKey);
    if (job?.state === 'FAILED') job.state = 'ACTIVATABLE';
  }
}
