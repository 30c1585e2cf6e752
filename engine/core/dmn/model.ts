/** Decisions as the engine evaluates them: plain data, made once per deployed resource from its XML. */

export type HitPolicy = 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
export type Aggregator = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface TableInput {
  id: string;
  /** Its label, or its expression. */
  name: string;
  feel: string;
}

export interface TableOutput {
  id: string;
  /** Name of the entry that it makes in the result of a table with several outputs. */
  name: string;
  label: string;
  /** Allowed values in their order of priority, as text; of strings without their quotes. */
  priorities: string[];
  /** What it gives when no rule matches. */
  defaultFeel?: string;
}

export interface TableRule {
  id: string;
  /** Unary tests, one per input; empty text: anything. */
  tests: string[];
  /** One per output. */
  outputs: string[];
}

export interface DecisionTable {
  hitPolicy: HitPolicy;
  aggregator?: Aggregator;
  inputs: TableInput[];
  outputs: TableOutput[];
  rules: TableRule[];
}

export interface Parameter {
  name: string;
  type?: string;
}

export type Logic =
  | { kind: 'LITERAL_EXPRESSION'; feel: string }
  | { kind: 'DECISION_TABLE'; table: DecisionTable }
  /** An entry sees those before it; `result` absent: the entries are the value. */
  | { kind: 'CONTEXT'; entries: { name: string; logic: Logic }[]; result?: Logic }
  | { kind: 'LIST'; items: Logic[] }
  | { kind: 'RELATION'; columns: string[]; rows: Logic[][] }
  /** `knowledge`: id of a business knowledge model. */
  | { kind: 'INVOCATION'; knowledge: string; bindings: { name: string; feel: string }[] }
  | { kind: 'FUNCTION'; parameters: Parameter[]; feel: string };

export interface DecisionModel {
  id: string;
  name: string;
  /** Under which decisions that require it see its value: the name of its variable, else its id. */
  result: Parameter;
  logic: Logic;
  /** Ids of the decisions that it requires. */
  requires: string[];
  /** Ids of the business knowledge models that it calls. */
  knows: string[];
}

export interface KnowledgeModel {
  id: string;
  name: string;
  parameters: Parameter[];
  logic: Logic;
  knows: string[];
}

/** A decision requirements graph: all of one resource. */
export interface RequirementsModel {
  id: string;
  name: string;
  /** By id, in the order of the file. */
  decisions: Map<string, DecisionModel>;
  knowledge: Map<string, KnowledgeModel>;
}
