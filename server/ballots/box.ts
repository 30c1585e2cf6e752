/**
 * The sealed box (票箱) of a secret round. While the round is open, each vote is encrypted under a key that lies in a file
 * of its own, never in the database: in its file, its log, its backups and its replicas the commit that marks somebody
 * as having voted stands beside a text that tells nothing. At the end all are opened at once and the key is destroyed.
 *
 * AES-256-GCM; all sealed votes of a round are of one length, since a length could tell a choice. `<data>/ballot-box/
 * <round>.key` holds 32 bytes.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { random } from './random.ts';

const IV = 12;
const TAG = 16;
/** Sealed texts are filled up to a multiple of this, in bytes. */
const STEP = 64;

export interface BoxKey {
  readonly roundId: string;
  readonly key: Buffer;
  /** Bytes to which papers are filled up. */
  readonly room: number;
}

/** Encrypted and filled up, as base64. A paper beyond the room takes as many whole rooms as it needs. */
export function seal(box: BoxKey, paper: unknown): string {
  const text = JSON.stringify(paper);
  const bytes = Buffer.byteLength(text);
  const plain = Buffer.alloc(Math.max(1, Math.ceil(bytes / box.room)) * box.room, 0x20);
  plain.write(text);
  const iv = random(IV);
  const cipher = createCipheriv('aes-256-gcm', box.key, iv);
  // a vote moved into the box of another round does not open there
  cipher.setAAD(Buffer.from(box.roundId));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Throws when it was altered, or sealed for another round. */
export function unseal(box: BoxKey, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', box.key, bytes.subarray(0, IV));
  decipher.setAAD(Buffer.from(box.roundId));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  const plain = Buffer.concat([decipher.update(bytes.subarray(IV, bytes.length - TAG)), decipher.final()]);
  return JSON.parse(plain.toString('utf8'));
}

/** A mark that only this round's server can have given (cookies of an open round). */
export const signatureOf = (box: BoxKey, text: string): string =>
  createHmac('sha256', box.key).update(text).digest('base64url');

/** The room for papers of at most this many bytes. */
export const roomFor = (bytes: number): number => Math.ceil((bytes + 2) / STEP) * STEP;

export class BallotBoxes {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'ballot-box');
  }

  #file(roundId: string): string {
    if (!/^[\w.-]{1,200}$/.test(roundId)) throw new Error(`no file name for the key of round <${roundId}>`);
    return join(this.#folder, `${roundId}.key`);
  }

  /** Makes the key, synced before anything is sealed with it; the one that is there when the round is opened again. */
  async create(roundId: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      const file = await open(this.#file(roundId), 'wx', 0o600);
      try {
        await file.write(randomBytes(32));
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
      if ((await readFile(this.#file(roundId))).length === 32) return;
      // a crash in the middle of making it: nothing was sealed yet
      await rm(this.#file(roundId));
      return this.create(roundId);
    }
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }

  /** Undefined when the file is gone. */
  async key(roundId: string): Promise<Buffer | undefined> {
    try {
      const key = await readFile(this.#file(roundId));
      return key.length === 32 ? key : undefined;
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Overwrites and removes it. What a copy-on-write file system or a flash disk keeps is told in docs/operations.md. */
  async destroy(roundId: string): Promise<void> {
    try {
      const file = await open(this.#file(roundId), 'r+');
      try {
        await file.write(Buffer.alloc(32), 0, 32, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await rm(this.#file(roundId));
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    }
  }
}
