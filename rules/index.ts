/** Rules (规则): pure and browser-safe. No I/O, no clock, no randomness. */
export * from './ballot/index.ts';
export * from './calendar/index.ts';
export type { Parsed } from './common/parse.ts';
export { hasErrors, jsonPointer, type Problem, RulesError } from './common/problem.ts';
export type { Exact, Fraction } from './common/rational.ts';
export * from './conditions/index.ts';
export { checkRuleDocument } from './document.ts';
export * from './ruleset/index.ts';
export * from './scheme/index.ts';
export * from './weighting/index.ts';
export * from './weights/index.ts';
