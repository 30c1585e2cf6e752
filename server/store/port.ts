/**
 * The Store port: all that the server asks of a database. Two adapters (SQLite, MongoDB) pass one contract suite.
 * Narrow on purpose: equality, membership, ranges and prefixes on declared indexes, a declared text search, cursors,
 * and one atomic, durable `commit`. What is not declared is an error, never a silent full scan.
 */
import type { z } from 'zod';

export type Scalar = string | number | boolean | null;

/** A stored document: plain JSON with an id and a revision that starts at 1 and grows by one per write. */
export interface Doc {
  id: string;
  rev: number;
  [field: string]: unknown;
}

/** What a collection's schema describes: the document without `rev`, which is the store's own. */
export type Stored<T> = T & { id: string; rev: number };

export interface IndexDefinition {
  /**
   * Dotted paths, in order; `-path` is descending (only needed where a sort mixes directions). A path that leads to an
   * array makes the index multi-valued (each element is an entry); at most one path of an index may be so, and it can
   * be filtered by equality only. Equality fields come first, then at most one range or the sort. `id` ascending
   * follows the fields by itself.
   */
  fields: string[];
  /** Documents where any of the fields is absent or null are left out of a unique index. */
  unique?: boolean;
}

export interface CollectionDefinition<T extends { id: string } = { id: string }> {
  name: string;
  schema: z.ZodType<T>;
  indexes: IndexDefinition[];
  /** String paths that `where: { $search: '路灯' }` looks through (substring, Chinese too). */
  search?: string[];
}

export type Condition =
  | Scalar
  | { in: Scalar[] }
  | { gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar }
  | { prefix: string };

/**
 * All conditions hold; `undefined` is no condition; null means null or absent. A range holds values of its own type
 * only. On a multi-valued path: some element fits (equality and `in` only). `$search` is the declared text search: each
 * run of letters and digits of the query must occur in the texts; case, width and punctuation do not count. With it,
 * every indexed path may be filtered and sorted by: the matches are found first, then filtered and sorted.
 */
export type Where = { [path: string]: Condition | undefined } & { $search?: string };

/**
 * `-field` is descending. null (or absent) comes before everything else in ascending order; strings go by code point.
 * `id` is always the last key, so that an order is total: it runs with the index when not written. Without a sort: by
 * the range's field, else by id or in the order of the index that serves.
 */
export type Sort = string[];

export interface Query {
  where?: Where;
  sort?: Sort;
  /** Default 100, at most 1000 per call. */
  limit?: number;
  /** The opaque `next` of the page before. A damaged one, or one of another sort, is a `CursorError` (cursor.ts). */
  after?: string;
}

export interface Page<T> {
  items: T[];
  /** Present when there may be more: pass as `after`. */
  next?: string;
}

/**
 * The ops of a commit apply in order, each seeing the ones before; unique indexes are checked op by op. Documents are
 * checked by the collection's schema and stored as the schema parses them, as plain JSON.
 */
export type Op =
  /** Insert or replace. `ifRev: 0`: must not exist yet; `ifRev: n`: must stand at revision n. */
  | { op: 'put'; collection: string; doc: { id: string; [field: string]: unknown }; ifRev?: number }
  /** Sets top-level fields (a value of `undefined` removes one). The document must exist, else reason `missing`. */
  | { op: 'patch'; collection: string; id: string; set: Record<string, unknown>; ifRev?: number }
  /** Without `ifRev`, deleting what is not there is no error. A document put again later starts at revision 1. */
  | { op: 'delete'; collection: string; id: string; ifRev?: number }
  /** Fails the commit unless the document stands so: `ifRev: 0` means absent. Writes nothing. */
  | { op: 'check'; collection: string; id: string; ifRev: number };

/** A commit whose preconditions do not hold; nothing of it was written. */
export class ConflictError extends Error {
  readonly reason: 'revision' | 'unique' | 'missing';
  readonly collection: string;
  readonly id: string;
  /** For `unique`: the fields of the index. */
  readonly fields: string[];
  constructor(reason: ConflictError['reason'], collection: string, id: string, fields: string[] = []) {
    super(
      `conflict <${reason}> in <${collection}> at <${id}>${fields.length ? ` on [${fields.join(', ')}]` : ''}`,
    );
    this.name = 'ConflictError';
    this.reason = reason;
    this.collection = collection;
    this.id = id;
    this.fields = fields;
  }
}

/** A query on something that no index declares, or an unknown collection: a mistake in the program. */
export class StoreUsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreUsageError';
  }
}

export interface Store {
  get<T = Doc>(collection: string, id: string): Promise<Stored<T> | undefined>;
  getMany<T = Doc>(collection: string, ids: string[]): Promise<(Stored<T> | undefined)[]>;
  find<T = Doc>(collection: string, q: Query): Promise<Page<Stored<T>>>;
  count(collection: string, where?: Where): Promise<number>;
  /** All or nothing; durable (synced) when it resolves. Concurrent calls share a sync (group commit). */
  commit(ops: Op[]): Promise<void>;
  /** Called after each commit, in order, with the ops that were written; for live pages. Not durable. */
  onCommit(listener: (ops: Op[]) => void): { close(): void };
  close(): Promise<void>;
}
