/**
 * What the journal keeps: facts, complete enough that `apply` needs neither a model nor an evaluation.
 * Shapes are versioned by the batch (`JOURNAL_VERSION`); an old shape stays replayable: add fields, never change one.
 */
import type { IncidentErrorType, Json } from '../engine.ts';
import type { InstanceType } from './bpmn/model.ts';
import type { DecisionTrace } from './dmn/index.ts';

export const JOURNAL_VERSION = 1;

type Vars = Record<string, Json>;

/** An event caught on behalf of an element: its id and what it brought. */
export interface Trigger {
  elementId: string;
  variables?: Vars;
}

/** Where it happened: process instance, element instance, element. */
interface Place {
  pi: string;
  key: string;
  elementId: string;
}

interface OfElement {
  pi: string;
  elementInstanceKey: string;
  elementId: string;
}

export type EngineEvent =
  | {
      type: 'PROCESS_DEPLOYED';
      key: string;
      bpmnProcessId: string;
      version: number;
      resourceName: string;
      /** Key of the resource whose XML it is drawn in. */
      resource: string;
      /** Message names that start it. */
      messageStarts: { name: string; elementId: string }[];
      /** Signal names that start it; absent: none. */
      signalStarts?: { name: string; elementId: string }[];
    }
  | { type: 'RESOURCE_DEPLOYED'; key: string; name: string; content: string }
  /** A decision requirements graph; its resource is as of a process. */
  | {
      type: 'REQUIREMENTS_DEPLOYED';
      key: string;
      requirementsId: string;
      version: number;
      resourceName: string;
      resource: string;
    }
  | {
      type: 'DECISION_DEPLOYED';
      key: string;
      decisionId: string;
      name: string;
      version: number;
      /** Key of its requirements graph. */
      requirements: string;
    }
  | ({
      type: 'ELEMENT_ACTIVATING';
      elementType: InstanceType;
      /** Flow scope; absent for a process. */
      scope?: string;
      /** Sequence flows whose token it takes. */
      flows?: string[];
      trigger?: Trigger;
      loopCounter?: number;
      root?: RootFacts;
    } & Place)
  | ({ type: 'ELEMENT_ACTIVATED' } & Place)
  | ({ type: 'ELEMENT_COMPLETING' } & Place)
  | ({ type: 'ELEMENT_COMPLETED' } & Place)
  | ({ type: 'ELEMENT_TERMINATING' } & Place)
  | ({ type: 'ELEMENT_TERMINATED' } & Place)
  /**
   * To another definition: `elements` gives its active element instances their new ids; jobs and incidents follow.
   * `compensations` is what can be undone of it in the new one; absent in old journals, and where nothing can.
   */
  | {
      type: 'INSTANCE_MIGRATED';
      pi: string;
      definition: string;
      bpmnProcessId: string;
      version: number;
      elements: Record<string, string>;
      compensations?: Record<string, { elementId: string; handlerId?: string }>;
    }
  | { type: 'SEQUENCE_FLOW_TAKEN'; pi: string; scope: string; elementId: string }
  /** Ends what runs in a scope: its tokens are gone, only `by` may still be activated in it. */
  | { type: 'SCOPE_INTERRUPTED'; pi: string; scope: string; by: string }
  /** A modification activates something in an interrupted scope: others may run in it again. */
  | { type: 'SCOPE_REOPENED'; pi: string; scope: string }
  | ({ type: 'EVENT_TRIGGERED'; trigger: Trigger } & OfElement)
  | { type: 'TRIGGER_TAKEN'; pi: string; elementInstanceKey: string }
  | { type: 'VARIABLES_SET'; pi: string; scope: string; elementId: string; variables: Vars }
  /** What a business rule task's decision gave, and why; what it writes is in the trigger that follows. */
  | ({ type: 'DECISION_EVALUATED'; decision: string; version: number; trace: DecisionTrace[] } & OfElement)
  | {
      type: 'LOOP_STARTED';
      pi: string;
      scope: string;
      elementId: string;
      size: number;
      outputCollection?: string;
    }
  | {
      type: 'LOOP_OUTPUT_SET';
      pi: string;
      scope: string;
      elementId: string;
      name: string;
      index: number;
      value: Json;
    }
  | ({
      type: 'JOB_CREATED';
      key: string;
      jobType: string;
      retries: number;
      headers?: Record<string, string>;
    } & OfElement)
  | { type: 'JOBS_ACTIVATED'; jobs: string[]; worker: string; deadline: number; local?: true }
  | ({ type: 'JOB_COMPLETED'; jobKey: string; variables?: Vars } & OfElement)
  | ({
      type: 'JOB_FAILED';
      jobKey: string;
      retries: number;
      errorMessage?: string;
      retryAt?: number;
    } & OfElement)
  | { type: 'JOB_BACKOFF_ELAPSED'; jobKey: string }
  | { type: 'JOB_TIMED_OUT'; jobKey: string }
  | { type: 'JOB_RETRIES_UPDATED'; pi: string; jobKey: string; retries: number }
  /** Its worker has it until `deadline`, and keeps it over a restart too. */
  | { type: 'JOB_TIMEOUT_UPDATED'; pi: string; jobKey: string; deadline: number }
  | ({
      type: 'JOB_ERROR_THROWN';
      jobKey: string;
      errorCode: string;
      errorMessage?: string;
      /** Somebody catches it: the job is over. Absent in histories of before 2026-11-26, too. */
      caught?: true;
    } & OfElement)
  | ({ type: 'JOB_CANCELED'; jobKey: string } & OfElement)
  | {
      type: 'TIMER_CREATED';
      key: string;
      /** Absent for a timer that starts a process: then `definition`. */
      pi?: string;
      elementInstanceKey?: string;
      definition?: string;
      elementId: string;
      dueAt: number;
      repetitions: number;
      interval?: string;
    }
  | { type: 'TIMER_TRIGGERED'; timerKey: string; pi?: string; elementInstanceKey?: string; elementId: string }
  | { type: 'TIMER_CANCELED'; timerKey: string; pi?: string; elementInstanceKey?: string; elementId: string }
  | ({
      type: 'MESSAGE_SUBSCRIBED';
      key: string;
      bpmnProcessId: string;
      name: string;
      correlationKey: string;
      interrupting: boolean;
    } & OfElement)
  | ({ type: 'MESSAGE_UNSUBSCRIBED'; subscription: string } & OfElement)
  | {
      type: 'MESSAGE_PUBLISHED';
      key: string;
      name: string;
      correlationKey: string;
      variables?: Vars;
      /** Epoch milliseconds. */
      expiresAt: number;
      messageId?: string;
    }
  | ({ type: 'MESSAGE_CORRELATED'; message: string; subscription: string; bpmnProcessId: string } & OfElement)
  /** A message that started `pi`; `correlationKey` locks its process against a second start. */
  | {
      type: 'MESSAGE_STARTED_PROCESS';
      message: string;
      bpmnProcessId: string;
      correlationKey: string;
      pi: string;
      elementId: string;
    }
  | { type: 'MESSAGE_EXPIRED'; message: string }
  | ({ type: 'SIGNAL_SUBSCRIBED'; key: string; name: string; interrupting: boolean } & OfElement)
  | ({ type: 'SIGNAL_UNSUBSCRIBED'; subscription: string } & OfElement)
  | { type: 'SIGNAL_BROADCAST'; key: string; name: string; variables?: Vars }
  | ({ type: 'SIGNAL_CAUGHT'; signal: string; subscription: string } & OfElement)
  /** An activity was completed that can be undone; `scope` is the scope it was in. */
  | ({ type: 'COMPENSATION_SUBSCRIBED'; key: string; scope: string; handlerId?: string } & OfElement)
  /** `by`: the throwing event; `handler`: the instance that will undo it. Absent for a scope, whose parts are undone. */
  | { type: 'COMPENSATION_TRIGGERED'; pi: string; subscription: string; by: string; handler?: string }
  | { type: 'COMPENSATION_COMPLETED'; pi: string; subscription: string }
  | ({
      type: 'INCIDENT_CREATED';
      key: string;
      errorType: IncidentErrorType;
      errorMessage: string;
      jobKey?: string;
    } & OfElement)
  | ({ type: 'INCIDENT_RESOLVED'; incidentKey: string } & OfElement);

export interface RootFacts {
  definition: string;
  bpmnProcessId: string;
  version: number;
  /** Of a called process: the calling instance and its call activity. */
  parent?: { pi: string; elementInstanceKey: string };
  /** Elements to start at instead of the none start event. */
  startAt?: string[];
}

export type EventType = EngineEvent['type'];
export type EventOf<T extends EventType> = Extract<EngineEvent, { type: T }>;
