/** The indexed graph that the engine runs: plain data, made once per deployed process from its XML. */

/** A static text, or a FEEL expression (written with a leading `=`). */
export type Expression = { feel: string } | { text: string };

export type ElementType =
  | 'PROCESS'
  | 'SUB_PROCESS'
  | 'EVENT_SUB_PROCESS'
  | 'START_EVENT'
  | 'INTERMEDIATE_CATCH_EVENT'
  | 'INTERMEDIATE_THROW_EVENT'
  | 'BOUNDARY_EVENT'
  | 'END_EVENT'
  | 'USER_TASK'
  | 'SERVICE_TASK'
  | 'BUSINESS_RULE_TASK'
  | 'SCRIPT_TASK'
  | 'SEND_TASK'
  | 'RECEIVE_TASK'
  | 'MANUAL_TASK'
  | 'TASK'
  | 'EXCLUSIVE_GATEWAY'
  | 'PARALLEL_GATEWAY'
  | 'INCLUSIVE_GATEWAY'
  | 'EVENT_BASED_GATEWAY'
  | 'CALL_ACTIVITY';

/** What an element instance can be: the body around the instances of a multi-instance activity has the same id. */
export type InstanceType = ElementType | 'MULTI_INSTANCE_BODY';

export interface Mapping {
  source: Expression;
  /** Variable name, or a path of names. */
  target: string[];
}

export interface JobDefinition {
  type: Expression;
  retries: Expression;
  headers: Record<string, string>;
}

export interface UserTaskDefinition {
  assignee?: Expression;
  candidateGroups?: Expression;
  candidateUsers?: Expression;
  dueDate?: Expression;
  followUpDate?: Expression;
  formKey?: string;
}

export type EventDefinition =
  | { kind: 'none' }
  | { kind: 'message'; name?: Expression; correlationKey?: Expression }
  | { kind: 'timer'; timer: { kind: 'date' | 'duration' | 'cycle'; value: Expression } }
  /** `code` absent: catches every error. */
  | { kind: 'error'; code?: Expression }
  | { kind: 'terminate' }
  | { kind: 'signal'; name?: Expression }
  /** `code` absent: catches every escalation. */
  | { kind: 'escalation'; code?: Expression }
  | { kind: 'link'; name?: string }
  /** Throwing; `activity`: id of the only activity to compensate. `wait` is what the drawing says of waiting for it. */
  | { kind: 'compensation'; activity?: string; wait: boolean };

export interface LoopDefinition {
  sequential: boolean;
  inputCollection: Expression;
  inputElement?: string;
  outputCollection?: string;
  outputElement?: Expression;
  completionCondition?: Expression;
}

export interface FlowModel {
  id: string;
  source: ElementModel;
  target: ElementModel;
  condition?: Expression;
}

export interface ElementModel {
  id: string;
  name?: string;
  type: ElementType;
  /** The scope it is drawn in; the process has none. */
  parent?: ElementModel;
  incoming: FlowModel[];
  outgoing: FlowModel[];
  defaultFlow?: FlowModel;
  inputs: Mapping[];
  outputs: Mapping[];
  event?: EventDefinition;
  /** Boundary events and starts of event sub-processes: whether they end what they are attached to. */
  interrupting: boolean;
  /** Of a boundary event. */
  attachedTo?: ElementModel;
  /** Of a compensation boundary event: the activity that undoes what it is attached to. */
  handler?: ElementModel;
  /** Of an activity: it only undoes another one; no sequence flow leads to it. */
  forCompensation?: true;
  /** Of a throwing link event: the catch event of the same name. */
  linksTo?: ElementModel;
  /** Of an activity: its boundary events. */
  boundaries: ElementModel[];
  /** Of a scope: what is drawn in it. */
  children: ElementModel[];
  /** Of a scope: its event sub-processes' start events. */
  eventSubProcessStarts: ElementModel[];
  /** Of a scope: its start events (an event sub-process has exactly one). */
  starts: ElementModel[];
  job?: JobDefinition;
  userTask?: UserTaskDefinition;
  script?: { expression: Expression; resultVariable: string };
  decision?: { decisionId: Expression; resultVariable: string };
  call?: { processId: Expression; propagateAllChildVariables: boolean; propagateAllParentVariables: boolean };
  loop?: LoopDefinition;
  /** `zeebe:properties`, such as the release stamped at publish. */
  properties: Record<string, string>;
}

export interface ProcessModel {
  bpmnProcessId: string;
  process: ElementModel;
  elements: Map<string, ElementModel>;
}
