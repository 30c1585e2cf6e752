/** Rules (规则): pure and browser-safe. No I/O, no clock, no randomness. */
export * from './calendar/index.ts';
export { hasErrors, jsonPointer, type Problem, RulesError } from './common/problem.ts';
