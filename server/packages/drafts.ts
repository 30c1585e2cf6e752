/** Drafts: one per package, saved with optimistic locking, so that two administrators never overwrite each other. */

import { type CheckedBlock, checkPackage } from '../../processes/check.ts';
import type { PackageFiles, PackageProblem } from '../../processes/format.ts';
import type { Actor } from '../auth/actor.ts';
import type { Clock } from '../clock/clock.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { ConflictError, type Store } from '../store/port.ts';
import type { DraftDoc, PackageDoc, ReleaseDoc } from './collections.ts';
import type { PackageAudit } from './ports.ts';
import { toFiles, toList } from './release-cache.ts';

export interface Draft {
  packageId: string;
  files: PackageFiles;
  /** Pass back when saving. 0: not saved yet, shows the release in force. */
  rev: number;
  basedOn: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
}

export interface DraftDependencies {
  store: Store;
  clock: Clock;
  audit: PackageAudit;
  blocks(): CheckedBlock[];
  /** Name of a user, for messages. */
  userName(id: string): string;
}

export function createDrafts({ store, clock, audit, blocks, userName }: DraftDependencies) {
  async function packageDoc(packageId: string) {
    const pkg = await store.get<PackageDoc>('packages', packageId);
    if (!pkg) throw notFound(`配置包“${packageId}”`);
    return pkg;
  }

  async function read(packageId: string): Promise<Draft> {
    const pkg = await packageDoc(packageId);
    const draft = await store.get<DraftDoc>('packageDrafts', packageId);
    if (draft)
      return {
        packageId,
        files: toFiles(draft.files),
        rev: draft.rev,
        basedOn: draft.basedOn,
        updatedAt: draft.updatedAt,
        updatedBy: draft.updatedBy,
      };
    const release = pkg.current ? await store.get<ReleaseDoc>('releases', pkg.current) : undefined;
    return {
      packageId,
      files: release ? toFiles(release.files) : {},
      rev: 0,
      basedOn: pkg.current,
      updatedAt: null,
      updatedBy: null,
    };
  }

  /** The clear refusal of a second save: who saved when, and that nothing was overwritten. */
  async function conflictOf(packageId: string): Promise<HttpProblem> {
    const now = await store.get<DraftDoc>('packageDrafts', packageId);
    if (!now)
      return new HttpProblem(
        'conflict',
        '草稿已被发布或放弃。请先导出您的修改,再刷新页面。您的修改没有覆盖任何内容。',
      );
    return new HttpProblem(
      'conflict',
      `${userName(now.updatedBy)}已在您之后保存了这份草稿(${now.updatedAt.slice(0, 16).replace('T', ' ')} UTC)。您的修改没有覆盖对方的内容:请先导出,再刷新页面后合并。`,
    );
  }

  /** Saves the files of a draft. `rev` is the revision that the editor began from (0: none yet). */
  async function save(actor: Actor, packageId: string, files: PackageFiles, rev: number): Promise<Draft> {
    const pkg = await packageDoc(packageId);
    const before = await store.get<DraftDoc>('packageDrafts', packageId);
    const doc: DraftDoc = {
      id: packageId,
      files: toList(files),
      basedOn: before?.basedOn ?? pkg.current,
      updatedAt: clock.now(),
      updatedBy: actor.userId,
    };
    try {
      await store.commit([
        { op: 'put', collection: 'packageDrafts', doc, ifRev: rev },
        ...audit.ops({ actorId: actor.userId, action: 'packages.draft.save', target: packageId }),
      ]);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'packageDrafts') throw await conflictOf(packageId);
      throw e;
    }
    return read(packageId);
  }

  async function discard(actor: Actor, packageId: string, rev: number): Promise<void> {
    try {
      await store.commit([
        { op: 'delete', collection: 'packageDrafts', id: packageId, ifRev: rev },
        ...audit.ops({ actorId: actor.userId, action: 'packages.draft.discard', target: packageId }),
      ]);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'packageDrafts') throw await conflictOf(packageId);
      throw e;
    }
  }

  const check = (files: PackageFiles): Promise<PackageProblem[]> => checkPackage(files, { blocks: blocks() });

  return { read, save, discard, check, conflictOf };
}

export type Drafts = ReturnType<typeof createDrafts>;
