/** Sessions on the server's side. The browser holds a random token; the store holds only its SHA-256. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import { ConflictError, type Op, type Store } from '../store/port.ts';
import type { Session } from './collections.ts';

const sha256 = (s: string): string => createHash('sha256').update(s).digest('base64url');

/** The CSRF token follows from the session's token, which pages' scripts cannot read: nothing more to keep. */
export const csrfOf = (token: string): string => sha256(`csrf:${token}`);

export interface SessionLimits {
  idleMinutes: number;
  absoluteHours: number;
}

/** `seenAt` is written at most this often. */
const SEEN_EVERY_MS = 5 * 60_000;

export class Sessions {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #limits: SessionLimits;
  /** Sessions read lately, by id; kept true by the store's commits. */
  readonly #cache = new Map<string, Session>();
  /** Grows with every change of sessions: what was read before a change must not be kept after it. */
  #changes = 0;

  constructor(store: Store, clock: Clock, limits: SessionLimits) {
    this.#store = store;
    this.#clock = clock;
    this.#limits = limits;
    store.onCommit((ops) => {
      for (const op of ops) {
        if (op.collection !== 'sessions') continue;
        this.#cache.delete(op.op === 'put' ? op.doc.id : op.id);
        this.#changes++;
      }
    });
  }

  #now(): number {
    return Date.parse(this.#clock.now());
  }

  /** A new session and the ops that keep it. */
  create(userId: string, oneTime: boolean): { token: string; ops: Op[] } {
    const token = randomBytes(32).toString('base64url');
    const now = this.#clock.now();
    const expiresAt = new Date(this.#now() + this.#limits.absoluteHours * 3_600_000).toISOString();
    const doc: Session = { id: sha256(token), userId, createdAt: now, seenAt: now, expiresAt, oneTime };
    return { token, ops: [{ op: 'put', collection: 'sessions', doc, ifRev: 0 }] };
  }

  /** The good session of a token; notes that it was used. */
  async find(token: string): Promise<Session | undefined> {
    const id = sha256(token);
    const before = this.#changes;
    const session = this.#cache.get(id) ?? (await this.#store.get<Session>('sessions', id));
    if (!session) return undefined;
    const now = this.#now();
    const idleUntil = Date.parse(session.seenAt) + this.#limits.idleMinutes * 60_000;
    if (now >= Date.parse(session.expiresAt) || now >= idleUntil) return undefined;
    if (this.#cache.size > 10_000) this.#cache.clear();
    if (before === this.#changes) this.#cache.set(id, session);
    return now - Date.parse(session.seenAt) > SEEN_EVERY_MS ? this.#seen(session) : session;
  }

  /** Undefined when the session was ended in this very moment. */
  async #seen(session: Session): Promise<Session | undefined> {
    const seenAt = this.#clock.now();
    try {
      await this.#store.commit([{ op: 'patch', collection: 'sessions', id: session.id, set: { seenAt } }]);
    } catch (error) {
      if (error instanceof ConflictError) return undefined;
      throw error;
    }
    return { ...session, seenAt };
  }

  endOps(token: string): Op[] {
    return [{ op: 'delete', collection: 'sessions', id: sha256(token) }];
  }

  /** Ops that end all sessions of a person: the password changed, or the account was closed. */
  async endAllOps(userId: string): Promise<Op[]> {
    const { items } = await this.#store.find<Session>('sessions', { where: { userId }, limit: 1000 });
    return items.map((s): Op => ({ op: 'delete', collection: 'sessions', id: s.id }));
  }

  /** Removes what has expired; at start and now and then. */
  async sweep(): Promise<void> {
    const where = { expiresAt: { lt: this.#clock.now() } };
    for (;;) {
      const { items } = await this.#store.find<Session>('sessions', { where, limit: 500 });
      if (items.length === 0) return;
      await this.#store.commit(items.map((s): Op => ({ op: 'delete', collection: 'sessions', id: s.id })));
    }
  }
}
