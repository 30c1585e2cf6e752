import type { FactType } from './types.ts';

export type OperatorTest = (factValue: unknown, value: unknown) => boolean;

/** What stands on the right side: one value of the fact's type, a list of such, or one item of the array. */
export type OperandShape = 'same' | 'list' | 'item';

export interface OperatorDefinition {
  readonly name: string;
  readonly title: string;
  readonly factTypes: readonly FactType[];
  readonly operand: OperandShape;
  readonly test: OperatorTest;
}

/** As json-rules-engine's numberValidator: ISO dates pass it, and compare as text. */
const comparable = (v: unknown) =>
  typeof v === 'number' ? !Number.isNaN(v) : typeof v === 'string' && !Number.isNaN(Number.parseFloat(v));
const less = (a: unknown, b: unknown) => comparable(a) && comparable(b) && (a as number) < (b as number);
const lessOrEqual = (a: unknown, b: unknown) =>
  comparable(a) && comparable(b) && (a as number) <= (b as number);
const SCALAR = ['number', 'string', 'boolean', 'date'] as const;
const ORDERED = ['number', 'date'] as const;

/**
 * The operators of json-rules-engine with its semantics, in one place for the synchronous evaluator, the
 * checks and the editor; json-rules-engine is given the same functions. They are total where its own
 * are not: `in` and `notIn` with something that is no list are false and true instead of an exception, and an
 * order comparison with something that is neither number nor text is false (null is not 0). None takes code or
 * a regular expression.
 */
export const OPERATORS: readonly OperatorDefinition[] = [
  { name: 'equal', title: '等于', factTypes: SCALAR, operand: 'same', test: (a, b) => a === b },
  { name: 'notEqual', title: '不等于', factTypes: SCALAR, operand: 'same', test: (a, b) => a !== b },
  {
    name: 'in',
    title: '属于',
    factTypes: SCALAR,
    operand: 'list',
    test: (a, b) => Array.isArray(b) && b.indexOf(a) > -1,
  },
  {
    name: 'notIn',
    title: '不属于',
    factTypes: SCALAR,
    operand: 'list',
    test: (a, b) => !Array.isArray(b) || b.indexOf(a) === -1,
  },
  {
    name: 'contains',
    title: '包含',
    factTypes: ['array'],
    operand: 'item',
    test: (a, b) => Array.isArray(a) && a.indexOf(b) > -1,
  },
  {
    name: 'doesNotContain',
    title: '不包含',
    factTypes: ['array'],
    operand: 'item',
    test: (a, b) => Array.isArray(a) && a.indexOf(b) === -1,
  },
  {
    name: 'lessThan',
    title: '小于',
    factTypes: ORDERED,
    operand: 'same',
    test: less,
  },
  {
    name: 'lessThanInclusive',
    title: '小于或等于',
    factTypes: ORDERED,
    operand: 'same',
    test: lessOrEqual,
  },
  {
    name: 'greaterThan',
    title: '大于',
    factTypes: ORDERED,
    operand: 'same',
    test: (a, b) => less(b, a),
  },
  {
    name: 'greaterThanInclusive',
    title: '大于或等于',
    factTypes: ORDERED,
    operand: 'same',
    test: (a, b) => lessOrEqual(b, a),
  },
];

const BY_NAME = new Map(OPERATORS.map((o) => [o.name, o]));

/** Decorators of json-rules-engine that we allow, before the operator and a colon: `someFact:equal`. */
export const DECORATORS: Readonly<Record<'not' | 'someFact' | 'everyFact', string>> = {
  not: '并非',
  someFact: '任一项',
  everyFact: '每一项',
};
type DecoratorName = keyof typeof DECORATORS;

export interface ParsedOperator {
  readonly decorators: readonly DecoratorName[];
  readonly base: OperatorDefinition;
}

/** Undefined when the operator or a decorator is unknown. */
export function parseOperator(name: string): ParsedOperator | undefined {
  const parts = name.split(':');
  const base = BY_NAME.get(parts.pop() as string);
  if (!base || parts.length > 3 || !parts.every((p) => Object.hasOwn(DECORATORS, p))) return undefined;
  return { decorators: parts as DecoratorName[], base };
}

/** The test of an operator with its decorators, or undefined when unknown. */
export function operatorTest(name: string): OperatorTest | undefined {
  const parsed = parseOperator(name);
  if (!parsed) return undefined;
  return parsed.decorators.reduceRight<OperatorTest>((next, decorator) => {
    if (decorator === 'not') return (a, b) => !next(a, b);
    if (decorator === 'someFact') return (a, b) => Array.isArray(a) && a.some((item) => next(item, b));
    return (a, b) => Array.isArray(a) && a.every((item) => next(item, b));
  }, parsed.base.test);
}

/** 任一项等于, for the editor and for traces; the name itself when unknown. */
export function operatorTitle(name: string): string {
  const parsed = parseOperator(name);
  return parsed ? [...parsed.decorators.map((d) => DECORATORS[d]), parsed.base.title].join('') : name;
}
