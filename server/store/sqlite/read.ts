/** Reading pages and counts: by index seeks, or by text search. */
import type { CompiledCollection } from '../compile.ts';
import { valueAt } from '../paths.ts';
import type { Plan } from '../plan.ts';
import { type Scalar, StoreUsageError } from '../port.ts';
import { compareScalars } from '../scalar.ts';
import type { Connection } from './connection.ts';
import { searchCountSql, searchPageSql } from './search.ts';
import { combinationCount, combinations, countSql, pageSql } from './select.ts';

export type FoundDoc = { id: string; rev: number; [field: string]: unknown };
type Row = [id: string, rev: number, doc: string];

/** SQLite joins at most 500 selects; a cursor makes up to 2 of each key of the sort. */
const BRANCHES = 400;
const MOST_COMBINATIONS = 5000;

export function readDoc(row: Row | undefined): FoundDoc | undefined {
  if (!row) return undefined;
  const doc = JSON.parse(row[2]) as FoundDoc;
  doc.rev = row[1];
  return doc;
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function combosOf(c: CompiledCollection, plan: Plan) {
  if (combinationCount(plan.eq) > MOST_COMBINATIONS) {
    throw new StoreUsageError(
      `<${c.name}>: more than ${MOST_COMBINATIONS} combinations of values in one query`,
    );
  }
  return combinations(plan.eq);
}

/** Several chunks' pages as one: in order, each document once. */
function merge(plan: Plan, pages: FoundDoc[][], limit: number): FoundDoc[] {
  const all = [...new Map(pages.flat().map((doc) => [doc.id, doc])).values()];
  const keyed = all.map((doc) => ({ doc, keys: plan.sort.map((k) => valueAt(doc, k.path)) }));
  keyed.sort((a, b) => {
    for (const [i, key] of plan.sort.entries()) {
      const order = compareScalars(a.keys[i]!, b.keys[i]!);
      if (order !== 0) return key.desc ? -order : order;
    }
    return 0;
  });
  return keyed.slice(0, limit).map((k) => k.doc);
}

export function selectPage(
  db: Connection,
  c: CompiledCollection,
  plan: Plan,
  limit: number,
  after?: Scalar[],
): FoundDoc[] {
  const read = ({ text, params }: { text: string; params: (string | number | null)[] }) =>
    db.rows<Row>(text, params).map((row) => readDoc(row)!);
  if (plan.search) return read(searchPageSql(c, plan, limit, after));
  const size = Math.max(1, Math.floor(BRANCHES / (after ? plan.sort.length * 2 : 1)));
  const pages = chunks(combosOf(c, plan), size).map((some) => read(pageSql(c, plan, some, limit, after)));
  return pages.length === 1 ? pages[0]! : merge(plan, pages, limit);
}

export function countDocs(db: Connection, c: CompiledCollection, plan: Plan): number {
  if (plan.search) {
    const { text, params } = searchCountSql(c, plan);
    return db.row<[number]>(text, params)![0];
  }
  const parts = chunks(combosOf(c, plan), BRANCHES);
  if (parts.length > 1 && plan.index?.multi) {
    throw new StoreUsageError(`<${c.name}>: more than ${BRANCHES} values of a list in one count`);
  }
  return parts.reduce((sum, some) => {
    const { text, params } = countSql(c, plan, some);
    return sum + db.row<[number]>(text, params)![0];
  }, 0);
}
