import { OUTCOME_TYPE_TITLE, outcomeTitle } from '../../../rules/ruleset/titles.ts';
import type { RuleEvent, RuleSet } from '../../../rules/ruleset/types.ts';
import type { Text, Translate } from '../text.ts';

/** What people call a kind of outcome; one that the application does not know goes by its own name. */
export const kindTitle = (kind: string, t: Translate): string =>
  OUTCOME_TYPE_TITLE[kind] ? t(OUTCOME_TYPE_TITLE[kind] as Text) : kind;

/** The outcome with its kind before it: `等次“合格”`. */
export function saidOutcome(ruleSet: RuleSet, outcome: RuleEvent, t: Translate): string {
  const kind = kindTitle(outcome.type, t);
  const title = outcomeTitle(ruleSet, outcome);
  return title === (OUTCOME_TYPE_TITLE[outcome.type] ?? outcome.type) ? kind : `${kind}“${title}”`;
}
