/** SQL for a plan: every branch is one seek in the index that the plan chose, with the cursor as part of the seek. */
import type { CompiledCollection, Key } from '../compile.ts';
import type { Equality, Plan } from '../plan.ts';
import type { Scalar } from '../port.ts';
import { inRange, type Range } from '../range.ts';
import { compareScalars } from '../scalar.ts';
import { toParam } from './connection.ts';
import { columnOf, tables } from './layout.ts';
import { equal, type Sql, type Terms, within } from './terms.ts';

function tightened(range: Range, key: Key, value: string | number): Range {
  const side = key.desc ? 'upper' : 'lower';
  const old = range[side];
  const order = old ? compareScalars(value, old.value) : 0;
  if (old && (key.desc ? order > 0 : order < 0)) return range;
  return { ...range, [side]: { value, inclusive: false } };
}

/** The rows after a cursor, as disjoint seeks: equal in the first j keys, beyond in the next one. */
export function seeksAfter(
  sort: Key[],
  column: (path: string) => string,
  range?: Range,
  after?: Scalar[],
): Terms[] {
  const first = column(sort[0]!.path);
  if (!after) return [range ? within(first, range) : []];
  const seeks: Terms[] = [];
  for (let j = sort.length - 1; j >= 0; j--) {
    if (j > 0 && range && !inRange(range, after[0]!)) continue;
    const before = sort.slice(0, j).map((k, i) => equal(column(k.path), after[i]!));
    const key = sort[j]!;
    const name = column(key.path);
    const value = toParam(after[j]!);
    const here = j === 0 ? range : undefined;
    if (here) {
      if (value !== null) seeks.push(within(name, tightened(here, key, value)));
    } else if (value === null) {
      if (!key.desc) seeks.push([...before, { text: `${name} IS NOT NULL`, params: [] }]);
    } else {
      seeks.push([...before, { text: `${name} ${key.desc ? '<' : '>'} ?`, params: [value] }]);
      if (key.desc && key.path !== 'id') seeks.push([...before, { text: `${name} IS NULL`, params: [] }]);
    }
  }
  return seeks;
}

/** All combinations of the equalities' values. */
export function combinations(eq: Equality[]): { path: string; value: Scalar }[][] {
  return eq.reduce<{ path: string; value: Scalar }[][]>(
    (all, e) => all.flatMap((one) => e.values.map((value) => [...one, { path: e.path, value }])),
    [[]],
  );
}

export function combinationCount(eq: Equality[]): number {
  return eq.reduce((n, e) => n * e.values.length, 1);
}

function joined(terms: Terms): Sql {
  const text = terms.length === 0 ? '' : ` WHERE ${terms.map((t) => t.text).join(' AND ')}`;
  return { text, params: terms.flatMap((t) => t.params) };
}

function source(c: CompiledCollection, plan: Plan): string {
  if (!plan.index) return tables.docs(c);
  const table = plan.index.multi ? tables.elements(c, plan.index) : tables.docs(c);
  return `${table} INDEXED BY ${tables.index(c, plan.index)}`;
}

function orderBy(sort: Key[], name: (key: Key, i: number) => string): string {
  return ` ORDER BY ${sort.map((k, i) => `${name(k, i)}${k.desc ? ' DESC' : ''}`).join(', ')}`;
}

/** The page's documents (id, rev, doc) in order, for some combinations of the equalities. */
export function pageSql(
  c: CompiledCollection,
  plan: Plan,
  combos: { path: string; value: Scalar }[][],
  limit: number,
  after?: Scalar[],
): Sql {
  const column = (path: string) => columnOf(c, plan.index, path);
  const seeks = seeksAfter(plan.sort, column, plan.ranges[0]?.range, after);
  const branches = combos.flatMap((combo) => {
    const fixed = combo.map((e) => equal(column(e.path), e.value));
    return seeks.map((seek) => joined([...fixed, ...seek]));
  });
  const order = orderBy(plan.sort, (k) => column(k.path));
  if (branches.length === 1 && !plan.index?.multi) {
    const [where] = branches as [Sql];
    return {
      text: `SELECT id, rev, doc FROM ${source(c, plan)}${where.text}${order} LIMIT ?`,
      params: [...where.params, limit],
    };
  }
  const keys = plan.sort.map((k, i) => `${column(k.path)} AS s${i}`).join(', ');
  const parts = branches.map(
    (b) => `SELECT * FROM (SELECT ${keys} FROM ${source(c, plan)}${b.text}${order} LIMIT ?)`,
  );
  const last = plan.sort.length - 1;
  const outer = orderBy(plan.sort, (_, i) => `s${i}`);
  return {
    text:
      `SELECT d.id, d.rev, d.doc FROM (SELECT DISTINCT * FROM (${parts.join(' UNION ALL ')})${outer} LIMIT ?) AS e ` +
      `CROSS JOIN ${tables.docs(c)} AS d ON d.id = e.s${last}${outer}`,
    params: [...branches.flatMap((b) => [...b.params, limit]), limit],
  };
}

/** The number of documents, for some combinations of the equalities. */
export function countSql(
  c: CompiledCollection,
  plan: Plan,
  combos: { path: string; value: Scalar }[][],
): Sql {
  const column = (path: string) => columnOf(c, plan.index, path);
  const range = plan.ranges[0];
  const bounds = range ? within(column(range.path), range.range) : [];
  const branches = combos.map((combo) =>
    joined([...combo.map((e) => equal(column(e.path), e.value)), ...bounds]),
  );
  const params = branches.flatMap((b) => b.params);
  if (branches.length === 1 && !plan.index?.multi) {
    return { text: `SELECT count(*) FROM ${source(c, plan)}${branches[0]!.text}`, params };
  }
  const parts = branches.map((b) => `SELECT id FROM ${source(c, plan)}${b.text}`);
  return { text: `SELECT count(DISTINCT id) FROM (${parts.join(' UNION ALL ')})`, params };
}
