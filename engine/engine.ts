/**
 * The Engine interface: what a workflow engine must do for Jiandu, named as a Zeebe client names it.
 *
 * Two adapters implement it: `engine/embedded` (in process, durable, the default) and `engine/zeebe` (a cluster).
 * Keys are strings, because Zeebe's are 64-bit. Instants are ISO 8601 strings in UTC; durations are ISO 8601.
 */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Variables = Record<string, Json>;

/** What an engine can do beyond the common semantics; `check` compares a drawing with this. */
export interface EngineCapabilities {
  /** Whether `history()` knows single elements, or nothing. */
  history: 'element' | 'none';
  migrate: boolean;
  /** Zeebe 8.5 refuses an inclusive gateway with more than one incoming flow. */
  inclusiveJoin: boolean;
}

export interface ResourceToDeploy {
  /** File name; its ending (`.bpmn`, `.dmn`) tells the kind. */
  name: string;
  content: string;
}

export interface DeployedProcess {
  bpmnProcessId: string;
  version: number;
  processDefinitionKey: string;
  resourceName: string;
}

export interface DeployedDecision {
  dmnDecisionId: string;
  version: number;
  decisionKey: string;
  resourceName: string;
}

export interface Deployment {
  key: string;
  processes: DeployedProcess[];
  decisions: DeployedDecision[];
}

export interface CreateProcessInstance {
  bpmnProcessId: string;
  /** Absent: the latest. */
  version?: number;
  variables?: Variables;
  /** Start before these elements instead of at the none start event. */
  startInstructions?: { elementId: string }[];
}

export interface CreatedProcessInstance {
  processInstanceKey: string;
  bpmnProcessId: string;
  version: number;
  processDefinitionKey: string;
}

/** An activated job as a worker gets it. `deadline` is an ISO instant: until then the job is this worker's. */
export interface Job {
  key: string;
  type: string;
  elementId: string;
  elementInstanceKey: string;
  processInstanceKey: string;
  bpmnProcessId: string;
  processDefinitionVersion: number;
  customHeaders: Record<string, string>;
  variables: Variables;
  retries: number;
  deadline: string;
}

export interface ActivateJobs {
  type: string;
  maxJobsToActivate: number;
  /** Milliseconds. */
  timeout: number;
  worker: string;
  /** Only these variables; absent: all visible ones. */
  fetchVariable?: string[];
}

export interface WorkerOptions {
  taskType: string;
  /** Completes, fails or throws by itself through the engine; a rejected promise fails the job with one retry less. */
  taskHandler: (job: Job) => Promise<void>;
  maxJobsToActivate?: number;
  /** Milliseconds; default 60 000. */
  timeout?: number;
  fetchVariable?: string[];
}

export interface Worker {
  /** Takes no more jobs and resolves when those in hand are done. */
  close(): Promise<void>;
}

export interface ModifyProcessInstance {
  processInstanceKey: string;
  activateInstructions?: {
    elementId: string;
    /** Scope to activate in; needed only if several instances of the scope are active. */
    ancestorElementInstanceKey?: string;
    variableInstructions?: { scopeId?: string; variables: Variables }[];
  }[];
  terminateInstructions?: { elementInstanceKey: string }[];
}

export interface MigrateProcessInstance {
  processInstanceKey: string;
  targetProcessDefinitionKey: string;
  mappingInstructions: { sourceElementId: string; targetElementId: string }[];
}

export type DecisionType =
  | 'DECISION_TABLE'
  | 'LITERAL_EXPRESSION'
  | 'CONTEXT'
  | 'INVOCATION'
  | 'LIST'
  | 'RELATION';

export interface EvaluatedInput {
  inputId: string;
  /** Its label, or its expression. */
  inputName: string;
  inputValue: Json;
}

export interface MatchedRule {
  ruleId: string;
  /** From 1. */
  ruleIndex: number;
  evaluatedOutputs: { outputId: string; outputName: string; outputValue: Json }[];
}

export interface EvaluatedDecision {
  decisionId: string;
  decisionKey: string;
  decisionName: string;
  decisionVersion: number;
  decisionOutput: Json;
  /** What was evaluated for it, in that order: required decisions first, itself last. */
  evaluatedDecisions: {
    decisionId: string;
    decisionKey: string;
    decisionName: string;
    decisionVersion: number;
    decisionType: DecisionType;
    output: Json;
    /** Of a decision table. */
    evaluatedInputs: EvaluatedInput[];
    matchedRules: MatchedRule[];
  }[];
}

/** Commands. Each resolves only when what it did is durable; a command that does not fit rejects with a `Rejection`. */
export interface Engine {
  readonly capabilities: EngineCapabilities;
  deployResources(resources: ResourceToDeploy[]): Promise<Deployment>;
  createProcessInstance(r: CreateProcessInstance): Promise<CreatedProcessInstance>;
  /** Resolves when the instance has ended; rejects when it is terminated. */
  createProcessInstanceWithResult(
    r: CreateProcessInstance & { fetchVariables?: string[] },
  ): Promise<CreatedProcessInstance & { variables: Variables }>;
  cancelProcessInstance(processInstanceKey: string): Promise<void>;
  publishMessage(r: {
    name: string;
    correlationKey: string;
    variables?: Variables;
    /** Milliseconds the message waits for a subscriber; default 0. */
    timeToLive?: number;
    /** A second message with the same name, key and id is rejected with ALREADY_EXISTS while the first is buffered. */
    messageId?: string;
  }): Promise<{ key: string }>;
  broadcastSignal(r: { signalName: string; variables?: Variables }): Promise<{ key: string }>;
  activateJobs(r: ActivateJobs): Promise<Job[]>;
  completeJob(r: { jobKey: string; variables?: Variables }): Promise<void>;
  /** `retryBackOff` in milliseconds. With `retries: 0` an incident JOB_NO_RETRIES is made. */
  failJob(r: { jobKey: string; retries: number; errorMessage: string; retryBackOff?: number }): Promise<void>;
  throwError(r: {
    jobKey: string;
    errorCode: string;
    errorMessage?: string;
    variables?: Variables;
  }): Promise<void>;
  updateJobRetries(r: { jobKey: string; retries: number }): Promise<void>;
  /**
   * Lets an activated job be its worker's for `timeout` milliseconds from now. It stays so over a restart, also where the
   * jobs of in-process workers are else given out again.
   */
  updateJobTimeout(r: { jobKey: string; timeout: number }): Promise<void>;
  createWorker(o: WorkerOptions): Worker;
  setVariables(r: { elementInstanceKey: string; variables: Variables; local?: boolean }): Promise<void>;
  resolveIncident(r: { incidentKey: string }): Promise<void>;
  modifyProcessInstance(r: ModifyProcessInstance): Promise<void>;
  migrateProcessInstance(r: MigrateProcessInstance): Promise<void>;
  /**
   * Evaluates the latest version of a decision, or the one of `decisionKey`. Nothing is kept of it. A decision that
   * cannot be evaluated rejects with INVALID_ARGUMENT and the reason.
   */
  evaluateDecision(
    r: ({ decisionId: string } | { decisionKey: string }) & { variables?: Variables },
  ): Promise<EvaluatedDecision>;
  close(): Promise<void>;
}

export type ProcessInstanceState = 'ACTIVE' | 'COMPLETED' | 'TERMINATED';

export interface ProcessInstance {
  processInstanceKey: string;
  bpmnProcessId: string;
  version: number;
  state: ProcessInstanceState;
  parentProcessInstanceKey?: string;
  startedAt: string;
  endedAt?: string;
}

export interface VariableRecord {
  name: string;
  value: Json;
  scopeKey: string;
  /** The scope's element; the root scope has the bpmnProcessId. */
  elementId: string;
}

export type JobState = 'ACTIVATABLE' | 'ACTIVATED' | 'FAILED' | 'COMPLETED' | 'CANCELED';

export interface JobRecord {
  key: string;
  type: string;
  state: JobState;
  elementId: string;
  elementInstanceKey: string;
  processInstanceKey: string;
  retries: number;
  customHeaders: Record<string, string>;
  errorMessage?: string;
}

export type IncidentErrorType =
  | 'CONDITION_ERROR'
  | 'IO_MAPPING_ERROR'
  | 'JOB_NO_RETRIES'
  | 'CALLED_ELEMENT_ERROR'
  | 'CALLED_DECISION_ERROR'
  | 'UNHANDLED_ERROR_EVENT'
  | 'EXTRACT_VALUE_ERROR'
  | 'DECISION_EVALUATION_ERROR'
  | 'MESSAGE_SIZE_EXCEEDED'
  | 'EXECUTION_LIMIT_EXCEEDED'
  | 'UNKNOWN';

export interface Incident {
  incidentKey: string;
  processInstanceKey: string;
  errorType: IncidentErrorType;
  errorMessage: string;
  elementId: string;
  elementInstanceKey: string;
  jobKey?: string;
  state: 'ACTIVE' | 'RESOLVED';
  createdAt: string;
}

export type HistoryEventType =
  | 'ELEMENT_ACTIVATED'
  | 'ELEMENT_COMPLETED'
  | 'ELEMENT_TERMINATED'
  | 'SEQUENCE_FLOW_TAKEN'
  | 'JOB_CREATED'
  | 'JOB_COMPLETED'
  | 'JOB_FAILED'
  /** Only where somebody catches it: the job is over. */
  | 'JOB_ERROR_THROWN'
  | 'JOB_CANCELED'
  | 'TIMER_CREATED'
  | 'TIMER_TRIGGERED'
  | 'TIMER_CANCELED'
  | 'MESSAGE_SUBSCRIBED'
  | 'MESSAGE_CORRELATED'
  | 'VARIABLES_SET'
  | 'DECISION_EVALUATED'
  | 'INSTANCE_MIGRATED'
  | 'INCIDENT_CREATED'
  | 'INCIDENT_RESOLVED';

export interface HistoryEvent {
  /** Grows along the instance; no two events of one engine share it. */
  seq: number;
  at: string;
  type: HistoryEventType;
  /** For SEQUENCE_FLOW_TAKEN the flow's id. */
  elementId?: string;
  elementInstanceKey?: string;
  jobKey?: string;
  incidentKey?: string;
  [detail: string]: Json | undefined;
}

/** What Operate would answer on a cluster. */
export interface EngineReads {
  processInstances(f: {
    processInstanceKey?: string;
    bpmnProcessId?: string;
    parentProcessInstanceKey?: string;
    state?: ProcessInstanceState;
  }): Promise<ProcessInstance[]>;
  variables(processInstanceKey: string): Promise<VariableRecord[]>;
  jobs(f: { processInstanceKey?: string; type?: string; state?: JobState }): Promise<JobRecord[]>;
  incidents(f: { processInstanceKey?: string; state?: 'ACTIVE' | 'RESOLVED' }): Promise<Incident[]>;
  history(processInstanceKey: string): Promise<HistoryEvent[]>;
  /** Resolves when all that the engine did before this call can be read. On a cluster: rejects if it does not arrive. */
  caughtUp(): Promise<void>;
  /** Resolves when nothing goes on by itself any more, and all can be read. Jobs in workers' hands do not count. */
  idle(): Promise<void>;
  /**
   * Tells of what happened once it is durable; used to withdraw tasks whose job was cancelled, to refresh pages and
   * to follow a case to its end. Listeners must be idempotent: after a crash the engine may tell the last of it again
   * when `from` (a HistoryEvent.seq) is given.
   */
  subscribe(
    listener: (e: HistoryEvent & { processInstanceKey: string }) => void,
    o?: { from?: number },
  ): { close(): void };
}

export type RejectionCode = 'NOT_FOUND' | 'INVALID_STATE' | 'INVALID_ARGUMENT' | 'ALREADY_EXISTS';

/** A problem of a drawing that keeps it from being deployed. */
export interface DrawingProblem {
  /** Resource (file) name. */
  resource: string;
  elementId?: string;
  /** A stable word for the rule that was broken, such as `unsupported-element`. */
  code: string;
  message: string;
  /** The same in Chinese, for people. */
  messageZh: string;
}

/** A command that does not fit the state; nothing has changed. */
export class Rejection extends Error {
  readonly code: RejectionCode;
  /** For a refused deployment: each problem with its place. */
  readonly problems: DrawingProblem[];
  constructor(code: RejectionCode, message: string, problems: DrawingProblem[] = []) {
    super(message);
    this.name = 'Rejection';
    this.code = code;
    this.problems = problems;
  }
}

export type EmbeddedEngine = Engine &
  EngineReads & {
    /** Manual clock only: moves the clock by an ISO 8601 duration and fires what falls due on the way, in order. */
    advanceTime(duration: string): Promise<void>;
    /** The engine's clock, as an ISO instant. */
    now(): string;
  };
