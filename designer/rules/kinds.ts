import type { Text } from './text.ts';

export type RuleKind = 'scheme' | 'weighting' | 'ruleset' | 'ballot';

/** Kinds of rule documents with their names, in the order in which they are listed. */
export const RULE_KINDS: Record<RuleKind, Text> = {
  scheme: '评价指标体系',
  weighting: '赋权规则',
  ruleset: '规则集',
  ballot: '测评规则',
};

export const isRuleKind = (kind: string): kind is RuleKind => kind in RULE_KINDS;
