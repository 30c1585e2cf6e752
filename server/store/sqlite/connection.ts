/** One libsql connection with its statements kept, and the settings that make a commit durable. */
import Database from 'libsql';
import type { Scalar } from '../port.ts';

export type Param = string | number | null;

/** How a scalar is bound: booleans as 0 and 1. */
export function toParam(value: Scalar): Param {
  return typeof value === 'boolean' ? Number(value) : value;
}

const KEPT_STATEMENTS = 400;

export class Connection {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  /** `synced: false`: commits are not synced; for a file that is thrown away after a crash. */
  constructor(file: string, o: { synced?: boolean } = {}) {
    this.#db = new Database(file, { timeout: 5000 });
    this.#db.exec('PRAGMA journal_mode = WAL');
    this.#db.exec(`PRAGMA synchronous = ${o.synced === false ? 'OFF' : 'FULL'}`);
    this.#db.exec('PRAGMA foreign_keys = OFF');
    this.#db.exec('PRAGMA temp_store = MEMORY');
    this.#db.exec('PRAGMA cache_size = -65536');
  }

  #statement(sql: string): Database.Statement {
    const kept = this.#statements.get(sql);
    if (kept) {
      this.#statements.delete(sql);
      this.#statements.set(sql, kept);
      return kept;
    }
    const made = this.#db.prepare(sql);
    if (/^(SELECT|EXPLAIN)/.test(sql)) made.raw(true);
    this.#statements.set(sql, made);
    if (this.#statements.size > KEPT_STATEMENTS) {
      this.#statements.delete(this.#statements.keys().next().value!);
    }
    return made;
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** Rows as arrays of columns. */
  rows<T extends unknown[]>(sql: string, params: Param[] = []): T[] {
    return this.#statement(sql).all(params) as T[];
  }

  row<T extends unknown[]>(sql: string, params: Param[] = []): T | undefined {
    return this.#statement(sql).get(params) as T | undefined;
  }

  /** The number of rows changed. */
  run(sql: string, params: Param[] = []): number {
    return this.#statement(sql).run(params).changes;
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  /** All or nothing, synced when it returns. */
  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** libsql ends a connection only when its statements are collected, so the write-ahead log is emptied by hand. */
  close(): void {
    this.#statements.clear();
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
  }
}
