/** Drafts of forms: one per task, and one per person and package for a case not yet started. */
import { conflict } from '../http/problem.ts';
import { ConflictError, type Store } from '../store/port.ts';
import type { TaskDraft } from './collections.ts';

/** Writes a draft over revision `rev` (0: none yet); a rival save is a 409 that the page offers to solve. */
export async function keepDraft(store: Store, doc: TaskDraft, rev: number): Promise<{ rev: number }> {
  try {
    await store.commit([{ op: 'put', collection: 'taskDrafts', doc, ifRev: rev }]);
  } catch (error) {
    if (error instanceof ConflictError) {
      throw conflict('这份草稿已在别处保存过，请选择保留哪一份。');
    }
    throw error;
  }
  return { rev: rev + 1 };
}
