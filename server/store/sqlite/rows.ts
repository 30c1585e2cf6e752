/** The rows of one document: its own, those of its multi-valued indexes, and its full-text row. */
import { indexText } from '../bigrams.ts';
import { type CompiledCollection, type CompiledIndex, entriesOf } from '../compile.ts';
import { textsAt, valueAt } from '../paths.ts';
import { ConflictError } from '../port.ts';
import type { Fields } from '../prepare.ts';
import { type Connection, type Param, toParam } from './connection.ts';
import { columnOf, columnPaths, tables } from './layout.ts';

interface Statements {
  paths: string[];
  multi: { index: CompiledIndex; insert: string; remove: string }[];
  insert: string;
  insertNew: string;
  upsert: string;
  update: string;
  replace: string;
}

const statementsOf = new WeakMap<CompiledCollection, Statements>();

function statements(c: CompiledCollection): Statements {
  const kept = statementsOf.get(c);
  if (kept) return kept;
  const docs = tables.docs(c);
  const paths = columnPaths(c);
  const names = paths.map((_, n) => `p${n}`);
  const insert = `INSERT INTO ${docs} (id, rev, ${[...names, 'doc'].join(', ')}) VALUES (${Array(
    names.length + 3,
  )
    .fill('?')
    .join(', ')})`;
  const update = `UPDATE ${docs} SET rev = ?, ${[...names, 'doc'].map((n) => `${n} = ?`).join(', ')} WHERE id = ?`;
  const made: Statements = {
    paths,
    insert,
    insertNew: `${insert} ON CONFLICT (id) DO NOTHING`,
    upsert: `${insert} ON CONFLICT (id) DO UPDATE SET rev = rev + 1, ${[...names, 'doc'].map((n) => `${n} = excluded.${n}`).join(', ')}`,
    update,
    replace: `${update} AND rev = ?`,
    multi: c.indexes
      .filter((i) => i.multi)
      .map((index) => ({
        index,
        insert: `INSERT INTO ${tables.elements(c, index)} VALUES (${Array(index.keys.length + 2)
          .fill('?')
          .join(', ')})`,
        remove: `DELETE FROM ${tables.elements(c, index)} WHERE id = ?`,
      })),
  };
  statementsOf.set(c, made);
  return made;
}

/** A unique violation says its columns: `UNIQUE constraint failed: c:tasks.p0, c:tasks.p1`. */
function asConflict(c: CompiledCollection, id: string, error: unknown): unknown {
  if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') return error;
  const said = (error as Error).message.replace(/^.*failed: /, '');
  const index = c.indexes.find((i) => {
    const table = i.multi ? `m:${c.name}:${i.name}` : `c:${c.name}`;
    return i.unique && i.keys.map((k) => `${table}.${columnOf(c, i, k.path)}`).join(', ') === said;
  });
  return new ConflictError('unique', c.name, id, index?.fields ?? []);
}

function write(db: Connection, c: CompiledCollection, id: string, sql: string, params: Param[]): number {
  try {
    return db.run(sql, params);
  } catch (error) {
    throw asConflict(c, id, error);
  }
}

function values(c: CompiledCollection, doc: Fields): Param[] {
  return statements(c).paths.map((p) => toParam(valueAt(doc, p, `${c.name}.${p}`)));
}

function searchText(c: CompiledCollection, doc: Fields): string {
  return c.search.flatMap((path) => textsAt(doc, path).map(indexText)).join(' ');
}

function addElements(db: Connection, c: CompiledCollection, doc: Fields, old?: Fields): void {
  for (const { index, insert, remove } of statements(c).multi) {
    const entries = entriesOf(c, index, doc);
    if (old) {
      if (JSON.stringify(entriesOf(c, index, old)) === JSON.stringify(entries)) continue;
      db.run(remove, [doc.id]);
    }
    entries.forEach((entry, n) => {
      write(db, c, doc.id, insert, [...entry.map(toParam), doc.id, n]);
    });
  }
}

function addSearch(db: Connection, c: CompiledCollection, doc: Fields, old?: Fields): void {
  if (c.search.length === 0) return;
  const text = searchText(c, doc);
  if (old) {
    if (searchText(c, old) === text) return;
    removeSearch(db, c, doc.id);
  }
  db.run(`INSERT INTO ${tables.ftsRows(c)} (id) VALUES (?)`, [doc.id]);
  db.run(`INSERT INTO ${tables.fts(c)} (rowid, t) SELECT n, ? FROM ${tables.ftsRows(c)} WHERE id = ?`, [
    text,
    doc.id,
  ]);
}

function removeSearch(db: Connection, c: CompiledCollection, id: string): void {
  db.run(`DELETE FROM ${tables.fts(c)} WHERE rowid = (SELECT n FROM ${tables.ftsRows(c)} WHERE id = ?)`, [
    id,
  ]);
  db.run(`DELETE FROM ${tables.ftsRows(c)} WHERE id = ?`, [id]);
}

/** Whether writing over a document needs the old one (for its side rows). */
export function needsOld(c: CompiledCollection): boolean {
  return c.search.length > 0 || statements(c).multi.length > 0;
}

/** Inserts a document; with `onlyNew`, false (and nothing written) when the id exists. */
export function insertRow(
  db: Connection,
  c: CompiledCollection,
  doc: Fields,
  rev: number,
  text: string,
  onlyNew = false,
): boolean {
  const sql = onlyNew ? statements(c).insertNew : statements(c).insert;
  const changed = write(db, c, doc.id, sql, [doc.id, rev, ...values(c, doc), text]);
  if (changed === 0) return false;
  addElements(db, c, doc);
  addSearch(db, c, doc);
  return true;
}

/** Inserts or replaces in one statement; only for collections without side rows. */
export function upsertRow(db: Connection, c: CompiledCollection, doc: Fields, text: string): void {
  write(db, c, doc.id, statements(c).upsert, [doc.id, 1, ...values(c, doc), text]);
}

/** Replaces a document that stands at this revision; else false, and nothing is written. As `upsertRow`. */
export function replaceRow(
  db: Connection,
  c: CompiledCollection,
  doc: Fields,
  ifRev: number,
  text: string,
): boolean {
  const params = [ifRev + 1, ...values(c, doc), text, doc.id, ifRev];
  return write(db, c, doc.id, statements(c).replace, params) > 0;
}

export function updateRow(
  db: Connection,
  c: CompiledCollection,
  doc: Fields,
  rev: number,
  text: string,
  old: Fields | undefined,
): void {
  write(db, c, doc.id, statements(c).update, [rev, ...values(c, doc), text, doc.id]);
  addElements(db, c, doc, old);
  addSearch(db, c, doc, old);
}

export function deleteRow(db: Connection, c: CompiledCollection, id: string): void {
  db.run(`DELETE FROM ${tables.docs(c)} WHERE id = ?`, [id]);
  for (const { remove } of statements(c).multi) db.run(remove, [id]);
  if (c.search.length > 0) removeSearch(db, c, id);
}
