/**
 * How a collection lies in SQLite. `c:<name>` holds the documents as JSON beside one real column per single-valued
 * index path; it is WITHOUT ROWID, so that a table keeps no order of arrival (secret ballots). A multi-valued index
 * has a side table `m:<name>:<index>` with one row per element and the other keys beside it. Text search has an FTS5
 * table `f:<name>` of bigrams and `s:<name>`, which gives each document a row number there.
 */
import type { CompiledCollection, CompiledIndex } from '../compile.ts';

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export const tables = {
  docs: (c: CompiledCollection) => quote(`c:${c.name}`),
  elements: (c: CompiledCollection, i: CompiledIndex) => quote(`m:${c.name}:${i.name}`),
  index: (c: CompiledCollection, i: CompiledIndex) => quote(`x:${c.name}:${i.name}`),
  fts: (c: CompiledCollection) => quote(`f:${c.name}`),
  ftsRows: (c: CompiledCollection) => quote(`s:${c.name}`),
};

/** The single-valued index paths; the n-th is column `p<n>`. */
export function columnPaths(c: CompiledCollection): string[] {
  return [...c.paths].filter(([, p]) => !p.multi).map(([path]) => path);
}

/** The column of a path: in the documents' table, or in the side table of a multi-valued index. */
export function columnOf(c: CompiledCollection, index: CompiledIndex | undefined, path: string): string {
  if (path === 'id') return 'id';
  if (index?.multi) return `k${index.keys.findIndex((k) => k.path === path)}`;
  return `p${columnPaths(c).indexOf(path)}`;
}

/** The statements that create all tables and indexes of a collection. */
export function createStatements(c: CompiledCollection): string[] {
  const columns = columnPaths(c).map((_, n) => `p${n}, `);
  const docs = tables.docs(c);
  return [
    `CREATE TABLE ${docs} (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, ${columns.join('')}doc TEXT NOT NULL) WITHOUT ROWID`,
    ...c.indexes.flatMap((index) => {
      const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
      const keys = index.keys.map((k) => `${columnOf(c, index, k.path)}${k.desc ? ' DESC' : ''}`);
      // A unique index ends with the primary key too, which SQLite appends by itself; so does `id` stand in both.
      const listed = index.unique ? keys.join(', ') : [...keys, 'id'].join(', ');
      if (!index.multi) return [`CREATE ${kind} ${tables.index(c, index)} ON ${docs} (${listed})`];
      const side = tables.elements(c, index);
      const cells = index.keys.map((_, n) => `k${n}, `).join('');
      return [
        `CREATE TABLE ${side} (${cells}id TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (id, n)) WITHOUT ROWID`,
        `CREATE ${kind} ${tables.index(c, index)} ON ${side} (${listed})`,
      ];
    }),
    ...(c.search.length === 0
      ? []
      : [
          `CREATE TABLE ${tables.ftsRows(c)} (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)`,
          `CREATE VIRTUAL TABLE ${tables.fts(c)} USING fts5(t, content='', contentless_delete=1, tokenize='ascii')`,
        ]),
  ];
}

/** What the tables depend on: another signature means that they must be rebuilt. */
export function signatureOf(c: CompiledCollection): string {
  return JSON.stringify([...createStatements(c), c.search, columnPaths(c)]);
}
