/** What a table makes of the rules that match: its hit policy. The texts of failures are Zeebe's. */
import { add } from '../feel/index.ts';
import type { DecisionTable, TableOutput } from './model.ts';
import { sameValue, show } from './values.ts';

/** Outputs of one rule, in the table's order. */
export type Row = unknown[];
export type Hit = { value: unknown } | { problem: string };

/** `rows` has at least one. */
export function applyHitPolicy(table: DecisionTable, rows: Row[]): Hit {
  const { outputs } = table;
  const one = (row: Row): Hit => ({ value: compose(outputs, row) });
  const all = (list: Row[]): Hit => ({ value: list.map((row) => compose(outputs, row)) });
  switch (table.hitPolicy) {
    case 'FIRST':
      return one(rows[0]!);
    case 'UNIQUE':
      if (rows.length === 1) return one(rows[0]!);
      return {
        problem: `multiple values aren't allowed for UNIQUE hit policy. found: '${list(outputs, rows)}'`,
      };
    case 'ANY': {
      const distinct = rows.filter((r, i) => rows.findIndex((o) => sameValue(o, r)) === i);
      if (distinct.length === 1) return one(rows[0]!);
      return {
        problem: `different values aren't allowed for ANY hit policy. found: '${list(outputs, distinct)}'`,
      };
    }
    case 'PRIORITY':
      return one(byPriority(outputs, rows)[0]!);
    case 'OUTPUT ORDER':
      return all(byPriority(outputs, rows));
    case 'RULE ORDER':
      return all(rows);
    case 'COLLECT':
      return table.aggregator ? aggregate(table.aggregator, rows) : all(rows);
  }
}

/** A table with one output gives its value, one with several an object. */
export function compose(outputs: TableOutput[], row: Row): unknown {
  if (outputs.length === 1) return row[0];
  return Object.fromEntries(outputs.map((o, i) => [o.name, row[i]]));
}

function aggregate(by: NonNullable<DecisionTable['aggregator']>, rows: Row[]): Hit {
  if (by === 'COUNT') return { value: rows.length };
  const numbers: number[] = [];
  for (const [value] of rows) {
    if (typeof value !== 'number') return { problem: `expected number but found '${show(value)}'` };
    numbers.push(value);
  }
  if (by === 'SUM') return { value: numbers.reduce(add, 0) };
  return { value: numbers.reduce((a, b) => (by === 'MIN' ? Math.min(a, b) : Math.max(a, b))) };
}

/** As Zeebe sorts: by the places of all outputs, written one after another and compared as text; none comes last. */
function byPriority(outputs: TableOutput[], rows: Row[]): Row[] {
  const rank = (row: Row) =>
    outputs
      .map((o, i) => {
        const value = row[i];
        const place =
          typeof value === 'string' || typeof value === 'number'
            ? o.priorities.lastIndexOf(String(value))
            : -1;
        return place < 0 ? '_' : String(place);
      })
      .join('');
  const ranked = rows.map((row) => ({ row, rank: rank(row) }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).map((r) => r.row);
}

const list = (outputs: TableOutput[], rows: Row[]) =>
  `List(${rows
    .map((row) => `Map(${outputs.map((o, i) => `${o.name} -> ${show(row[i])}`).join(', ')})`)
    .join(', ')})`;
