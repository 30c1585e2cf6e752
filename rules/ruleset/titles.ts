import type { RuleEvent, RuleSet } from './types.ts';

/** What people call the kinds of outcome that the application knows (等次, 一票否决 …). */
export const OUTCOME_TYPE_TITLE: Readonly<Record<string, string>> = {
  grade: '等次',
  veto: '一票否决',
  route: '分送',
  class: '类别',
};

type Params = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const same = (a: Params, b: Params): boolean =>
  Object.entries(a).every(([k, v]) => k === 'title' || (Object.hasOwn(b, k) && text(b[k]) === text(v)));

/**
 * The title of an outcome: its own `title`, else that of another rule of the set with the same type and values. Values
 * that have no title anywhere are shown as they are; without any, the type's title.
 */
export function outcomeTitle(ruleSet: Pick<RuleSet, 'rules' | 'defaultOutcome'>, outcome: RuleEvent): string {
  const params: Params = outcome.params ?? {};
  if (typeof params.title === 'string' && params.title !== '') return params.title;
  const { rules, defaultOutcome } = ruleSet;
  const events = [...rules.map((r) => r.event), ...(defaultOutcome ? [defaultOutcome] : [])];
  const values = Object.values(params).filter((v) => v !== '');
  const like =
    values.length > 0 &&
    events.find(
      (e) =>
        e.type === outcome.type &&
        typeof e.params?.title === 'string' &&
        e.params.title !== '' &&
        same(params, e.params),
    );
  if (like) return like.params?.title as string;
  return values.map(text).join(' ') || (OUTCOME_TYPE_TITLE[outcome.type] ?? outcome.type);
}

/** With the kind before it: `等次“合格”`. */
export function describeOutcome(
  ruleSet: Pick<RuleSet, 'rules' | 'defaultOutcome'>,
  outcome: RuleEvent,
): string {
  const kind = OUTCOME_TYPE_TITLE[outcome.type] ?? outcome.type;
  const title = outcomeTitle(ruleSet, outcome);
  return title === kind ? kind : `${kind}“${title}”`;
}

/** Outcomes in one sentence part; `没有结果` when there is none. */
export const describeOutcomes = (
  ruleSet: Pick<RuleSet, 'rules' | 'defaultOutcome'>,
  outcomes: readonly RuleEvent[],
): string => outcomes.map((o) => describeOutcome(ruleSet, o)).join('、') || '没有结果';
