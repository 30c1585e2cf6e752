/** Publishing: a checked draft becomes an immutable release, deployed on the engine. */
import type { Engine } from '../../engine/engine.ts';
import type { PackageFiles } from '../../processes/format.ts';
import { parsePackage } from '../../processes/parse.ts';
import type { Clock } from '../clock/clock.ts';
import { HttpProblem } from '../http/problem.ts';
import { ConflictError, type Op, type Store } from '../store/port.ts';
import type { PackageDoc, ReleaseDoc } from './collections.ts';
import type { CompileValidators, PackageAudit } from './ports.ts';
import { toList } from './release-cache.ts';
import { stampDrawing } from './stamp.ts';
import { stampDecisions } from './stamp-decisions.ts';

export interface PublishDependencies {
  store: Store;
  engine: Engine;
  clock: Clock;
  audit: PackageAudit;
  compileValidators: CompileValidators;
}

export interface PublishRequest {
  packageId: string;
  files: PackageFiles;
  by: string;
  reason: string;
  /** Revision of the draft that is used up; absent when a shipped package enters. */
  draftRev?: number;
  /** Release that the draft was begun from: a newer one in between is a conflict. */
  basedOn?: string | null;
  /** Set when a shipped package enters. */
  shippedVersion?: string;
  /** More to write in the same commit. */
  also?: (releaseId: string) => Op[];
}

/**
 * Deploys first (the same stamped XML deployed again after a crash keeps its version), then writes the release, the
 * pointer to it and the end of the draft in one commit.
 */
export function createPublisher({ store, engine, clock, audit, compileValidators }: PublishDependencies) {
  return async function publish(r: PublishRequest): Promise<string> {
    const { parsed, problems } = parsePackage(r.files);
    if (!parsed) throw new HttpProblem('unprocessable', problems[0]?.message ?? '配置包无法读取。');
    const pkg = await store.get<PackageDoc>('packages', r.packageId);
    if (pkg && r.basedOn !== undefined && pkg.current !== r.basedOn)
      throw new HttpProblem(
        'conflict',
        `这份草稿从${r.basedOn ? `第 ${r.basedOn.split('@')[1]} 版` : '空白'}开始，而现在已有第 ${pkg.number} 版。请先对照新版修改草稿，再发布。`,
      );
    const number = (pkg?.number ?? 0) + 1;
    const releaseId = `${r.packageId}@${number}`;
    const { main } = parsed.manifest;
    const resources = await Promise.all([
      ...[...parsed.drawings].map(async ([file, xml]) => ({
        name: `${r.packageId}/${file}`,
        content: await stampDrawing(file, xml, main.process, releaseId),
      })),
      ...[...parsed.decisions].map(async ([file, xml]) => ({
        name: `${r.packageId}/${file}`,
        content: await stampDecisions(file, xml, releaseId),
      })),
    ]);
    const deployment = await engine.deployResources(resources);
    const process = deployment.processes.find((p) => p.bpmnProcessId === main.process);
    if (!process) throw new HttpProblem('unprocessable', `图纸里没有可执行的流程“${main.process}”。`);
    const release: ReleaseDoc = {
      id: releaseId,
      packageId: r.packageId,
      number,
      files: toList(r.files),
      process: { bpmnProcessId: main.process, version: process.version, file: main.file },
      validators: await compileValidators(parsed.forms.values()),
      publishedAt: clock.now(),
      publishedBy: r.by,
      reason: r.reason,
    };
    const doc: PackageDoc = {
      id: r.packageId,
      title: parsed.manifest.title,
      order: parsed.manifest.order,
      current: releaseId,
      number,
      shippedVersion: r.shippedVersion ?? pkg?.shippedVersion ?? null,
      offered: r.shippedVersion ? null : (pkg?.offered ?? null),
    };
    const ops: Op[] = [
      { op: 'put', collection: 'releases', doc: release, ifRev: 0 },
      { op: 'put', collection: 'packages', doc, ifRev: pkg?.rev ?? 0 },
      ...(r.draftRev === undefined
        ? []
        : [{ op: 'delete' as const, collection: 'packageDrafts', id: r.packageId, ifRev: r.draftRev }]),
      ...(r.also?.(releaseId) ?? []),
      ...audit.ops({
        actorId: r.by,
        action: 'packages.publish',
        target: releaseId,
        content: { reason: r.reason },
      }),
    ];
    try {
      await store.commit(ops);
    } catch (e) {
      if (e instanceof ConflictError)
        throw new HttpProblem('conflict', '发布期间有人修改了草稿或先行发布。什么也没有改变：请刷新后再试。');
      throw e;
    }
    return releaseId;
  };
}
