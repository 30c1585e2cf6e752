/** Rule documents as they stand in files: read, written, checked, and loosely recognised while they are being edited. */
import type { PackageProblem } from '../../processes/format.ts';
import { feelFormulas } from '../../processes/formulas.ts';
import type { BallotRule } from '../../rules/ballot/types.ts';
import { checkRuleDocument } from '../../rules/document.ts';
import type { RuleSet } from '../../rules/ruleset/types.ts';
import type { Indicator, Scheme } from '../../rules/scheme/types.ts';
import type { WeightingRule } from '../../rules/weighting/types.ts';

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

const isTitled = (v: unknown): boolean =>
  isObject(v) && typeof v.id === 'string' && typeof v.title === 'string';
const listOf = (v: unknown, is: (x: unknown) => boolean): boolean =>
  v === undefined || (Array.isArray(v) && v.every(is));
const isOutcome = (v: unknown): boolean =>
  isTitled(v) &&
  isObject((v as { when?: unknown }).when) &&
  listOf((v as { when: { sumOf: unknown } }).when.sumOf ?? null, (c) => typeof c === 'string');

/** Enough of a voting rule that a form can show it. */
export const isBallotRule = (v: unknown): v is BallotRule =>
  isObject(v) &&
  v.kind === 'ballot' &&
  typeof v.title === 'string' &&
  listOf(
    v.questions,
    (q) =>
      isTitled(q) &&
      (listOf((q as { choices?: unknown }).choices ?? null, isTitled) ||
        isObject((q as { points?: unknown }).points)),
  ) &&
  listOf(v.outcomes, isOutcome) &&
  listOf(v.objects, isTitled) &&
  listOf(v.groups, isTitled) &&
  (v.defaultOutcome === undefined || isTitled(v.defaultOutcome)) &&
  listOf(v.examples, (e) => isObject(e) && typeof e.title === 'string' && isObject(e.sheet));

/** Enough of a weighting rule that a form can show it. */
export const isWeightingRule = (v: unknown): v is WeightingRule =>
  isObject(v) &&
  v.kind === 'weighting' &&
  typeof v.title === 'string' &&
  typeof v.scheme === 'string' &&
  isObject(v.by) &&
  (v.by.method === 'ahp' || (v.by.method === 'direct' && isObject(v.by.mean))) &&
  listOf(v.asks, (id) => typeof id === 'string');

export function problemsOf(file: string, text: string): PackageProblem[] {
  const value = readJson(text);
  if (value === undefined)
    return [{ severity: 'error', file, code: 'json', message: '不是正确的 JSON，请检查逗号、引号和括号。' }];
  return checkRuleDocument(value, { formulas: feelFormulas }).map(({ severity, code, pointer, message }) => ({
    ...{ severity, file, code, message },
    place: pointer,
  }));
}
