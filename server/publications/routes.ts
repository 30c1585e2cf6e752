import { z } from 'zod';
import type { MatterDeps } from '../cases/ports.ts';
import { notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import type { PublicCase } from './collections.ts';
import { PublicDetailSchema, type PublicItem, PublicListQuerySchema, PublicPageSchema } from './schemas.ts';

function itemOf(p: PublicCase): PublicItem {
  const { id, packageId, number, title, year, lead, leadName, status, list, updatedAt } = p;
  return { id, packageId, number, title, year, lead, leadName, status, list, updatedAt };
}

export function publicationRoutes(deps: MatterDeps): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/public/cases',
      summary: 'Published cases, latest first',
      tag: 'public',
      access: 'public',
      rateLimit: 120,
      query: PublicListQuerySchema,
      response: PublicPageSchema,
      handler: async ({ query }) => {
        const page = await deps.store.find<PublicCase>('publicCases', {
          where: {
            withdrawn: false,
            packageId: query.packageId,
            year: query.year,
            lead: query.lead,
            ...(query.q?.trim() ? { $search: query.q.trim() } : {}),
          },
          sort: ['-publishedAt'],
          limit: query.limit,
          ...(query.after ? { after: query.after } : {}),
        });
        return { items: page.items.map(itemOf), ...(page.next ? { next: page.next } : {}) };
      },
    }),
    route({
      method: 'get',
      path: '/api/public/cases/:id',
      summary: 'A published case with its public fields',
      tag: 'public',
      access: 'public',
      rateLimit: 120,
      params: z.object({ id: z.string().max(200) }),
      response: PublicDetailSchema,
      handler: async ({ params }) => {
        const p = await deps.store.get<PublicCase>('publicCases', params.id);
        if (!p || p.withdrawn) throw notFound('公开事项');
        return { ...itemOf(p), detail: p.detail };
      },
    }),
  ];
}
