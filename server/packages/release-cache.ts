/** Releases as the rest of the server reads them: parsed once, kept by id (they never change). */
import type { PackageFiles } from '../../processes/format.ts';
import { parsePackage } from '../../processes/parse.ts';
import type { Store } from '../store/port.ts';
import type { PackageDoc, ParameterDoc, ReleaseDoc } from './collections.ts';
import type { Release, Releases } from './release.ts';

export const toFiles = (list: { path: string; text: string }[]): PackageFiles =>
  Object.fromEntries(list.map((f) => [f.path, f.text]));

export const toList = (files: PackageFiles): { path: string; text: string }[] =>
  Object.keys(files)
    .sort()
    .map((path) => ({ path, text: files[path] ?? '' }));

/** The parameters' defaults, from their JSON Schema. */
export function defaultsOf(parameters: Record<string, unknown>): Record<string, unknown> {
  const properties = (parameters.properties ?? {}) as Record<string, { default?: unknown }>;
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, p]) => p?.default !== undefined)
      .map(([name, p]) => [name, p.default]),
  );
}

export class ReleaseCache implements Releases {
  readonly #store: Store;
  readonly #byId = new Map<string, Release>();
  /** Package → values of each organisation, shortest path first. */
  readonly #values = new Map<string, ParameterDoc[]>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Reads the parameter values; call at start, and `setValues` after each change. */
  async open(): Promise<void> {
    let after: string | undefined;
    do {
      const page = await this.#store.find<ParameterDoc>('parameterValues', {
        sort: ['id'],
        ...(after === undefined ? {} : { after }),
      });
      for (const doc of page.items) this.setValues(doc);
      after = page.next;
    } while (after !== undefined);
  }

  setValues(doc: ParameterDoc): void {
    const others = (this.#values.get(doc.packageId) ?? []).filter((v) => v.id !== doc.id);
    this.#values.set(
      doc.packageId,
      [...others, doc].sort((a, b) => a.orgPath.length - b.orgPath.length),
    );
  }

  /** Defaults, under the values of the organisations from the top of the tree down to this one. */
  #parameters(
    packageId: string,
    defaults: Record<string, unknown>,
    orgPath: string,
  ): Record<string, unknown> {
    const local = (this.#values.get(packageId) ?? []).filter((v) => orgPath.startsWith(v.orgPath));
    return Object.assign({}, defaults, ...local.map((v) => v.values));
  }

  #make(doc: ReleaseDoc): Release {
    const { parsed, problems } = parsePackage(toFiles(doc.files));
    if (!parsed) throw new Error(`release <${doc.id}> cannot be read: ${problems[0]?.message}`);
    const defaults = defaultsOf(parsed.manifest.parameters);
    const { manifest, forms, rules, registers, documents, publications } = parsed;
    return {
      id: doc.id,
      packageId: doc.packageId,
      number: doc.number,
      manifest,
      files: toFiles(doc.files),
      forms,
      rules,
      registers,
      documents,
      publications,
      process: doc.process,
      parameters: (orgPath) => this.#parameters(doc.packageId, defaults, orgPath),
      publishedAt: doc.publishedAt,
      publishedBy: doc.publishedBy,
      reason: doc.reason,
    };
  }

  async get(releaseId: string): Promise<Release | undefined> {
    const known = this.#byId.get(releaseId);
    if (known) return known;
    const doc = await this.#store.get<ReleaseDoc>('releases', releaseId);
    if (!doc) return undefined;
    const release = this.#make(doc);
    this.#byId.set(releaseId, release);
    return release;
  }

  async currentOf(packageId: string): Promise<Release | undefined> {
    const pkg = await this.#store.get<PackageDoc>('packages', packageId);
    return pkg?.current ? this.get(pkg.current) : undefined;
  }

  async current(): Promise<Release[]> {
    const { items } = await this.#store.find<PackageDoc>('packages', { sort: ['order', 'id'], limit: 1000 });
    const found = await Promise.all(items.map((p) => (p.current ? this.get(p.current) : undefined)));
    return found.filter((r) => r !== undefined);
  }
}
