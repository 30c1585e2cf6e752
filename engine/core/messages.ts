/** Wording of incidents, as Zeebe has it, so that a Zeebe user knows it at sight. */
import type { Json } from '../engine.ts';
import type { Expression } from './bpmn/model.ts';

export function typeName(value: Json): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'ARRAY';
  return typeof value === 'object' ? 'OBJECT' : (typeof value).toUpperCase();
}

export function evaluationProblem(e: Expression, expected: string, value: Json, warnings: string[]): string {
  const text = 'feel' in e ? e.feel : e.text;
  const found = `Expected result of the expression '${text}' to be '${expected}', but was '${typeName(value)}'.`;
  return warnings.length
    ? `${found} The evaluation reported the following warnings:\n${warnings.join('\n')}`
    : found;
}

export const isText = (v: Json): v is string => typeof v === 'string';
export const isBoolean = (v: Json): v is boolean => typeof v === 'boolean';
export const isList = (v: Json): v is Json[] => Array.isArray(v);
