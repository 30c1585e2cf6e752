import { expect, it, test } from 'vitest';
import { evaluateFeel, feelProblems, scopeOf } from '../../engine/core/feel/index.ts';
import { CONTEXT, outcome, table } from './feel-table.ts';

const clock = { at: Date.parse('2026-03-01T00:00:00Z'), zone: 'Asia/Shanghai' };

function here(expression: string): string {
  if (feelProblems(expression).length) return 'refused';
  const result = evaluateFeel(expression, scopeOf(CONTEXT), clock);
  return result.ok ? outcome(result.value) : 'fails';
}

test('no expression stands twice, and a difference is one', () => {
  expect(new Set(table.map(([e]) => e)).size).toBe(table.length);
  expect(table.filter(([, zeebe, d]) => d?.here === zeebe)).toEqual([]);
});

it(`${table.length} expressions give what Zeebe gives, or the difference that is known`, () => {
  const wrong = table.flatMap(([e, zeebe, difference]) => {
    const found = here(e);
    const wanted = difference?.here ?? zeebe;
    return found === wanted ? [] : [`${e} → ${found}, not ${wanted}`];
  });
  expect(wrong).toEqual([]);
});
