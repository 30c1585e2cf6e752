/**
 * Live pages by server-sent events: `GET /api/events?topics=tasks,case:123`. Each message is `{ topic, data }`. Nothing
 * is kept for those who are away: a page reads its data again when it (re)connects.
 */
import type { Response } from 'express';
import { z } from 'zod';
import type { Actor } from '../auth/actor.ts';
import { forbidden, HttpProblem } from './problem.ts';
import { type AnyRoute, route } from './route.ts';

/** Whether the person may follow the topic. */
export type TopicGuard = (actor: Actor, topic: string) => boolean | Promise<boolean>;

interface Listener {
  actor: Actor;
  topics: Set<string>;
  res: Response;
  alive: () => Promise<boolean>;
}

const TOPICS_AT_MOST = 20;
const STREAMS_PER_PERSON = 8;
/** Bytes that may wait for a slow reader before it is cut off (it will reconnect). */
const BACKLOG = 1024 * 1024;

export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #guards: { prefix: string; guard: TopicGuard }[] = [];
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #everyMs: number;

  constructor(everyMs = 25_000) {
    this.#everyMs = everyMs;
  }

  /** Opens topics that begin with the prefix to those whom the guard lets. The longest prefix decides. */
  guard(prefix: string, guard: TopicGuard): void {
    this.#guards.push({ prefix, guard });
    this.#guards.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** Tells those who follow the topic; with `audience` (keys as in Actor.audience) only those who hold one of them. */
  publish(topic: string, data: Record<string, unknown>, o: { audience?: string[] } = {}): void {
    if (this.#listeners.size === 0) return;
    const text = `data: ${JSON.stringify({ topic, data })}\n\n`;
    for (const l of this.#listeners) {
      if (!l.topics.has(topic)) continue;
      if (o.audience && !o.audience.some((key) => l.actor.audience.includes(key))) continue;
      this.#send(l, text);
    }
  }

  get size(): number {
    return this.#listeners.size;
  }

  async #permitted(actor: Actor, topic: string): Promise<boolean> {
    const found = this.#guards.find((g) => topic.startsWith(g.prefix));
    return found ? await found.guard(actor, topic) : false;
  }

  /** Starts a stream. `alive` is asked at each heartbeat: a stream ends with its session. */
  async open(actor: Actor, topics: string[], res: Response, alive: () => Promise<boolean>): Promise<void> {
    if (topics.length > TOPICS_AT_MOST)
      throw new HttpProblem('bad-request', `一次最多关注 ${TOPICS_AT_MOST} 项。`);
    for (const topic of topics) {
      if (!(await this.#permitted(actor, topic))) throw forbidden(`关注“${topic}”`);
    }
    const mine = [...this.#listeners].filter((l) => l.actor.userId === actor.userId);
    if (this.#closed) throw new HttpProblem('gone', '服务器正在停止，请稍后重新连接。');
    // The oldest gives way: a page left open in the background reconnects when it is looked at again.
    if (mine.length >= STREAMS_PER_PERSON) this.#end(mine[0]!);
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    res.write('retry: 3000\n\n');
    const listener = { actor, topics: new Set(topics), res, alive };
    this.#listeners.add(listener);
    res.once('close', () => this.#listeners.delete(listener));
    this.#heartbeat ??= setInterval(() => void this.#beat(), this.#everyMs).unref();
  }

  #send(l: Listener, text: string): void {
    if (l.res.writableLength > BACKLOG) this.#end(l);
    else l.res.write(text);
  }

  #end(l: Listener): void {
    this.#listeners.delete(l);
    l.res.end();
  }

  async #beat(): Promise<void> {
    for (const l of [...this.#listeners]) {
      if (await l.alive().catch(() => false)) this.#send(l, ': beat\n\n');
      else this.#end(l);
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    for (const l of [...this.#listeners]) this.#end(l);
  }
}

const topic = z.string().regex(/^[a-z]+(:[\w.-]{1,100})?$/, '格式为“名称”或“名称：编号”');

export function eventRoutes(
  hub: EventHub,
  alive: (cookie: string | undefined) => Promise<boolean>,
): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/events',
      summary: 'Live changes as server-sent events, messages of { topic, data }',
      tag: 'events',
      access: 'session',
      query: z.object({
        topics: z
          .string()
          .max(2000)
          .transform((s) => s.split(',').filter(Boolean))
          .pipe(z.array(topic).min(1)),
      }),
      handler: async ({ actor, query, req, res }) => {
        const { cookie } = req.headers;
        await hub.open(actor, query.topics, res, () => alive(cookie));
        return undefined;
      },
    }),
  ];
}
