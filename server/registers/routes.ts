import { z } from 'zod';
import type { MatterDeps } from '../cases/ports.ts';
import { type AnyRoute, route } from '../http/route.ts';
import type { RegisterEntry } from './collections.ts';
import { RegisterPageSchema, RegisterQuerySchema } from './schemas.ts';

export function registerRoutes(deps: MatterDeps): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/registers/:packageId/:register',
      summary: 'Entries of a register in the organisations that one reads, latest first',
      tag: 'registers',
      access: { permission: 'registers.read' },
      params: z.object({ packageId: z.string().max(64), register: z.string().max(64) }),
      query: RegisterQuerySchema,
      response: RegisterPageSchema,
      handler: async ({ params, query, actor }) => {
        const paths = actor.permissions.get('registers.read') ?? [];
        const page = await deps.store.find<RegisterEntry>('registerEntries', {
          where: {
            lanes: { in: paths.map((p) => `${params.packageId}/${params.register}@${p}`) },
            state: query.state,
            year: query.year,
            ...(query.q?.trim() ? { $search: query.q.trim() } : {}),
          },
          sort: ['-createdAt'],
          limit: query.limit,
          ...(query.after ? { after: query.after } : {}),
        });
        const items = page.items.map(({ lanes: _, text: __, rev: ___, history, ...e }) => ({
          ...e,
          history: history.map(({ state, at }) => ({ state, at })),
        }));
        return { items, ...(page.next ? { next: page.next } : {}) };
      },
    }),
  ];
}
