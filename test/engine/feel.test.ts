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
  'a < b',
  'a <= 1',
  'a > "a"',
  'z = null',
  'a != null',
  't and f',
  't or z',
  'f or z',
  'a > 1 and b > 1',
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
  'if z then 1 else 2',
  '[a, b, o.k]',
  '{ x: a, y: x }',
  '类别 = "B"',
  'l = [1]',
  'o = {k: "v"}',
  'a in [1..3]',
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

test('now and today are the engine clock, in its zone', () => {
  const at = (e: string) => evaluateFeel(e, scopeOf({}), clock);
  expect(at('now()')).toEqual({ ok: true, value: '2026-03-02T04:00:00+08:00' });
  expect(at('today()')).toEqual({ ok: true, value: '2026-03-02' });
  expect(at('today() + duration("P1D")')).toEqual({ ok: true, value: '2026-03-03' });
});

test('syntax problems tell where', () => {
  expect(feelProblems('a > 1')).toEqual([]);
  expect(feelProblems('1 +')[0]).toMatchObject({ position: 3 });
  expect(feelProblems('')[0]?.messageZh).toBe('表达式为空');
});
