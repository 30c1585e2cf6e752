/**
 * The rule editors' desk: they change the rule files of a package and publish them as a version of their own. The draft
 * stands apart from the administrators', so that neither publishes what the other has half done.
 */
import type { Actor } from '../auth/actor.ts';
import { mayAnywhere } from '../auth/actor.ts';
import type { Audit } from '../cases/ports.ts';
import type { Clock } from '../clock/clock.ts';
import type { Directory } from '../directory/directory.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { ReleaseDoc } from '../packages/collections.ts';
import type { PackageService } from '../packages/index.ts';
import type { Release } from '../packages/release.ts';
import { ConflictError, type Op, type Store } from '../store/port.ts';
import type { RuleDraft } from './collections.ts';
import type { RuleDeskView, RuleVersion, SaveRules, WeightingView } from './rule-schemas.ts';
import { isRule, isUsable, weightingsOf } from './weightings.ts';

/** Releases looked through for versions. */
const RELEASES = 100;
const isBeside = (path: string): boolean => path === 'manifest.json' || /^registers\/.+\.json$/.test(path);

/** Titles of rules as of the deed: a log is read long after they are renamed or gone. What is no JSON yet has none. */
function titlesOf(paths: string[], texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    paths.flatMap((path) => {
      try {
        const { title } = JSON.parse(texts[path] ?? '') as { title?: unknown };
        return typeof title === 'string' ? [[path, title]] : [];
      } catch {
        return [];
      }
    }),
  );
}

export interface RuleDeskDeps {
  store: Store;
  clock: Clock;
  directory: Directory;
  audit: Audit;
  packages: PackageService;
}

export function createRuleDesk({ store, clock, directory, audit, packages }: RuleDeskDeps) {
  const nameOf = (id: string): string => (id === 'system' ? '系统' : directory.name(id));

  async function currentOf(packageId: string): Promise<Release> {
    const release = await packages.releases.currentOf(packageId);
    if (!release) throw notFound(`流程“${packageId}”`);
    return release;
  }

  const changedOf = (draft: RuleDraft | undefined): Record<string, string> =>
    Object.fromEntries((draft?.files ?? []).map((f) => [f.path, f.text]));

  /** Files of the draft that the release in force has changed, too, since the draft was begun. */
  async function outdatedOf(draft: RuleDraft | undefined, release: Release): Promise<string[]> {
    if (!draft || draft.basedOn === release.id) return [];
    const base = await packages.releases.get(draft.basedOn);
    return draft.files.map((f) => f.path).filter((p) => base?.files[p] !== release.files[p]);
  }

  async function read(actor: Actor, packageId: string): Promise<RuleDeskView> {
    const release = await currentOf(packageId);
    const draft = await store.get<RuleDraft>('ruleDrafts', packageId);
    const { id, number, publishedAt, publishedBy } = release;
    return {
      packageId,
      title: release.manifest.title,
      release: { id, number, publishedAt, publishedBy: nameOf(publishedBy) },
      released: Object.fromEntries(Object.entries(release.files).filter(([path]) => isRule(path))),
      beside: Object.fromEntries(Object.entries(release.files).filter(([path]) => isBeside(path))),
      changed: changedOf(draft),
      rev: draft?.rev ?? 0,
      updatedAt: draft?.updatedAt ?? null,
      updatedByName: draft ? nameOf(draft.updatedBy) : null,
      outdated: await outdatedOf(draft, release),
      may: { edit: mayAnywhere(actor, 'rules.edit'), publish: mayAnywhere(actor, 'rules.publish') },
    };
  }

  /** What became of the deed that came second, in the words of the deed. */
  const NOTHING_DONE = {
    save: '您的修改没有保存，也没有覆盖任何内容：请先载入最新内容，再核对后保存。',
    discard: '草稿没有放弃：请先载入最新内容，核对后再决定是否放弃。',
    publish: '规则没有发布：请先载入最新内容，核对后再发布。',
  };

  async function conflictOf(packageId: string, deed: keyof typeof NOTHING_DONE): Promise<HttpProblem> {
    const now = await store.get<RuleDraft>('ruleDrafts', packageId);
    const what = now ? `${nameOf(now.updatedBy)}已在您之后保存了规则草稿` : '规则草稿已被别人发布或放弃';
    return new HttpProblem('conflict', `${what}。${NOTHING_DONE[deed]}`);
  }

  async function commit(packageId: string, deed: 'save' | 'discard', ops: Op[]): Promise<void> {
    try {
      await store.commit(ops);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'ruleDrafts')
        throw await conflictOf(packageId, deed);
      throw e;
    }
  }

  const recorded = (actor: Actor, action: string, packageId: string, detail: Record<string, unknown> = {}) =>
    audit.record({ actor, action, target: { kind: 'packages', id: packageId }, detail });

  /** Keeps the changed ones of `files`; 409 when somebody saved since revision `rev`. A draft may have errors. */
  async function save(
    actor: Actor,
    packageId: string,
    { files, undo, rev }: SaveRules,
  ): Promise<RuleDeskView> {
    const release = await currentOf(packageId);
    const before = await store.get<RuleDraft>('ruleDrafts', packageId);
    const all = { ...changedOf(before), ...files };
    const changed = Object.keys(all).filter(
      (path) => all[path] !== release.files[path] && !undo.includes(path),
    );
    const draft: RuleDraft = {
      id: packageId,
      files: changed.sort().map((path) => ({ path, text: all[path]! })),
      // what was begun on an older release stays measured against it, see outdatedOf
      basedOn: before?.basedOn ?? release.id,
      updatedAt: clock.now(),
      updatedBy: actor.userId,
    };
    // with nothing left, what is begun next is measured against the release then in force
    const op: Op =
      before && changed.length === 0
        ? { op: 'delete', collection: 'ruleDrafts', id: packageId, ifRev: rev }
        : { op: 'put', collection: 'ruleDrafts', doc: draft, ifRev: rev };
    await commit(packageId, 'save', [
      op,
      ...recorded(actor, 'rules.draft.save', packageId, {
        files: changed,
        ...(undo.length > 0 ? { undo } : {}),
        titles: titlesOf([...changed, ...undo], { ...release.files, ...changedOf(before), ...files }),
      }),
    ]);
    return read(actor, packageId);
  }

  async function discard(actor: Actor, packageId: string, rev: number): Promise<RuleDeskView> {
    const before = changedOf(await store.get<RuleDraft>('ruleDrafts', packageId));
    const files = Object.keys(before);
    await commit(packageId, 'discard', [
      { op: 'delete', collection: 'ruleDrafts', id: packageId, ifRev: rev },
      ...recorded(actor, 'rules.draft.discard', packageId, { files, titles: titlesOf(files, before) }),
    ]);
    return read(actor, packageId);
  }

  /** Makes a release of the one in force and the changed rule files, after the whole package was checked with them. */
  async function publish(actor: Actor, packageId: string, r: { rev: number; reason: string }) {
    const release = await currentOf(packageId);
    const draft = await store.get<RuleDraft>('ruleDrafts', packageId);
    if (!draft || draft.rev !== r.rev) throw await conflictOf(packageId, 'publish');
    if (draft.files.length === 0) throw new HttpProblem('conflict', '没有修改可发布：规则与生效的版本相同。');
    const outdated = await outdatedOf(draft, release);
    if (outdated.length > 0)
      throw new HttpProblem(
        'conflict',
        `生效的版本已更新为第 ${release.number} 版，其中也修改了您改过的规则。请对照新版重做修改后再发布。`,
        outdated.map((place) => ({ place, message: '双方都修改了这个文件' })),
      );
    return packages.publishChanges(actor, packageId, {
      from: release.id,
      changes: changedOf(draft),
      reason: r.reason,
      also: [{ op: 'delete', collection: 'ruleDrafts', id: packageId, ifRev: draft.rev }],
    });
  }

  /** Releases in which the file changed, newest first: its versions. */
  async function versions(packageId: string, file: string): Promise<RuleVersion[]> {
    const current = await currentOf(packageId);
    const { items } = await store.find<ReleaseDoc>('releases', {
      where: { packageId },
      sort: ['-number'],
      limit: RELEASES,
    });
    const textOf = (r: ReleaseDoc | undefined) => r?.files.find((f) => f.path === file)?.text;
    let inForce = false;
    return items.flatMap((r, i): RuleVersion[] => {
      const text = textOf(r);
      if (text === undefined || text === textOf(items[i + 1])) return [];
      const first = !inForce && r.number <= current.number;
      inForce ||= first;
      const { id: releaseId, number, publishedAt: at, reason } = r;
      return [{ releaseId, number, at, byName: nameOf(r.publishedBy), reason, current: first, text }];
    });
  }

  /** Closed weighting rounds over a scheme, newest first, as they may be taken into it. */
  async function weightings(actor: Actor, packageId: string, scheme: string): Promise<WeightingView[]> {
    await currentOf(packageId);
    return (await weightingsOf(store, actor, packageId, scheme)).map(({ orgId, scheme: _, ...round }) => ({
      ...round,
      orgName: directory.name(orgId),
      usable: isUsable(round),
    }));
  }

  return { weightings, read, save, discard, publish, versions };
}

export type RuleDesk = ReturnType<typeof createRuleDesk>;
