/** One op inside a transaction: its precondition, then its rows. */
import { ConflictError } from '../port.ts';
import type { Fields, PreparedOp } from '../prepare.ts';
import type { Connection } from './connection.ts';
import { tables } from './layout.ts';
import { deleteRow, insertRow, needsOld, replaceRow, updateRow, upsertRow } from './rows.ts';

type Put = Extract<PreparedOp, { op: 'put' }>;

function put(db: Connection, op: Put): void {
  const { collection: c, doc, text, ifRev } = op;
  if (ifRev === 0) {
    if (!insertRow(db, c, doc, 1, text, true)) throw new ConflictError('revision', c.name, op.id);
  } else if (ifRev === undefined && !needsOld(c)) {
    upsertRow(db, c, doc, text);
  } else if (ifRev !== undefined && !needsOld(c)) {
    // one statement looks and writes; what it did not find is told as by a reading
    if (!replaceRow(db, c, doc, ifRev, text)) stand(db, op);
  } else {
    const current = stand(db, op);
    if (current) updateRow(db, c, doc, current.rev + 1, text, JSON.parse(current.text) as Fields);
    else insertRow(db, c, doc, 1, text);
  }
}

function conflict(op: PreparedOp, reason: 'missing' | 'revision'): ConflictError {
  return new ConflictError(reason, op.collection.name, op.id);
}

/** Reads the revision alone: the document may be long. */
function check(db: Connection, op: PreparedOp): void {
  const row = db.row<[number]>(`SELECT rev FROM ${tables.docs(op.collection)} WHERE id = ?`, [op.id]);
  if ((row?.[0] ?? 0) !== op.ifRev) throw conflict(op, row ? 'revision' : 'missing');
}

/** The document as it stands, after its precondition; undefined when absent and allowed to be. */
function stand(db: Connection, op: PreparedOp): { rev: number; text: string } | undefined {
  const row = db.row<[number, string]>(`SELECT rev, doc FROM ${tables.docs(op.collection)} WHERE id = ?`, [
    op.id,
  ]);
  const required = op.op === 'patch' || (op.ifRev !== undefined && op.ifRev > 0);
  if (!row) {
    if (required) throw conflict(op, 'missing');
    return undefined;
  }
  if (op.ifRev !== undefined && op.ifRev !== row[0]) throw conflict(op, 'revision');
  return { rev: row[0], text: row[1] };
}

/** ConflictError when a precondition or unique index forbids it; the caller rolls its savepoint back. */
export function applyOp(db: Connection, op: PreparedOp): void {
  if (op.op === 'put') {
    put(db, op);
    return;
  }
  if (op.op === 'check') {
    check(db, op);
    return;
  }
  const current = stand(db, op);
  if (!current) return;
  if (op.op === 'delete') {
    deleteRow(db, op.collection, op.id);
  } else if (op.op === 'patch') {
    const old = JSON.parse(current.text) as Fields;
    const { doc, text } = op.merge(old);
    updateRow(db, op.collection, doc, current.rev + 1, text, old);
  }
}
