/** SQL for a text search: the full-text matches first, then filters and order over them. */
import { ftsExpression } from '../bigrams.ts';
import type { CompiledCollection } from '../compile.ts';
import type { Equality, Plan } from '../plan.ts';
import type { Scalar } from '../port.ts';
import { type Param, toParam } from './connection.ts';
import { columnOf, tables } from './layout.ts';
import { seeksAfter } from './select.ts';
import { type Sql, within } from './terms.ts';

function oneOf(column: string, values: Scalar[]): Sql {
  const some = values.filter((v) => v !== null);
  const text = [
    ...(some.length > 0 ? [`${column} IN (${some.map(() => '?').join(', ')})`] : []),
    ...(values.length > some.length ? [`${column} IS NULL`] : []),
  ];
  return { text: text.length > 0 ? `(${text.join(' OR ')})` : '0', params: some.map(toParam) };
}

function filter(c: CompiledCollection, e: Equality): Sql {
  const index = c.indexes.find((i) => i.multi === e.path);
  if (!index) return oneOf(`d.${columnOf(c, undefined, e.path)}`, e.values);
  const match = oneOf(`m.${columnOf(c, index, e.path)}`, e.values);
  return {
    text: `EXISTS (SELECT 1 FROM ${tables.elements(c, index)} AS m WHERE m.id = d.id AND ${match.text})`,
    params: match.params,
  };
}

function matches(c: CompiledCollection, plan: Plan, after?: Scalar[]): Sql {
  const column = (path: string) => `d.${columnOf(c, undefined, path)}`;
  const terms: Sql[] = [
    { text: `${tables.fts(c)} MATCH ?`, params: [ftsExpression(plan.search!.join(' '))] },
    ...plan.eq.map((e) => filter(c, e)),
    ...plan.ranges.flatMap((r) => within(column(r.path), r.range)),
  ];
  if (after) {
    const seeks = seeksAfter(plan.sort, column, undefined, after);
    terms.push({
      text: `(${seeks.map((s) => `(${s.map((t) => t.text).join(' AND ')})`).join(' OR ') || '0'})`,
      params: seeks.flatMap((s) => s.flatMap((t): Param[] => t.params)),
    });
  }
  return {
    text:
      `FROM ${tables.fts(c)} CROSS JOIN ${tables.ftsRows(c)} AS s ON s.n = ${tables.fts(c)}.rowid ` +
      `CROSS JOIN ${tables.docs(c)} AS d ON d.id = s.id WHERE ${terms.map((t) => t.text).join(' AND ')}`,
    params: terms.flatMap((t) => t.params),
  };
}

export function searchPageSql(c: CompiledCollection, plan: Plan, limit: number, after?: Scalar[]): Sql {
  const found = matches(c, plan, after);
  const order = plan.sort
    .map((k) => `d.${columnOf(c, undefined, k.path)}${k.desc ? ' DESC' : ''}`)
    .join(', ');
  return {
    text: `SELECT d.id, d.rev, d.doc ${found.text} ORDER BY ${order} LIMIT ?`,
    params: [...found.params, limit],
  };
}

export function searchCountSql(c: CompiledCollection, plan: Plan): Sql {
  const found = matches(c, plan);
  return { text: `SELECT count(*) ${found.text}`, params: found.params };
}
