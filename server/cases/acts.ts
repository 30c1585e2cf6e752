/** Deeds on a case that stand in its time line. */
import type { Op } from '../store/port.ts';
import type { CaseAct } from './collections.ts';

/** Give an id that names the deed once (a job key, say) where the deed can be redelivered. */
export function actOp(act: Omit<CaseAct, 'id'> & { id?: string }): Op {
  const doc = { ...act, id: act.id ?? crypto.randomUUID() };
  return { op: 'put', collection: 'caseActs', doc };
}
