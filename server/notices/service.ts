/** In-app notices (通知): one row for each person, written in the commit of what they tell of. */
import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { EventHub } from '../http/events.ts';
import type { Op, Store } from '../store/port.ts';
import type { NoticeDoc } from './collections.ts';

export interface Notice {
  /** User ids; twice the same counts once. */
  to: string[];
  title: string;
  text: string;
  caseId?: string;
  taskId?: string;
  /** The same key reaches a person once. */
  key?: string;
}

export class NoticeService {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(o: { store: Store; clock: Clock; hub: EventHub }) {
    this.#store = o.store;
    this.#clock = o.clock;
    o.store.onCommit((ops) => {
      for (const op of ops) {
        if (op.op !== 'put' || op.collection !== 'notices') continue;
        const { userId, title } = op.doc as unknown as NoticeDoc;
        o.hub.publish('notices', { title }, { audience: [`user:${userId}`] });
      }
    });
  }

  /** Ops that send it; those whom a notice with this key has reached are left out. */
  async ops(notice: Notice): Promise<Op[]> {
    const people = [...new Set(notice.to)];
    const ids = people.map((userId) =>
      notice.key === undefined
        ? randomUUID()
        : createHash('sha256').update(`${userId}\n${notice.key}`).digest('base64url'),
    );
    const sent = notice.key === undefined ? [] : await this.#store.getMany('notices', ids);
    const { title, text, caseId, taskId } = notice;
    return people.flatMap((userId, i): Op[] => {
      if (sent[i]) return [];
      const doc: NoticeDoc = {
        id: ids[i]!,
        userId,
        state: 'unread',
        title,
        text,
        createdAt: this.#clock.now(),
        ...(caseId ? { caseId } : {}),
        ...(taskId ? { taskId } : {}),
      };
      return [{ op: 'put', collection: 'notices', doc }];
    });
  }

  /** Marks one's own as read; all that are unread without ids. Gives how many. */
  async read(userId: string, ids?: string[]): Promise<number> {
    const found = ids
      ? await this.#store.getMany<NoticeDoc>('notices', ids)
      : (await this.#store.find<NoticeDoc>('notices', { where: { userId, state: 'unread' }, limit: 1000 }))
          .items;
    const mine = found.filter((n) => n !== undefined && n.userId === userId && n.state === 'unread');
    const set = { state: 'read', readAt: this.#clock.now() };
    await this.#store.commit(mine.map((n): Op => ({ op: 'patch', collection: 'notices', id: n!.id, set })));
    return mine.length;
  }
}
