/** Rule documents as they stand in files: read, written, checked, and loosely recognised while they are being edited. */
import type { PackageProblem } from '../../processes/format.ts';
import { checkRuleDocument } from '../../rules/document.ts';
import type { RuleSet } from '../../rules/ruleset/types.ts';
import type { Indicator, Scheme } from '../../rules/scheme/types.ts';

export const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Undefined: no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

const isIndicator = (v: unknown): v is Indicator =>
  isObject(v) &&
  typeof v.id === 'string' &&
  typeof v.weight === 'number' &&
  (Array.isArray(v.children)
    ? v.children.every(isIndicator)
    : isObject(v.scale) && isObject(v.source) && typeof v.missing === 'string');

/** Enough of a scheme that a form can show it; it may have problems. */
export const isScheme = (v: unknown): v is Scheme =>
  isObject(v) &&
  v.kind === 'scheme' &&
  Array.isArray(v.facts) &&
  v.facts.every(isObject) &&
  Array.isArray(v.indicators) &&
  v.indicators.every(isIndicator);

/** Enough of a rule set that a form can show it. */
export const isRuleSet = (v: unknown): v is RuleSet =>
  isObject(v) &&
  v.kind === 'ruleset' &&
  Array.isArray(v.facts) &&
  v.facts.every(isObject) &&
  Array.isArray(v.rules) &&
  v.rules.every((r) => isObject(r) && isObject(r.conditions) && isObject(r.event));

export function problemsOf(file: string, text: string): PackageProblem[] {
  const value = readJson(text);
  if (value === undefined)
    return [{ severity: 'error', file, code: 'json', message: '不是正确的 JSON，请检查逗号、引号和括号。' }];
  return checkRuleDocument(value).map(({ severity, code, pointer, message }) => ({
    ...{ severity, file, code, message },
    place: pointer,
  }));
}
