/**
 * What the drawing board must know of the package around the drawing, so that an administrator can choose instead of
 * type. The page that mounts the board builds it from the package's files; the board never loads anything itself.
 */

export interface Choice {
  id: string;
  title: string;
}

/** A routed process variable: a form field, a parameter or what a building block leaves behind. */
export interface VariableInfo {
  name: string;
  title: string;
  /** An array of ids instead of one. */
  multiple?: boolean;
}

export type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'date' | 'date-time';

export interface FieldOption {
  value: string | number | boolean;
  title: string;
}

export interface FieldInfo {
  name: string;
  title: string;
  type: FieldType | (string & {});
  options?: FieldOption[];
  /** The value becomes a process variable, so a drawing may route by it. */
  routes: boolean;
}

export interface FormInfo extends Choice {
  fields: FieldInfo[];
}

export interface ParameterInfo {
  name: string;
  title: string;
  type: string;
}

export interface ModelerContext {
  roles: Choice[];
  /** Roles within a body, such as its head: a step may go to those of one role only. */
  bodyRoles?: Choice[];
  /** Routed fields whose value is a body's id, or (with `multiple`) an array of them. */
  bodiesVariables: VariableInfo[];
  /** Routed fields whose value is a person's user id, or (with `multiple`) an array of them. */
  deputyVariables: VariableInfo[];
  forms: FormInfo[];
  parameters: ParameterInfo[];
  processes: Choice[];
  ruleSets: Choice[];
  ballots: Choice[];
  schemes: Choice[];
  /** Decisions (DMN) of the package, for business rule tasks. */
  decisions: Choice[];
  documents: Choice[];
  /** Letters, publications and registers where a building block's template asks for one by `x-choices`. */
  publications?: Choice[];
  registers?: Choice[];
  /** Clocks and ballot rounds that blocks of the package start, and packages that a case may start. */
  clocks?: Choice[];
  rounds?: Choice[];
  packages?: Choice[];
  /** Element templates (bpmn-io's JSON) of the building blocks. */
  elementTemplates: object[];
  /** Messages that a drawing may wait for, such as those of clocks and ballots. */
  messages?: { name: string; title: string }[];
  /** Variables that are no form field: outcomes of building blocks. Offered in conditions beside the fields. */
  outcomes?: Omit<FieldInfo, 'routes'>[];
}

export const emptyContext: ModelerContext = {
  roles: [],
  bodiesVariables: [],
  deputyVariables: [],
  forms: [],
  parameters: [],
  processes: [],
  ruleSets: [],
  ballots: [],
  schemes: [],
  decisions: [],
  documents: [],
  elementTemplates: [],
};

/** A finding of the live lint. `severity` as in PackageProblem (`info` counts as a warning). */
export interface DrawingProblem {
  severity: 'error' | 'warning';
  elementId: string;
  /** The element's name on the drawing, when it has one. */
  elementName?: string;
  rule: string;
  message: string;
}

/** Fields that a condition may compare, each variable once: routed form fields, parameters, outcomes. */
export function conditionFields(context: ModelerContext): (Omit<FieldInfo, 'routes'> & { group: string })[] {
  const found = new Map<string, Omit<FieldInfo, 'routes'> & { group: string }>();
  for (const form of context.forms)
    for (const field of form.fields)
      if (field.routes && !found.has(field.name)) found.set(field.name, { ...field, group: form.title });
  for (const outcome of context.outcomes ?? [])
    if (!found.has(outcome.name)) found.set(outcome.name, { ...outcome, group: '业务模块结果' });
  for (const parameter of context.parameters) {
    const name = `params.${parameter.name}`;
    found.set(name, { name, title: parameter.title, type: parameter.type, group: '参数' });
  }
  return [...found.values()];
}
