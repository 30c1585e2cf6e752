/**
 * A libsql connection with its statements kept, and the settings that make a commit durable. The flush of a commit runs on
 * a thread of libsql's; who reads meanwhile does so by a second connection, which sees what was durable before.
 */
import Database from 'libsql';
import PromiseDatabase from 'libsql/promise';
import type { Scalar } from '../port.ts';

export type Param = string | number | null;

/** How a scalar is bound: booleans as 0 and 1. */
export function toParam(value: Scalar): Param {
  return typeof value === 'boolean' ? Number(value) : value;
}

const KEPT_STATEMENTS = 400;
/** Of each connection, in KiB. */
const CACHE = 32_768;

/** The statements of one connection, the latest used last. */
class Statements {
  readonly #db: Database.Database;
  readonly #kept = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  of(sql: string): Database.Statement {
    const kept = this.#kept.get(sql);
    if (kept) {
      this.#kept.delete(sql);
      this.#kept.set(sql, kept);
      return kept;
    }
    const made = this.#db.prepare(sql);
    if (/^(SELECT|EXPLAIN)/.test(sql)) made.raw(true);
    this.#kept.set(sql, made);
    if (this.#kept.size > KEPT_STATEMENTS) this.#kept.delete(this.#kept.keys().next().value!);
    return made;
  }

  close(): void {
    this.#kept.clear();
  }
}

export class Connection {
  readonly #db: Database.Database;
  readonly #own: Statements;
  /** Reads while a commit is flushed; none where a commit waits for no disk. */
  readonly #second: { db: Database.Database; statements: Statements } | undefined;
  #committing = false;

  /** `synced: false`: commits are not synced; for a file that is thrown away after a crash. */
  constructor(file: string, o: { synced?: boolean } = {}) {
    const synced = o.synced !== false;
    this.#db = new Database(file, { timeout: 5000 });
    this.#own = new Statements(this.#db);
    this.#db.exec('PRAGMA journal_mode = WAL');
    this.#db.exec(`PRAGMA synchronous = ${synced ? 'FULL' : 'OFF'}`);
    this.#db.exec('PRAGMA foreign_keys = OFF');
    this.#db.exec('PRAGMA temp_store = MEMORY');
    this.#db.exec(`PRAGMA cache_size = -${CACHE}`);
    if (!synced || file === ':memory:') return;
    const db = new Database(file, { timeout: 5000 });
    db.exec('PRAGMA query_only = ON');
    db.exec('PRAGMA temp_store = MEMORY');
    db.exec(`PRAGMA cache_size = -${CACHE}`);
    this.#second = { db, statements: new Statements(db) };
  }

  get #reading(): Statements {
    return this.#committing ? this.#second!.statements : this.#own;
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** Rows as arrays of columns. */
  rows<T extends unknown[]>(sql: string, params: Param[] = []): T[] {
    return this.#reading.of(sql).all(params) as T[];
  }

  row<T extends unknown[]>(sql: string, params: Param[] = []): T | undefined {
    return this.#reading.of(sql).get(params) as T | undefined;
  }

  /** The number of rows changed. */
  run(sql: string, params: Param[] = []): number {
    return this.#own.of(sql).run(params).changes;
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  begin(): void {
    this.#db.exec('BEGIN IMMEDIATE');
  }

  /** Ends the transaction; synced when it resolves. Nothing may be written until then. */
  async commit(): Promise<void> {
    if (!this.#second) {
      this.#db.exec('COMMIT');
      return;
    }
    this.#committing = true;
    try {
      // both classes of libsql are faces of one connection; this one's `exec` leaves the thread
      await PromiseDatabase.prototype.exec.call(this.#db, 'COMMIT');
    } finally {
      this.#committing = false;
    }
  }

  /** After a failure; nothing where the failure itself has ended the transaction. */
  rollback(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
  }

  /** All or nothing, synced when it returns. */
  transaction<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** libsql ends a connection only when its statements are collected, so the write-ahead log is emptied by hand. */
  close(): void {
    this.#second?.statements.close();
    this.#second?.db.close();
    this.#own.close();
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
  }
}
