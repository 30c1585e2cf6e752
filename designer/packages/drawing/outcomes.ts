/** Variables that building blocks leave behind, with their values where the package's rules name them. */
import { isObject, own } from '../../../forms/schema.ts';
import type { DrawnBlock } from '../../../processes/drawing-references.ts';
import type { BlockView } from '../../../server/blocks/schemas.ts';
import type { FieldInfo, FieldOption } from '../../modeler/context.ts';
import { fixedInput } from './fixed-input.ts';

type Outcome = Omit<FieldInfo, 'routes'>;
type RuleOf = (id: string) => Record<string, unknown> | undefined;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `result.<parameter>` of every event of a rule set, with the values that its rules give. */
function ofRuleSet(result: string, block: DrawnBlock, rule: Record<string, unknown> | undefined): Outcome[] {
  const events = [...list(rule?.rules).map((r) => own(r, 'event')), rule?.defaultOutcome];
  const values = new Map<string, Set<unknown>>();
  for (const event of events) {
    const params = own(event, 'params');
    if (!isObject(params)) continue;
    for (const [name, value] of Object.entries(params))
      values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return [...values].map(([name, found]) => {
    const options = [...found].filter((v): v is string => typeof v === 'string' && v !== '');
    const first = [...found][0];
    const type = typeof first === 'boolean' || typeof first === 'number' ? typeof first : 'string';
    return {
      name: `${result}.${name}`,
      title: `${block.name}：${name}`,
      type,
      ...(type === 'string' && options.length
        ? { options: options.map((v) => ({ value: v, title: v })) }
        : {}),
    };
  });
}

/** `result.<question>` with the rule's outcomes, and the turnout. */
function ofBallot(result: string, block: DrawnBlock, rule: Record<string, unknown> | undefined): Outcome[] {
  const outcomes = [...list(rule?.outcomes), rule?.defaultOutcome].filter(isObject);
  const options: FieldOption[] = outcomes.map((o) => ({
    value: text(o.id),
    title: text(o.title) || text(o.id),
  }));
  const questions = list(rule?.questions).filter(isObject);
  return [
    ...questions.map((q) => ({
      name: `${result}.${text(q.id)}`,
      title: `${block.name}：${text(q.title)}`,
      type: 'string',
      ...(options.length ? { options } : {}),
    })),
    { name: `${result}.turnout`, title: `${block.name}：投票率`, type: 'number' },
  ];
}

/** What the blocks on the drawings set. A block that is known sets what its definition says. */
export function outcomesOf(drawn: DrawnBlock[], blocks: BlockView[], ruleOf: RuleOf): Outcome[] {
  const byType = new Map(blocks.map((b) => [b.type, b]));
  const ruleOfRound = (round: string | undefined) => {
    const open = drawn.find((b) => b.type === 'ballot.open' && fixedInput(b, 'ballot') === round);
    return ruleOf((open && fixedInput(open, 'rule')) ?? '');
  };
  const found = drawn.flatMap((block): Outcome[] => {
    const definition = byType.get(block.type);
    return (definition?.sets ?? []).flatMap((pattern): Outcome[] => {
      const input = /<(\w+)>/.exec(pattern)?.[1] ?? '';
      const given = fixedInput(block, input);
      if (!given) return [];
      const name = pattern.replace(`<${input}>`, given);
      const inputs = new Map(definition?.inputs.map((i) => [i.type, i.name]));
      const ruleset = inputs.get('ruleset');
      const round = inputs.get('round');
      if (ruleset) return ofRuleSet(name, block, ruleOf(fixedInput(block, ruleset) ?? ''));
      if (round) return ofBallot(name, block, ruleOfRound(fixedInput(block, round)));
      if (pattern.endsWith('OnTime')) return [{ name, title: `${block.name}：是否按期`, type: 'boolean' }];
      if (pattern.endsWith('DueAt')) return [{ name, title: `${block.name}：到期日`, type: 'date' }];
      return [{ name, title: `${block.name}：结果`, type: 'string' }];
    });
  });
  return [...new Map(found.map((o) => [o.name, o])).values()];
}
