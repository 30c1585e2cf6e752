import { z } from 'zod';
import { type AnyRoute, route } from '../http/route.ts';
import { DraftBodySchema, DraftSavedSchema } from '../tasks/schemas.ts';
import { summaryOf } from './list.ts';
import {
  CancelBodySchema,
  CaseListQuerySchema,
  CasePageSchema,
  CaseSummarySchema,
  CaseViewSchema,
  StartablesSchema,
  StartCaseBodySchema,
} from './schemas.ts';
import type { CaseService } from './service.ts';

const params = z.object({ id: z.string().min(1).max(100) });
const Done = z.object({ ok: z.literal(true) });
const shared = { tag: 'cases', access: 'session', params } as const;

export function caseRoutes(cases: CaseService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/cases',
      summary: 'Cases that one may read, latest first',
      tag: 'cases',
      access: 'session',
      query: CaseListQuerySchema,
      response: CasePageSchema,
      handler: ({ query, actor }) => cases.list(actor, query),
    }),
    route({
      method: 'get',
      path: '/api/startables',
      summary: 'What one may start, with the forms',
      tag: 'cases',
      access: 'session',
      response: StartablesSchema,
      handler: ({ actor }) => cases.startables(actor),
    }),
    route({
      method: 'put',
      path: '/api/startables/:packageId/draft',
      summary: 'Keeps what was typed into the form that starts a case; it need not be valid',
      tag: 'cases',
      access: 'session',
      params: z.object({ packageId: z.string().min(1).max(64) }),
      body: DraftBodySchema,
      response: DraftSavedSchema,
      handler: ({ params, body, actor }) => cases.saveStartDraft(actor, params.packageId, body),
    }),
    route({
      method: 'get',
      path: '/api/stages',
      summary: 'Stages of a package in force, in the order of its drawing, for the filter of a list',
      tag: 'cases',
      access: 'session',
      query: z.object({ packageId: z.string().min(1).max(64) }),
      response: z.object({ items: z.array(z.string()) }),
      handler: async ({ query }) => ({ items: await cases.stages(query.packageId) }),
    }),
    route({
      method: 'post',
      path: '/api/cases',
      summary: 'Starts a case',
      tag: 'cases',
      access: 'session',
      body: StartCaseBodySchema,
      response: CaseSummarySchema,
      handler: async ({ body, actor }) =>
        summaryOf(
          await cases.submit(actor, {
            packageId: body.packageId,
            data: body.data,
            ...(body.orgId ? { orgId: body.orgId } : {}),
          }),
        ),
    }),
    route({
      ...shared,
      method: 'get',
      path: '/api/cases/:id',
      summary: 'Everything that the page of a case shows',
      response: CaseViewSchema,
      handler: ({ params, actor }) => cases.view(actor, params.id),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/cases/:id/join',
      summary: 'Joins a case （附议）',
      response: CaseSummarySchema,
      handler: async ({ params, actor }) => summaryOf(await cases.join(actor, params.id)),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/cases/:id/cancel',
      summary: 'Ends a case with a reason （撤销）',
      body: CancelBodySchema,
      response: Done,
      handler: async ({ params, body, actor }) => {
        await cases.cancel(actor, params.id, body.reason);
        return { ok: true as const };
      },
    }),
    route({
      method: 'post',
      path: '/api/cases/:id/incidents/:incidentKey/retry',
      summary: 'Tries an incident again',
      tag: 'cases',
      access: { permission: 'cases.manage' },
      params: params.extend({ incidentKey: z.string().max(100) }),
      response: Done,
      handler: async ({ params, actor }) => {
        await cases.retry(actor, params.id, params.incidentKey);
        return { ok: true as const };
      },
    }),
  ];
}
