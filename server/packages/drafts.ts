/** Drafts: one per package, saved with optimistic locking, so that two administrators never overwrite each other. */

import type { Engine } from '../../engine/engine.ts';
import { type CheckedBlock, checkPackage } from '../../processes/check.ts';
import type { PackageFiles, PackageProblem } from '../../processes/format.ts';
import { parsePackage } from '../../processes/parse.ts';
import type { Actor } from '../auth/actor.ts';
import type { Clock } from '../clock/clock.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { ConflictError, type Op, type Store } from '../store/port.ts';
import type { DraftDoc, PackageDoc, ReleaseDoc } from './collections.ts';
import type { FalseClaims, PackageAudit } from './ports.ts';
import { toFiles, toList } from './release-cache.ts';

export interface Draft {
  packageId: string;
  files: PackageFiles;
  /** Pass back when saving. 0: not saved yet, shows the release in force. */
  rev: number;
  basedOn: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
  updatedByName: string | null;
}

export interface DraftDependencies {
  store: Store;
  clock: Clock;
  audit: PackageAudit;
  blocks(): CheckedBlock[];
  engine: Engine;
  falseClaims: FalseClaims;
  /** Name of a user, for messages. */
  userName(id: string): string;
}

const time = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** `2026-03-01 09:05`, as people read it in a message. */
const localTime = (instant: string): string => time.format(new Date(instant));

export function createDrafts(d: DraftDependencies) {
  const { store, clock, audit, blocks, engine, userName } = d;

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
        updatedByName: userName(draft.updatedBy),
      };
    const release = pkg.current ? await store.get<ReleaseDoc>('releases', pkg.current) : undefined;
    return {
      packageId,
      files: release ? toFiles(release.files) : {},
      rev: 0,
      basedOn: pkg.current,
      updatedAt: null,
      updatedBy: null,
      updatedByName: null,
    };
  }

  /** The clear refusal of a second save: who saved when, and that nothing was overwritten. */
  async function conflictOf(packageId: string): Promise<HttpProblem> {
    const now = await store.get<DraftDoc>('packageDrafts', packageId);
    if (!now) {
      const { number } = await packageDoc(packageId);
      return new HttpProblem(
        'conflict',
        `草稿在您修改期间已被发布或放弃${number ? `，现在生效的是第 ${number} 版` : ''}。您的修改没有保存，也没有覆盖任何内容：请先下载您的修改，再重新载入后合并。`,
      );
    }
    return new HttpProblem(
      'conflict',
      `${userName(now.updatedBy)}已在您之后保存了这份草稿（${localTime(now.updatedAt)}）。您的修改没有保存，也没有覆盖对方的内容：请先下载您的修改，再重新载入后合并。`,
    );
  }

  /**
   * Saves the files of a draft. `rev` is the revision that the editor began from (0: none yet), `since` what it saw then:
   * neither a newer release nor another draft that happens to stand at the same revision is undone unseen. `changed` is
   * the package itself where it enters or changes with the draft, in the same commit.
   */
  async function save(
    actor: Actor,
    packageId: string,
    files: PackageFiles,
    rev: number,
    since?: { basedOn: string | null; updatedAt: string | null },
    changed?: Op & { op: 'put'; doc: PackageDoc },
  ): Promise<Draft> {
    const pkg = changed?.doc ?? (await packageDoc(packageId));
    const before = await store.get<DraftDoc>('packageDrafts', packageId);
    const basedOn = before?.basedOn ?? pkg.current;
    if (since && (since.basedOn !== basedOn || since.updatedAt !== (before?.updatedAt ?? null)))
      throw await conflictOf(packageId);
    const doc: DraftDoc = {
      id: packageId,
      files: toList(files),
      basedOn,
      updatedAt: clock.now(),
      updatedBy: actor.userId,
    };
    try {
      await store.commit([
        { op: 'put', collection: 'packageDrafts', doc, ifRev: rev },
        ...(changed ? [changed] : []),
        ...audit.ops({ actorId: actor.userId, action: 'packages.draft.save', target: packageId }),
      ]);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'packageDrafts') throw await conflictOf(packageId);
      throw e;
    }
    return read(packageId);
  }

  /** Gives the draft up. A package that was never published goes with it. */
  async function discard(actor: Actor, packageId: string, rev: number): Promise<void> {
    const pkg = await packageDoc(packageId);
    const unborn: Op[] =
      pkg.current === null ? [{ op: 'delete', collection: 'packages', id: packageId, ifRev: pkg.rev }] : [];
    try {
      await store.commit([
        { op: 'delete', collection: 'packageDrafts', id: packageId, ifRev: rev },
        ...unborn,
        ...audit.ops({ actorId: actor.userId, action: 'packages.draft.discard', target: packageId }),
      ]);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'packageDrafts') throw await conflictOf(packageId);
      throw e;
    }
  }

  /** What is said of this installation and is not so; nothing where the package cannot be read. */
  async function untrue(files: PackageFiles): Promise<PackageProblem[]> {
    const { parsed } = parsePackage(files);
    if (!parsed) return [];
    const pkg = await store.get<PackageDoc>('packages', parsed.manifest.id);
    const release = pkg?.current ? await store.get<ReleaseDoc>('releases', pkg.current) : undefined;
    const found = await d.falseClaims(parsed.manifest.id, files, release ? toFiles(release.files) : {});
    return found.map(({ place, message }) => ({
      severity: 'error',
      file: place,
      code: 'false-claim',
      message,
    }));
  }

  const check = async (files: PackageFiles): Promise<PackageProblem[]> => [
    ...(await checkPackage(files, { blocks: blocks(), engine: engine.capabilities })),
    ...(await untrue(files)),
  ];

  return { read, save, discard, check, untrue, conflictOf };
}

export type Drafts = ReturnType<typeof createDrafts>;
