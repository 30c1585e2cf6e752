import fc from 'fast-check';
import { evaluate } from 'feelin';
import { expect, test } from 'vitest';
import { evaluateFeel, feelProblems, scopeOf } from '../../engine/core/feel/index.ts';
import type { Json } from '../../engine/engine.ts';

const clock = { at: Date.parse('2026-03-01T20:00:00Z'), zone: 'Asia/Shanghai' };
const CONTEXTS: Record<string, Json>[] = [
  {},
  { a: 1, b: 2, s: 'x', l: [1, 2], o: { k: 'v', n: null }, t: true, f: false, z: null },
  { a: 'x', b: 1, s: 3, l: [{ k: 1 }, { k: 2 }], o: [1], t: null, f: true, z: 0, 类别: 'B' },
];
const EXPRESSIONS = [
  'a',
  'a = b',
  'a != b',
  'z = null',
  'a != null',
  't and f',
  't or z',
  'f or z',
  'not(t)',
  '(a + b) * 2 - 1',
  'a / 0',
  's + "y"',
  'o.k',
  'o.k.q',
  'l.k',
  'l[1]',
  'l[-1]',
  'if t then a else b',
  '[a, b, o.k]',
  '{ x: a, y: x }',
  '类别 = "B"',
  'o = {k: "v"}',
  'a in (1, 2)',
  'count(l)',
  'a - -1',
  '"a\\"b"',
  'string length(s)',
  'some i in l satisfies i = 1',
];

test('compiled and interpreted expressions agree', () => {
  for (const e of EXPRESSIONS)
    for (const context of CONTEXTS) {
      const here = evaluateFeel(e, scopeOf(context), clock);
      let there: unknown;
      try {
        there = evaluate(e, context).value ?? null;
      } catch {
        there = 'failed';
      }
      expect([e, here.ok ? here.value : 'failed']).toEqual([e, there]);
    }
});

/** Well-typed but for nulls: where types are mixed, Zeebe has null and feelin often a value (docs/feel.md). */
const random = fc.letrec<{ num: string; text: string; bool: string; list: string }>((tie) => {
  const two = (a: fc.Arbitrary<string>, operators: string[], b: fc.Arbitrary<string>) =>
    fc.tuple(a, fc.constantFrom(...operators), b).map(([x, op, y]) => `(${x} ${op} ${y})`);
  const cond = (of: fc.Arbitrary<string>) =>
    fc.tuple(tie('bool'), of, of).map(([c, x, y]) => `(if ${c} then ${x} else ${y})`);
  const num = tie('num');
  const text = tie('text');
  const bool = tie('bool');
  // feelin turns a range whose borders descend, and takes one with null as open; Zeebe has false and null.
  const borders = fc.constantFrom(['b', 'a'], ['1', 'o.n'], ['a', '10'], ['2.5', '2.5']);
  const depth = { depthSize: 'small', withCrossShrink: true } as const;
  return {
    num: fc.oneof(
      depth,
      fc.constantFrom('a', 'b', 'o.n', 'gone', '2', '0.5', '-1', '10'),
      two(num, ['+', '-', '*'], num),
      // Others make decimals, which are feelin's as binary numbers.
      two(num, ['/'], fc.constantFrom('2', '4', 'b')),
      cond(num),
      fc.tuple(tie('list')).map(([l]) => `count(${l})`),
    ),
    text: fc.oneof(
      depth,
      fc.constantFrom('s', 'o.s', '"x"', '"中"', 'gone'),
      two(text, ['+'], text),
      cond(text),
    ),
    bool: fc.oneof(
      depth,
      fc.constantFrom('t', 'f', 'true', 'false', 'gone'),
      two(num, ['<', '<=', '>', '>=', '=', '!='], num),
      two(text, ['<', '<=', '>', '>=', '=', '!='], text),
      two(bool, ['and', 'or', '=', '!='], bool),
      fc.tuple(num, borders).map(([x, [y, z]]) => `(${x} between ${y} and ${z})`),
      fc
        .tuple(num, fc.constantFrom('[', ']', '('), borders, fc.constantFrom(']', '[', ')'))
        .map(([x, open, [y, z], close]) => `(${x} in ${open}${y}..${z}${close})`),
      fc.tuple(bool).map(([b]) => `not(${b})`),
    ),
    list: fc.oneof(
      depth,
      fc.constantFrom('l', '[]', '[{n: 1}, {n: 2}].n'),
      fc.array(num, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    ),
  };
});
const VALUES: Record<string, Json> = {
  a: 3,
  b: 0,
  o: { n: 7, s: 'y' },
  s: 'x',
  t: true,
  f: false,
  l: [1, 2, 3],
};

test('random expressions: compiled and interpreted agree', () => {
  fc.assert(
    fc.property(fc.oneof(random.num, random.text, random.bool, random.list), (expression) => {
      const here = evaluateFeel(expression, scopeOf(VALUES), clock);
      const there = evaluate(expression, VALUES).value ?? null;
      expect(here).toEqual({ ok: true, value: there });
    }),
    { numRuns: 1000 },
  );
});

test('what has no order compares as null, as on Zeebe', () => {
  for (const e of [
    '"x" <= 1',
    'true > false',
    '[1] < 2',
    '"x" in [1..3]',
    '{} >= 1',
    'null < 1',
    '1 between "a" and "z"',
  ])
    expect([e, evaluateFeel(e, scopeOf({}), clock)]).toEqual([e, { ok: true, value: null }]);
});

test('what lezer-feel takes and Zeebe does not is a problem', () => {
  for (const e of ['= 1', 'my var + 1', 'x in (= 1)', '> 1 and < 5'])
    expect([e, feelProblems(e)]).not.toEqual([e, []]);
  for (const e of [
    '`my var` + 1',
    'string length("x")',
    'x in (> 1)',
    'date and time("2026-01-01T00:00:00")',
  ])
    expect([e, feelProblems(e)]).toEqual([e, []]);
});

test('an assertion that does not hold fails the expression', () => {
  expect(evaluateFeel('assert(a, a > 1)', scopeOf({ a: 2 }), clock)).toEqual({ ok: true, value: 2 });
  const failed = evaluateFeel('1 + assert(a, a > 1, "too small")', scopeOf({ a: 1 }), clock);
  expect(failed).toMatchObject({ ok: false, message: expect.stringContaining('too small') });
});

test('now and today are the engine clock, in its zone', () => {
  const at = (e: string) => evaluateFeel(e, scopeOf({}), clock);
  expect(at('now()')).toEqual({ ok: true, value: '2026-03-02T04:00+08:00' });
  expect(at('today()')).toEqual({ ok: true, value: '2026-03-02' });
  expect(at('today() + duration("P1D")')).toEqual({ ok: true, value: '2026-03-03' });
});

test('syntax problems tell where', () => {
  expect(feelProblems('a > 1')).toEqual([]);
  expect(feelProblems('1 +')[0]).toMatchObject({ position: 3 });
  expect(feelProblems('')[0]?.messageZh).toBe('表达式为空');
});
