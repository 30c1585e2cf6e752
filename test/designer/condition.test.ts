import fc from 'fast-check';
import { evaluate } from 'feelin';
import { describe, expect, it } from 'vitest';
import type { Condition, ConditionRow, Scalar } from '../../designer/modeler/plain/condition.ts';
import { isComplete, readCondition, writeCondition } from '../../designer/modeler/plain/condition.ts';

const NAMES = ['replyClass', 'agreed', 'params.limit', '办理类别', 'n_1'];
const name = fc.constantFrom(...NAMES);
const decimal = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100);
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  decimal,
  fc.boolean(),
);
const valued = fc.oneof(
  scalar,
  name.map((ref) => ({ ref })),
);
const row: fc.Arbitrary<ConditionRow> = fc.oneof(
  fc.record({ field: name, op: fc.constantFrom('eq', 'ne', 'has', 'hasNot' as const), value: valued }),
  fc.record({ field: name, op: fc.constantFrom('lt', 'le', 'gt', 'ge' as const), value: decimal }),
  fc.record({
    field: name,
    op: fc.constantFrom('in', 'notIn' as const),
    value: fc.array(scalar, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ field: name, op: fc.constantFrom('empty', 'notEmpty' as const) }),
  fc.record({
    field: name,
    op: fc.constantFrom('before', 'after' as const),
    value: fc.constant('2026-03-01'),
  }),
  fc.record({ field: name, op: fc.constant('contains' as const), value: fc.string({ minLength: 1 }) }),
) as fc.Arbitrary<ConditionRow>;

describe('conditions on arrows', () => {
  it('reads back every condition that it wrote', () => {
    const condition = fc.record({
      join: fc.constantFrom('and', 'or' as const),
      rows: fc.array(row, { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(condition, (given) => {
        // one row says nothing about how rows are joined
        const expected: Condition = given.rows.length === 1 ? { ...given, join: 'and' } : given;
        expect(readCondition(writeCondition(given))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('writes the documented FEEL', () => {
    const rows: ConditionRow[] = [
      { field: 'replyClass', op: 'eq', value: 'B' },
      { field: 'agreed', op: 'eq', value: true },
    ];
    expect(writeCondition({ join: 'and', rows })).toBe('=replyClass = "B" and agreed = true');
  });

  it.each([
    [{ field: 'a', op: 'in', value: ['A', 'B'] }, { a: 'B' }, true],
    [{ field: 'a', op: 'notIn', value: ['A', 'B'] }, { a: 'B' }, false],
    [{ field: 'a', op: 'empty' }, {}, true],
    [{ field: 'a', op: 'notEmpty' }, { a: 0 }, true],
    [{ field: 'a', op: 'has', value: 'x' }, { a: ['x', 'y'] }, true],
    [{ field: 'a', op: 'hasNot', value: 'x' }, { a: ['y'] }, true],
    [{ field: 'a', op: 'before', value: '2026-03-01' }, { a: '2026-02-28' }, true],
    [{ field: 'a', op: 'after', value: '2026-03-01' }, { a: '2026-02-28' }, false],
    [{ field: 'a', op: 'ge', value: { ref: 'params.limit' } }, { a: 3, params: { limit: 3 } }, true],
    [{ field: 'a', op: 'contains', value: '学校' }, { a: '某学校门口' }, true],
    [{ field: 'a', op: 'eq', value: '引号"与\\反斜杠\n换行' }, { a: '引号"与\\反斜杠\n换行' }, true],
  ] as [ConditionRow, Record<string, unknown>, boolean][])('%j means what it says', (given, facts, meant) => {
    const feel = writeCondition({ join: 'and', rows: [given] })?.slice(1) ?? '';
    expect(evaluate(feel, facts).value).toBe(meant);
  });

  it.each([
    ['=replyClass in ("A", "B")', { field: 'replyClass', op: 'in', value: ['A', 'B'] }],
    ['=(replyClass = "A")', { field: 'replyClass', op: 'eq', value: 'A' }],
    ['=accepted', { field: 'accepted', op: 'eq', value: true }],
    ['=result.process = "satisfied"', { field: 'result.process', op: 'eq', value: 'satisfied' }],
  ] as [string, ConditionRow][])('understands %s as written by hand', (source, expected) => {
    expect(readCondition(source)?.rows).toEqual([expected]);
  });

  it.each([
    '=a = 1 and (b = 2 or c = 3)',
    '=count(a) > 2',
    '=a + 1 = 2',
    '=a = ',
    '=if a then b else c',
    '=not(a = 1)',
  ])('leaves %s to the expert mode', (source) => {
    expect(readCondition(source)).toBeUndefined();
  });

  it('leaves out rows that are not filled in', () => {
    expect(isComplete({ field: '', op: 'eq', value: 'A' })).toBe(false);
    expect(writeCondition({ join: 'or', rows: [{ field: 'a', op: 'eq' }] })).toBeUndefined();
    expect(readCondition(undefined)).toEqual({ join: 'and', rows: [] });
  });
});
