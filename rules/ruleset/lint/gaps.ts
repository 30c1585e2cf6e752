import { describeValue } from '../../conditions/describe.ts';
import type { FactDefinition, Facts } from '../../conditions/types.ts';
import { describeOutcome } from '../titles.ts';
import type { RuleDefinition, RuleSet } from '../types.ts';
import { exampleOf } from './example.ts';
import { titleOf } from './say.ts';
import { complement, intersect, isEmpty, type OrderedSet, type Span, spans } from './sets.ts';
import type { Reading, Terms, Variable } from './terms.ts';

interface Gap {
  readonly rules: readonly RuleDefinition[];
  readonly message: string;
  readonly example: Facts;
}

/**
 * Stretches of a number between bands that rules deal with, and none of them does. With a default outcome, a wide stretch
 * may be what the default is for: only what falls between two neighbouring whole numbers, or a single value, is told then.
 */
export function gapsIn(
  ruleSet: RuleSet,
  rules: readonly (Terms & { rule: RuleDefinition })[],
  reading: Reading,
): Gap[] {
  return [...reading.variables.values()].flatMap((variable): Gap[] => {
    if (variable.definition?.type !== 'number') return [];
    const bands = rules.filter((r) => r.terms.every((t) => t.has(variable.key)));
    if (bands.length < 2) return [];
    const sets = bands.flatMap((b) => b.terms.map((t) => t.get(variable.key) as OrderedSet));
    // a condition such as “not 60” or “not known” makes no band
    if (sets.some((s) => s.unknown || s.spans.length !== 1)) return [];
    const open = sets.reduce((left, s) => intersect(left, complement(s)) as OrderedSet, spans({}));
    return open.spans
      .filter((s) => s.low && s.high && (!ruleSet.defaultOutcome || isNarrow(s)))
      .flatMap((gap) => {
        const beside = bands.filter((b) =>
          b.terms.some((t) => touches(t.get(variable.key) as OrderedSet, gap)),
        );
        const example = exampleOf(new Map([[variable.key, spans(gap)]]), reading.variables);
        if (!example || beside.length === 0) return [];
        const then = ruleSet.defaultOutcome
          ? `，会落到默认的${describeOutcome(ruleSet, ruleSet.defaultOutcome)}`
          : '，没有结果';
        const names = beside.map((b) => `“${b.rule.title}”`).join('、');
        const message = `${names}没有管到${stretch(variable, gap, reading.facts)}${then}。请检查分界。`;
        return [{ rules: beside.map((b) => b.rule), message, example }];
      });
  });
}

const isNarrow = ({ low, high }: Span): boolean => {
  const [from, to] = [low?.at as number, high?.at as number];
  return from === to || (Number.isInteger(from) && to === from + 1);
};

const touches = (set: OrderedSet, gap: Span): boolean =>
  set.spans.some((s) => s.high?.at === gap.low?.at || s.low?.at === gap.high?.at) && !isEmpty(set);

function stretch(variable: Variable, { low, high }: Span, facts: readonly FactDefinition[]): string {
  const title = titleOf(variable, facts);
  const shown = (at: unknown) => describeValue(at, variable.definition);
  if (low?.at === high?.at) return `${title}恰为${shown(low?.at)}的情形`;
  const [from, to] = [low?.open ? '大于' : '不小于', high?.open ? '小于' : '不大于'];
  return `${title}${from}${shown(low?.at)}、${to}${shown(high?.at)}的情形`;
}
