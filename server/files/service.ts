/** Files of cases: bytes first (synced, under their digest), then the row. What nobody referred to in a day is removed. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FILE_ENDINGS } from '../../forms/files.ts';
import type { FileReference } from '../../forms/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Case } from '../cases/collections.ts';
import { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { mayRead } from '../cases/readers.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Op } from '../store/port.ts';
import type { StoredFile } from './collections.ts';
import { sniff } from './sniff.ts';

const KEEP_UNUSED_MS = 24 * 3_600_000;
/** Within which a block commits a document's row. */
const COMMITTED_MS = 600_000;

export class FileService {
  readonly #deps: MatterDeps;
  readonly folder: string;
  readonly incoming: string;
  /** Digests whose bytes are there before their rows, and how often. */
  readonly #arriving = new Map<string, number>();
  readonly #lock = new KeyedLock();

  constructor(deps: MatterDeps) {
    this.#deps = deps;
    this.folder = join(deps.dataFolder, 'files');
    this.incoming = join(deps.dataFolder, 'incoming');
  }

  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await mkdir(this.incoming, { recursive: true });
  }

  #path = (sha256: string) => join(this.folder, sha256.slice(0, 2), sha256);

  /** Takes a complete temporary file in; it is gone from there afterwards, also when refused (415). */
  async accept(actor: Actor, temporary: string, name: string): Promise<FileReference> {
    try {
      const clean = basename(name.replaceAll('\\', '/'))
        .replace(/\p{Cc}/gu, '')
        .slice(0, 200);
      const type = await sniff(temporary, clean);
      if (!type) {
        const allowed = FILE_ENDINGS.join('、');
        throw new HttpProblem(
          'unsupported-type',
          `文件“${clean}”的类型不受支持，或内容与扩展名不符。可上传：${allowed}。`,
        );
      }
      const now = this.#deps.clock.now();
      const { sha256, size } = await this.#keep(temporary);
      const expiresAt = new Date(Date.parse(now) + KEEP_UNUSED_MS).toISOString();
      const id = randomUUID();
      const doc: StoredFile = {
        id,
        name: clean,
        size,
        type,
        sha256,
        kind: 'upload',
        by: actor.userId,
        at: now,
        expiresAt,
      };
      await this.#deps.store
        .commit([{ op: 'put', collection: 'files', doc }])
        .finally(() => this.#arrived(sha256));
      return { id, name: clean, size, type };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** A document made by a block; the op goes into the block's commit, the bytes are on disk already. */
  async keepDocument(
    c: Pick<Case, 'id'>,
    o: { id: string; name: string; type: string; bytes: Uint8Array },
  ): Promise<{ op: Op; file: FileReference }> {
    await this.prepare();
    const temporary = join(this.incoming, randomUUID());
    await writeFile(temporary, o.bytes);
    const { sha256, size } = await this.#keep(temporary);
    // the block commits it, some time from now
    setTimeout(() => this.#arrived(sha256), COMMITTED_MS).unref();
    const { id, name, type } = o;
    const doc: StoredFile = {
      id,
      caseId: c.id,
      name,
      size,
      type,
      sha256,
      kind: 'document',
      at: this.#deps.clock.now(),
    };
    return { op: { op: 'put', collection: 'files', doc }, file: { id, name, size, type } };
  }

  #arrived(sha256: string): void {
    const left = (this.#arriving.get(sha256) ?? 1) - 1;
    if (left > 0) this.#arriving.set(sha256, left);
    else this.#arriving.delete(sha256);
  }

  /** The bytes in their place; until `#arrived` the sweep leaves them, though no row tells of them yet. */
  async #keep(temporary: string): Promise<{ sha256: string; size: number }> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(temporary)) hash.update(chunk as Buffer);
    const sha256 = hash.digest('hex');
    const target = this.#path(sha256);
    const file = await open(temporary, 'r+');
    await file.sync();
    const { size } = await file.stat();
    await file.close();
    const folder = join(target, '..');
    await mkdir(folder, { recursive: true });
    this.#arriving.set(sha256, (this.#arriving.get(sha256) ?? 0) + 1);
    try {
      await this.#lock.run(sha256, () => rename(temporary, target));
      const directory = await open(folder);
      await directory.sync().finally(() => directory.close());
    } catch (error) {
      this.#arrived(sha256);
      throw error;
    }
    return { sha256, size };
  }

  /** The files that submitted data refers to become the case's. Unknown ones and another's are refused (422). */
  async attach(
    caseId: string,
    data: Record<string, unknown>,
    actor: Actor | undefined,
  ): Promise<{ ops: Op[] }> {
    // by file: one that stands in two fields is taken once
    const ops = new Map<string, Op>();
    for (const { ref, place } of references(data)) {
      const file = await this.#deps.store.get<StoredFile>('files', ref.id);
      const mine = file && (file.caseId === caseId || (!file.caseId && file.by === actor?.userId));
      if (!mine) {
        const message = `附件“${ref.name}”不存在或已过期，请重新上传`;
        throw new HttpProblem('unprocessable', `${message}。`, [{ place, message }]);
      }
      Object.assign(ref, { name: file.name, size: file.size, type: file.type });
      if (!file.caseId) {
        // Two forms sent at the same time cannot both have it, nor the sweep of unused ones take it.
        const set = { caseId, expiresAt: undefined };
        ops.set(file.id, { op: 'patch', collection: 'files', id: file.id, set, ifRev: file.rev });
      }
    }
    return { ops: [...ops.values()] };
  }

  /** The row and the path of the bytes, if the person may read it. */
  async forReading(actor: Actor, id: string): Promise<{ file: StoredFile; path: string }> {
    const file = await this.#deps.store.get<StoredFile>('files', id);
    if (!file) throw notFound('文件');
    const c = file.caseId ? await this.#deps.store.get<Case>('cases', file.caseId) : undefined;
    const own = file.by === actor.userId;
    if (!own && !(c && mayRead(actor, c))) throw notFound('文件');
    return { file, path: this.#path(file.sha256) };
  }

  async ofCase(caseId: string): Promise<StoredFile[]> {
    const where = { caseId };
    return (await this.#deps.store.find<StoredFile>('files', { where, sort: ['at'], limit: 500 })).items;
  }

  /** Removes uploads that nobody referred to; bytes only when no other row has them. Gives how many rows. */
  async tick(): Promise<number> {
    const { items } = await this.#deps.store.find<StoredFile>('files', {
      where: { expiresAt: { lte: this.#deps.clock.now() } },
      sort: ['expiresAt'],
      limit: 200,
    });
    for (const f of items) {
      await this.#deps.store.commit([{ op: 'delete', collection: 'files', id: f.id, ifRev: f.rev }]);
      await this.#lock.run(f.sha256, async () => {
        const used = await this.#deps.store.count('files', { sha256: f.sha256 });
        if (used === 0 && !this.#arriving.has(f.sha256)) await rm(this.#path(f.sha256), { force: true });
      });
    }
    return items.length;
  }

  nextInstant = async () => undefined;
}

/** FileReferences anywhere in form data, with their place as a JSON pointer. */
function references(value: unknown, place = ''): { ref: FileReference; place: string }[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => references(v, `${place}/${i}`));
  if (typeof value !== 'object' || value === null) return [];
  const r = value as Record<string, unknown>;
  const isFile =
    typeof r.id === 'string' && typeof r.size === 'number' && typeof r.type === 'string' && 'name' in r;
  if (isFile) return [{ ref: value as FileReference, place }];
  return Object.entries(r).flatMap(([k, v]) => references(v, `${place}/${k}`));
}
