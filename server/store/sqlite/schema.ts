/** Brings the tables in line with the declared collections at open: creates what is missing, rebuilds what has drifted. */
import type { CompiledCollection } from '../compile.ts';
import type { Connection } from './connection.ts';
import { createStatements, quote, signatureOf, tables } from './layout.ts';
import { insertRow } from './rows.ts';

const BATCH = 500;

function dropSideTables(db: Connection, name: string): void {
  const found = db.rows<[string]>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND (name IN (?, ?) OR substr(name, 1, ?) = ?)`,
    [`f:${name}`, `s:${name}`, name.length + 3, `m:${name}:`],
  );
  for (const [table] of found) db.exec(`DROP TABLE ${quote(table)}`);
}

function rebuild(db: Connection, c: CompiledCollection): void {
  const old = quote(`old:${c.name}`);
  dropSideTables(db, c.name);
  db.exec(`ALTER TABLE ${tables.docs(c)} RENAME TO ${old}`);
  const indexes = db.rows<[string]>(
    `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    [`old:${c.name}`],
  );
  for (const [index] of indexes) db.exec(`DROP INDEX ${quote(index)}`);
  for (const sql of createStatements(c)) db.exec(sql);
  let last = '';
  for (;;) {
    const batch = db.rows<[string, number, string]>(
      `SELECT id, rev, doc FROM ${old} WHERE id > ? ORDER BY id LIMIT ${BATCH}`,
      [last],
    );
    for (const [, rev, text] of batch) insertRow(db, c, JSON.parse(text), rev, text);
    if (batch.length < BATCH) break;
    last = batch.at(-1)![0];
  }
  db.exec(`DROP TABLE ${old}`);
}

/** One transaction for everything, so that a crash leaves the old tables. */
export function openSchema(db: Connection, collections: CompiledCollection[]): void {
  db.transaction(() => {
    db.exec(
      'CREATE TABLE IF NOT EXISTS "layout" (collection TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID',
    );
    for (const c of collections) {
      const [known] = db.row<[string]>('SELECT signature FROM "layout" WHERE collection = ?', [c.name]) ?? [];
      const wanted = signatureOf(c);
      if (known === wanted) continue;
      if (known === undefined) for (const sql of createStatements(c)) db.exec(sql);
      else rebuild(db, c);
      db.run(
        'INSERT INTO "layout" VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET signature = excluded.signature',
        [c.name, wanted],
      );
    }
  });
}
