import { z } from 'zod';
import { type AnyRoute, route } from '../http/route.ts';
import type { Store } from '../store/port.ts';
import { type NoticeDoc, NoticeSchema } from './collections.ts';
import type { NoticeService } from './service.ts';

const tag = 'notices';
const access = 'session';

export function noticeRoutes(store: Store, service: NoticeService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/notices',
      summary: 'Own notices, newest first, and how many are unread',
      tag,
      access,
      query: z.object({
        state: NoticeSchema.shape.state.optional(),
        after: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
      response: z.object({ items: z.array(NoticeSchema), next: z.string().optional(), unread: z.number() }),
      handler: async ({ actor, query }) => {
        const { userId } = actor;
        const where = { userId, ...(query.state ? { state: query.state } : {}) };
        const page = await store.find<NoticeDoc>('notices', {
          where,
          sort: ['-createdAt'],
          limit: query.limit,
          ...(query.after ? { after: query.after } : {}),
        });
        return { ...page, unread: await store.count('notices', { userId, state: 'unread' }) };
      },
    }),
    route({
      method: 'post',
      path: '/api/notices/read',
      summary: 'Mark own notices as read; all of them without ids',
      tag,
      access,
      body: z.object({ ids: z.array(z.string().max(100)).min(1).max(200).optional() }),
      response: z.object({ read: z.number() }),
      handler: async ({ actor, body }) => ({ read: await service.read(actor.userId, body.ids) }),
    }),
  ];
}
