/** The packages of an installation: lists, shipped packages, import and export. Drafts and publishing stand beside it. */
import type { PackageFiles } from '../../processes/format.ts';
import { parsePackage } from '../../processes/parse.ts';
import { unzipPackage, ZipProblem, zipPackage } from '../../processes/zip.ts';
import type { Actor } from '../auth/actor.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Op } from '../store/port.ts';
import type { DraftDoc, PackageDoc, ReleaseDoc } from './collections.ts';
import { createDrafts, type DraftDependencies } from './drafts.ts';
import { createParameters } from './parameters.ts';
import { createPublisher, type PublishDependencies } from './publish.ts';
import { ReleaseCache, toFiles, toList } from './release-cache.ts';

export interface PackageDependencies extends DraftDependencies, PublishDependencies {
  orgPath(orgId: string): string | undefined;
  /** How many cases run on a release. */
  runningCases(releaseId: string): Promise<number>;
}

export type PackageService = ReturnType<typeof createPackageService>;

const packageOp = (doc: PackageDoc, ifRev: number) =>
  ({ op: 'put', collection: 'packages', doc, ifRev }) as const;

export function createPackageService(d: PackageDependencies) {
  const { store } = d;
  /** Shipped packages enter by the system itself. */
  const nameOf = (id: string): string => (id === 'system' ? '系统' : d.userName(id));
  const releases = new ReleaseCache(store);
  const drafts = createDrafts(d);
  const publishFiles = createPublisher(d);
  const parameters = createParameters({ ...d, releases });

  /** Takes over a shipped package: enters once; a newer version waits as an offer beside the administrator's own. */
  async function install(id: string, files: PackageFiles): Promise<'published' | 'offered' | 'known'> {
    const { parsed, problems } = parsePackage(files);
    if (!parsed)
      throw new Error(`shipped package <${id}> cannot be read: ${problems[0]?.file} ${problems[0]?.message}`);
    const version = parsed.manifest.version;
    const pkg = await store.get<PackageDoc>('packages', id);
    if (!pkg) {
      const errors = (await drafts.check(files)).filter((p) => p.severity === 'error');
      if (errors.length)
        throw new Error(
          `shipped package <${id}> has errors: ${errors.map((p) => `${p.file} ${p.elementId ?? ''} ${p.message}`).join('; ')}`,
        );
      const reason = `随程序提供的 ${version} 版`;
      await publishFiles({ packageId: id, files, by: 'system', reason, shippedVersion: version });
      return 'published';
    }
    if (pkg.shippedVersion === null || pkg.shippedVersion === version || pkg.offered?.version === version)
      return 'known';
    const offered = { version, files: toList(files) };
    await store.commit([{ op: 'patch', collection: 'packages', id, set: { offered }, ifRev: pkg.rev }]);
    return 'offered';
  }

  /** Cases that run on any release of a package. */
  async function runningOf(pkg: PackageDoc): Promise<number> {
    const ids = Array.from({ length: pkg.number }, (_, i) => `${pkg.id}@${i + 1}`);
    const counts = await Promise.all(ids.map((id) => d.runningCases(id)));
    return counts.reduce((sum, n) => sum + n, 0);
  }

  async function list() {
    const { items } = await store.find<PackageDoc>('packages', { sort: ['order', 'id'], limit: 1000 });
    return Promise.all(
      items.map(async (pkg) => {
        const release = pkg.current ? await releases.get(pkg.current) : undefined;
        const draft = await store.get<DraftDoc>('packageDrafts', pkg.id);
        return {
          id: pkg.id,
          title: pkg.title,
          description: release?.manifest.description ?? '',
          release: release
            ? {
                id: release.id,
                number: release.number,
                publishedAt: release.publishedAt,
                publishedBy: nameOf(release.publishedBy),
              }
            : null,
          draft: draft
            ? { updatedAt: draft.updatedAt, updatedBy: nameOf(draft.updatedBy), rev: draft.rev }
            : null,
          offered: pkg.offered?.version ?? null,
          running: await runningOf(pkg),
        };
      }),
    );
  }

  /** 422 with the places of all errors. */
  async function refuseErrors(files: PackageFiles): Promise<void> {
    const errors = (await drafts.check(files)).filter((p) => p.severity === 'error');
    if (errors.length)
      throw new HttpProblem(
        'unprocessable',
        errors.length === 1
          ? `还有 1 个问题需要先解决，才能发布：${errors[0]!.message}`
          : `还有 ${errors.length} 个问题需要先解决，才能发布。`,
        errors.map((p) => ({
          place: [p.file, p.elementId ?? p.place].filter(Boolean).join('#'),
          message: p.message,
        })),
      );
  }

  /** Checks and publishes the draft at revision `rev`. Problems of severity error refuse it, each with its place. */
  async function publish(actor: Actor, packageId: string, rev: number, reason: string) {
    const draft = await drafts.read(packageId);
    if (draft.rev === 0) throw new HttpProblem('conflict', '没有草稿可发布：当前内容与生效的版本相同。');
    if (draft.rev !== rev) throw await drafts.conflictOf(packageId);
    await refuseErrors(draft.files);
    const releaseId = await publishFiles({
      packageId,
      files: draft.files,
      by: actor.userId,
      reason,
      draftRev: rev,
      basedOn: draft.basedOn,
    });
    return { releaseId, number: Number(releaseId.split('@')[1]) };
  }

  /**
   * Publishes changed files over the release in force, without the administrators' draft: that one takes the changes over
   * where it has not changed the same file itself; else it stays as it is and is told, when it is published, that there is
   * a newer release.
   */
  async function publishChanges(
    actor: Actor,
    packageId: string,
    r: { from: string; changes: PackageFiles; reason: string; also: Op[] },
  ) {
    const release = await releases.currentOf(packageId);
    if (!release) throw notFound(`配置包“${packageId}”`);
    if (release.id !== r.from) throw new HttpProblem('conflict', '期间已有新的版本生效。请刷新后再试。');
    const files = { ...release.files, ...r.changes };
    await refuseErrors(files);
    const draft = await store.get<DraftDoc>('packageDrafts', packageId);
    const drafted = draft && toFiles(draft.files);
    const follows =
      drafted &&
      draft.basedOn === release.id &&
      Object.keys(r.changes).every((path) => drafted[path] === release.files[path]);
    const follow = (releaseId: string): Op[] => {
      if (!follows) return [];
      const { rev, ...doc } = draft;
      const next = { ...doc, files: toList({ ...drafted, ...r.changes }), basedOn: releaseId };
      return [{ op: 'put', collection: 'packageDrafts', doc: next, ifRev: rev }];
    };
    const releaseId = await publishFiles({
      packageId,
      files,
      by: actor.userId,
      reason: r.reason,
      basedOn: release.id,
      also: (id) => [...r.also, ...follow(id)],
    });
    return { releaseId, number: Number(releaseId.split('@')[1]) };
  }

  async function history(packageId: string) {
    const pkg = await store.get<PackageDoc>('packages', packageId);
    if (!pkg) throw notFound(`配置包“${packageId}”`);
    const { items } = await store.find<ReleaseDoc>('releases', {
      where: { packageId },
      sort: ['-number'],
      limit: 200,
    });
    return Promise.all(
      items.map(async (r) => ({
        id: r.id,
        number: r.number,
        publishedAt: r.publishedAt,
        publishedBy: r.publishedBy,
        publishedByName: nameOf(r.publishedBy),
        reason: r.reason,
        current: r.id === pkg.current,
        running: await d.runningCases(r.id),
      })),
    );
  }

  async function filesOf(packageId: string, releaseId?: string): Promise<PackageFiles> {
    if (releaseId === undefined) return (await drafts.read(packageId)).files;
    const release = await releases.get(releaseId);
    if (!release || release.packageId !== packageId) throw notFound(`版本“${releaseId}”`);
    return release.files;
  }

  const exportZip = async (packageId: string, releaseId?: string) =>
    zipPackage(await filesOf(packageId, releaseId));

  /** A zip becomes the draft of the package that its manifest names; an unknown id makes a new package. */
  async function importZip(actor: Actor, bytes: Uint8Array, rev: number): Promise<string> {
    let files: PackageFiles;
    try {
      files = unzipPackage(bytes);
    } catch (e) {
      if (e instanceof ZipProblem) throw new HttpProblem('unprocessable', e.message);
      throw e;
    }
    const { parsed, problems } = parsePackage(files);
    if (!parsed)
      throw new HttpProblem(
        'unprocessable',
        '这个配置包无法读取，请按提示修改后再导入。',
        problems.map((p) => ({ place: p.file + (p.place ?? ''), message: p.message })),
      );
    const untrue = await drafts.untrue(files);
    if (untrue.length > 0)
      throw new HttpProblem(
        'unprocessable',
        `没有导入：${untrue.map((p) => p.message).join('')}`,
        untrue.map(({ file, message }) => ({ place: file, message })),
      );
    const { id, title, order } = parsed.manifest;
    const fresh: PackageDoc = {
      ...{ id, title, order, number: 0 },
      ...{ current: null, shippedVersion: null, offered: null },
    };
    const known = await store.get('packages', id);
    const changed = known ? undefined : packageOp(fresh, 0);
    await drafts.save(actor, id, files, rev, undefined, changed);
    return id;
  }

  /** The offered shipped version becomes the draft. */
  async function adoptOffer(actor: Actor, packageId: string, rev: number) {
    const pkg = await store.get<PackageDoc>('packages', packageId);
    if (!pkg?.offered) throw notFound('新的随程序版本');
    const offered = pkg.offered;
    const { rev: packageRev, ...doc } = pkg;
    const taken = packageOp({ ...doc, offered: null, shippedVersion: offered.version }, packageRev);
    return drafts.save(actor, packageId, toFiles(offered.files), rev, undefined, taken);
  }

  const validators = async (releaseId: string): Promise<string> => {
    const doc = await store.get<ReleaseDoc>('releases', releaseId);
    if (!doc) throw notFound(`版本“${releaseId}”`);
    return doc.validators;
  };

  return {
    releases,
    drafts,
    parameters,
    install,
    list,
    publish,
    publishChanges,
    history,
    filesOf,
    exportZip,
    importZip,
    adoptOffer,
    validators,
  };
}
