import { z } from 'zod';
import type { MatterDeps } from '../cases/ports.ts';
import { notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import type { PublicCase } from './collections.ts';
import { itemOf, listPublic } from './list.ts';
import type { PublicOverviews } from './overview.ts';
import {
  PublicDetailSchema,
  PublicListQuerySchema,
  PublicOverviewQuerySchema,
  PublicOverviewSchema,
  PublicPageSchema,
} from './schemas.ts';

export function publicationRoutes(deps: MatterDeps, overviews: PublicOverviews): AnyRoute[] {
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
      handler: ({ query }) => listPublic(deps, query),
    }),
    route({
      method: 'get',
      path: '/api/public/overview',
      summary: 'Kinds, years, bodies and statuses of what is published, with counts and figures',
      tag: 'public',
      access: 'public',
      rateLimit: 120,
      query: PublicOverviewQuerySchema,
      response: PublicOverviewSchema,
      handler: ({ query }) => overviews.of(query),
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
        return { ...itemOf(p), detail: p.detail, evaluations: p.evaluations ?? [] };
      },
    }),
  ];
}
