import { error, jsonPointer, type Problem, shown } from '../common/problem.ts';
import { MAX_CONDITION_DEPTH } from './evaluate.ts';
import { definitionAt, FACT_TYPE_TITLE, isOfType } from './facts.ts';
import type { ParsedOperator } from './operators.ts';
import { parseOperator } from './operators.ts';
import { pathSegments } from './path.ts';
import type { FactDefinition, FactReference, NamedCondition } from './types.ts';
import { conditionKinds, isFactReference } from './types.ts';

export interface ConditionContext {
  readonly facts: readonly FactDefinition[];
  readonly shared?: readonly NamedCondition[];
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  all: ['all', 'name', 'priority'],
  any: ['any', 'name', 'priority'],
  not: ['not', 'name', 'priority'],
  condition: ['condition', 'name', 'priority'],
  fact: ['fact', 'path', 'operator', 'value', 'name', 'priority'],
};

/**
 * Checks a condition against the fact catalogue: shape, unknown facts, operators and shared conditions, values
 * of the wrong type, empty groups, paths. Never throws; each finding names its place below `pointer`.
 */
export function checkCondition(
  condition: unknown,
  context: ConditionContext,
  pointer = '',
  depth = 0,
): Problem[] {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    return [error('condition-shape', pointer, '条件应为对象，请选择“全部满足”“任一满足”或一项比较。')];
  }
  if (depth > MAX_CONDITION_DEPTH) {
    return [error('condition-depth', pointer, `条件嵌套超过 ${MAX_CONDITION_DEPTH} 层，请拆成共用条件。`)];
  }
  const kinds = conditionKinds(condition);
  const kind = kinds[0];
  if (kind === undefined || kinds.length > 1) {
    return [error('condition-shape', pointer, '条件须且只能有 all、any、not、condition、fact 之一。')];
  }
  const c = condition as Record<string, unknown>;
  const problems = Object.keys(c)
    .filter((k) => !KEYS[kind]?.includes(k))
    .map((k) =>
      error('condition-key', `${pointer}${jsonPointer([k])}`, `条件中不认识的内容“${k}”，请删去。`),
    );
  if (c.priority !== undefined && !(Number.isInteger(c.priority) && (c.priority as number) > 0)) {
    problems.push(error('condition-priority', `${pointer}/priority`, '优先级应为正整数。'));
  }
  if (kind === 'all' || kind === 'any')
    return [...problems, ...checkGroup(c[kind], kind, context, pointer, depth)];
  if (kind === 'not') return [...problems, ...checkCondition(c.not, context, `${pointer}/not`, depth + 1)];
  if (kind === 'condition') {
    if (!context.shared?.some((s) => s.name === c.condition)) {
      const message = `没有名为${shown(c.condition)}的共用条件，请先建立或另选。`;
      problems.push(error('unknown-condition', `${pointer}/condition`, message));
    }
    return problems;
  }
  return [...problems, ...checkComparison(c, context, pointer)];
}

function checkGroup(
  parts: unknown,
  kind: string,
  context: ConditionContext,
  pointer: string,
  depth: number,
): Problem[] {
  const at = `${pointer}/${kind}`;
  if (!Array.isArray(parts)) return [error('condition-shape', at, '应为条件的列表。')];
  if (parts.length === 0)
    return [error('empty-group', at, '这一组没有条件（空组会恒为真），请添加条件或删去该组。')];
  return parts.flatMap((part, i) => checkCondition(part, context, `${at}/${i}`, depth + 1));
}

/** The definition a fact and path lead to, or the problem with them. */
function target(
  ref: { fact?: unknown; path?: unknown },
  context: ConditionContext,
  pointer: string,
): { definition?: FactDefinition; problem?: Problem } {
  const definition = context.facts.find((f) => f.name === ref.fact);
  if (!definition) {
    const message = `事实目录中没有${shown(ref.fact)}，请另选或先登记。`;
    return { problem: error('unknown-fact', `${pointer}/fact`, message) };
  }
  if (ref.path === undefined) return { definition };
  if (typeof ref.path !== 'string' || !pathSegments(ref.path)) {
    const message = `路径${shown(ref.path)}无效，应为 /甲/乙 形式，不支持筛选和通配。`;
    return { problem: error('bad-path', `${pointer}/path`, message) };
  }
  const found = definitionAt(definition, ref.path);
  if (found === undefined) {
    const message = `“${definition.title}”下没有“${ref.path}”。`;
    return { problem: error('bad-path', `${pointer}/path`, message) };
  }
  return found === 'unknown' ? {} : { definition: found };
}

function checkComparison(c: Record<string, unknown>, context: ConditionContext, pointer: string): Problem[] {
  const left = target(c, context, pointer);
  const operator = typeof c.operator === 'string' ? parseOperator(c.operator) : undefined;
  const problems = left.problem ? [left.problem] : [];
  if (!operator) {
    const message = `未知的比较方式${shown(c.operator)}，请从列表中选择。`;
    problems.push(error('unknown-operator', `${pointer}/operator`, message));
  }
  if (!Object.hasOwn(c, 'value')) {
    return [...problems, error('missing-value', `${pointer}/value`, '缺少比较的值。')];
  }
  if (!isComparable(c.value)) {
    const message = `比较的值只能是数值、文字、是/否、它们的列表或另一项事实，实际是 ${shown(c.value)}。`;
    return [...problems, error('value-type', `${pointer}/value`, message)];
  }
  if (!operator || !left.definition) return problems;
  return [...problems, ...checkOperand(c.value, operator, left.definition, context, pointer)];
}

const isScalar = (v: unknown): boolean => v === null || typeof v !== 'object';
const isComparable = (v: unknown): boolean =>
  isScalar(v) || isFactReference(v) || (Array.isArray(v) && v.every(isScalar));

function checkOperand(
  value: unknown,
  operator: ParsedOperator,
  fact: FactDefinition,
  context: ConditionContext,
  pointer: string,
): Problem[] {
  const perItem = operator.decorators.some((d) => d !== 'not');
  if (perItem && fact.type !== 'array') {
    const message = `“${fact.title}”不是列表，不能逐项比较。`;
    return [error('operator-type', `${pointer}/operator`, message)];
  }
  const type = perItem ? fact.itemType : fact.type;
  if (type !== undefined && !operator.base.factTypes.includes(type)) {
    const message = `“${fact.title}”是${FACT_TYPE_TITLE[type]}，不能用“${operator.base.title}”比较。`;
    return [error('operator-type', `${pointer}/operator`, message)];
  }
  const wanted = operator.base.operand === 'item' ? fact.itemType : type;
  const at = `${pointer}/value`;
  if (isFactReference(value)) return checkReference(value, operator, wanted, context, at);
  if (value === null && /[eE]qual$/.test(operator.base.name)) return [];
  if (operator.base.operand !== 'list') return checkLiteral(value, wanted, fact, at);
  if (!Array.isArray(value))
    return [error('value-type', at, `“${operator.base.title}”要与一组值比较，请给出列表。`)];
  if (value.length === 0) return [error('value-type', at, '列表是空的，请至少给出一个值。')];
  return value.flatMap((v, i) => checkLiteral(v, wanted, fact, `${at}/${i}`));
}

function checkReference(
  value: FactReference,
  operator: ParsedOperator,
  wanted: FactDefinition['type'] | undefined,
  context: ConditionContext,
  pointer: string,
): Problem[] {
  const right = target(value, context, pointer);
  if (right.problem) return [right.problem];
  const type = right.definition?.type;
  const needed = operator.base.operand === 'list' ? 'array' : wanted;
  if (type === undefined || needed === undefined || type === needed) return [];
  const message = `用来比较的“${right.definition?.title}”应为${FACT_TYPE_TITLE[needed]}。`;
  return [error('value-type', `${pointer}/fact`, message)];
}

function checkLiteral(
  value: unknown,
  type: FactDefinition['type'] | undefined,
  fact: FactDefinition,
  pointer: string,
): Problem[] {
  if (type === undefined) return [];
  if (!isOfType(value, type)) {
    const message = `与“${fact.title}”比较的值应为${FACT_TYPE_TITLE[type]}，实际是 ${shown(value)}。`;
    return [error('value-type', pointer, message)];
  }
  if (fact.options && !fact.options.some((o) => o.value === value)) {
    const message = `${shown(value)}不在“${fact.title}”的选项中，该条件不会按预期成立。`;
    return [error('value-option', pointer, message)];
  }
  return [];
}
