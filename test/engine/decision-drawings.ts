/** Compact DMN for tests: `dmn(decision('d', table({ inputs: ['a'], outputs: ['x'], rules: [['> 1', '"big"']] })))`. */
import { xmlText } from './drawings.ts';

export const DMN13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export const definitions = (namespace: string, id: string, ...parts: string[]) =>
  `<definitions xmlns="${namespace}" id="${id}" name="${id}" namespace="http://camunda.org/schema/1.0/dmn">${parts.join('')}</definitions>`;
export const dmn = (...parts: string[]) => definitions(DMN13, 'drg', ...parts);

const text = (s: string) => `<text>${xmlText(s)}</text>`;

export interface DecisionFacts {
  name?: string;
  /** Name of its variable; what decisions that require it see. */
  variable?: string;
  requires?: string[];
  knows?: string[];
  needsInput?: string[];
}

export const variable = (name: string, type?: string) =>
  `<variable name="${name}"${type ? ` typeRef="${type}"` : ''}/>`;

const requirement = (kind: 'information' | 'knowledge', what: string, id: string) =>
  `<${kind}Requirement><required${what} href="#${id}"/></${kind}Requirement>`;

export const decision = (id: string, logic: string, f: DecisionFacts = {}) =>
  `<decision id="${id}" name="${f.name ?? id}">${f.variable ? variable(f.variable) : ''}${[
    ...(f.requires ?? []).map((r) => requirement('information', 'Decision', r)),
    ...(f.needsInput ?? []).map((r) => requirement('information', 'Input', r)),
    ...(f.knows ?? []).map((r) => requirement('knowledge', 'Knowledge', r)),
  ].join('')}${logic}</decision>`;

export const inputData = (id: string, name = id) => `<inputData id="${id}" name="${name}"/>`;

export const literal = (expression: string) => `<literalExpression>${text(expression)}</literalExpression>`;

export interface OutputFacts {
  name: string;
  type?: string;
  /** Allowed values, in their order of priority. */
  values?: string;
  /** Expression of the default output entry. */
  default?: string;
}

export interface TableFacts {
  hit?: string;
  aggregation?: string;
  /** Input expressions. */
  inputs: string[];
  outputs: (string | OutputFacts)[];
  /** Input entries, then output entries. */
  rules: string[][];
}

export function table(t: TableFacts): string {
  const outputs = t.outputs.map((o) => (typeof o === 'string' ? { name: o } : o));
  const attributes = `${t.hit ? ` hitPolicy="${t.hit}"` : ''}${t.aggregation ? ` aggregation="${t.aggregation}"` : ''}`;
  const heads = [
    ...t.inputs.map(
      (e, i) => `<input id="i${i}"><inputExpression id="ie${i}">${text(e)}</inputExpression></input>`,
    ),
    ...outputs.map(
      (o, i) =>
        `<output id="o${i}" name="${o.name}"${o.type ? ` typeRef="${o.type}"` : ''}>${
          o.values ? `<outputValues>${text(o.values)}</outputValues>` : ''
        }${o.default ? `<defaultOutputEntry>${text(o.default)}</defaultOutputEntry>` : ''}</output>`,
    ),
  ];
  const rules = t.rules.map((cells, n) => {
    const entries = cells.map((c, i) => {
      const kind = i < t.inputs.length ? 'inputEntry' : 'outputEntry';
      return `<${kind} id="r${n}c${i}">${text(c)}</${kind}>`;
    });
    return `<rule id="r${n}">${entries.join('')}</rule>`;
  });
  return `<decisionTable${attributes}>${heads.join('')}${rules.join('')}</decisionTable>`;
}

/** `[name, logic]` pairs; a last one without a name gives the result. */
export const context = (...entries: [name: string, logic: string][]) =>
  `<context>${entries
    .map(([name, logic]) => `<contextEntry>${name ? variable(name) : ''}${logic}</contextEntry>`)
    .join('')}</context>`;

export const list = (...items: string[]) => `<list>${items.join('')}</list>`;
export const relation = (columns: string[], ...rows: string[][]) =>
  `<relation>${columns.map((c) => `<column name="${c}"/>`).join('')}${rows
    .map((r) => `<row>${r.join('')}</row>`)
    .join('')}</relation>`;
export const invocation = (name: string, ...bindings: [parameter: string, logic: string][]) =>
  `<invocation>${literal(name)}${bindings
    .map(([p, logic]) => `<binding><parameter name="${p}"/>${logic}</binding>`)
    .join('')}</invocation>`;
export const knowledge = (id: string, parameters: string[], logic: string, knows: string[] = []) =>
  `<businessKnowledgeModel id="${id}" name="${id}"><encapsulatedLogic>${parameters
    .map((p) => `<formalParameter name="${p}"/>`)
    .join('')}${logic}</encapsulatedLogic>${knows
    .map((k) => requirement('knowledge', 'Knowledge', k))
    .join('')}</businessKnowledgeModel>`;
export const functionOf = (parameters: string[], logic: string) =>
  `<functionDefinition>${parameters.map((p) => `<formalParameter name="${p}"/>`).join('')}${logic}</functionDefinition>`;
