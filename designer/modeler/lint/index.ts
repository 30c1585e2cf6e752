/** The lint configuration of the drawing board, in bpmnlint's terms, so that its Linter and bpmn-js-bpmnlint take it. */
import type { ModelerContext } from '../context.ts';
import type { RuleFactory } from './rule.ts';
import { OWN_RULES } from './rules.ts';
import { STANDARD_RULES } from './standard.ts';

export interface LintConfig {
  config: { rules: Record<string, 'error' | 'warn' | ['error' | 'warn', unknown]> };
  resolver: {
    resolveRule(pkg: string, name: string): RuleFactory | null;
    resolveConfig(pkg: string, name: string): null;
  };
}

const OWN_PACKAGE = 'bpmnlint-plugin-jiandu';

/** Without a context the references to forms and processes are not checked. */
export function lintConfig(context?: Pick<ModelerContext, 'forms' | 'processes'>): LintConfig {
  const rules: LintConfig['config']['rules'] = {};
  for (const [name, { severity }] of Object.entries(STANDARD_RULES)) rules[name] = severity;
  for (const [name, { severity }] of Object.entries(OWN_RULES)) rules[`jiandu/${name}`] = severity;
  if (context)
    rules['jiandu/known-reference'] = [
      'error',
      { forms: context.forms.map(({ id }) => id), processes: context.processes.map(({ id }) => id) },
    ];
  return {
    config: { rules },
    resolver: {
      resolveRule: (pkg, name) => (pkg === OWN_PACKAGE ? OWN_RULES : STANDARD_RULES)[name]?.factory ?? null,
      resolveConfig: () => null,
    },
  };
}
