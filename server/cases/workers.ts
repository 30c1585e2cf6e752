/** Those who have or had a task of a case may read it, also a body that is none of its parties. */
import type { Op } from '../store/port.ts';
import type { Case } from './collections.ts';
import type { MatterDeps } from './ports.ts';
import { readersOf } from './readers.ts';

/**
 * Ops that open the case to the bodies and people among `keys`; none when it is open to them. A role's key does not: it
 * is held by many, and stands on a case while they may join it. To be called under the lock of the case.
 */
export async function openToWorkers(deps: MatterDeps, caseId: string, keys: string[]): Promise<Op[]> {
  const c = await deps.store.get<Case>('cases', caseId);
  const release = c && (await deps.releases.get(c.releaseId));
  if (!c || !release) return [];
  const before = c.workers ?? [];
  const added = keys.map(bodyOrUser).filter((k) => k !== undefined && !before.includes(k)) as string[];
  if (added.length === 0) return [];
  const workers = [...new Set([...before, ...added])];
  return [
    {
      op: 'patch',
      collection: 'cases',
      id: caseId,
      set: { workers, readers: readersOf({ ...c, workers }, release) },
    },
  ];
}

/** `body:jtj:head` opens it to the whole body. */
function bodyOrUser(key: string): string | undefined {
  const [kind, id] = key.split(':');
  return id && (kind === 'body' || kind === 'user') ? `${kind}:${id}` : undefined;
}
