import { z } from 'zod';
import { type AnyRoute, route } from '../http/route.ts';
import type { RuleDesk } from './rule-desk.ts';
import * as s from './rule-schemas.ts';

const tag = 'rules';
const params = z.object({ package: z.string().min(1).max(64) });
const read = { permission: 'rules.read' } as const;
const edit = { permission: 'rules.edit' } as const;

/** What rule editors do with the rule files of a package. */
export function ruleRoutes(desk: RuleDesk): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/rules/:package',
      summary: 'Rule files in force, and what of them is changed in the draft',
      tag,
      access: read,
      params,
      response: s.RuleDeskView,
      handler: ({ actor, params }) => desk.read(actor, params.package),
    }),
    route({
      method: 'put',
      path: '/api/rules/:package/draft',
      summary: 'Save changed rule files; 409 when somebody saved in between',
      tag,
      access: edit,
      params,
      body: s.SaveRules,
      bodyLimit: 10 * 1024 * 1024,
      response: s.RuleDeskView,
      handler: ({ actor, params, body }) => desk.save(actor, params.package, body),
    }),
    route({
      method: 'delete',
      path: '/api/rules/:package/draft',
      summary: 'Discard the changes of the rules',
      tag,
      access: edit,
      params,
      query: z.object({ rev: z.coerce.number().int().min(1) }),
      response: s.RuleDeskView,
      handler: ({ actor, params, query }) => desk.discard(actor, params.package, query.rev),
    }),
    route({
      method: 'post',
      path: '/api/rules/:package/publish',
      summary: 'Publish the changed rules as a release; drawings and forms stay as they are in force',
      tag,
      access: { permission: 'rules.publish' },
      params,
      body: s.PublishRules,
      response: s.PublishedRules,
      handler: ({ actor, params, body }) => desk.publish(actor, params.package, body),
    }),
    route({
      method: 'get',
      path: '/api/rules/:package/versions',
      summary: 'Published versions of a rule file, newest first: who, when, why',
      tag,
      access: read,
      params,
      query: z.object({ file: z.string().max(200) }),
      response: s.RuleVersions,
      handler: async ({ params, query }) => ({ items: await desk.versions(params.package, query.file) }),
    }),
    route({
      method: 'get',
      path: '/api/rules/:package/weightings',
      summary: 'Closed weighting rounds over a scheme, newest first, with what they came to',
      tag,
      access: edit,
      params,
      query: z.object({ scheme: z.string().min(1).max(64) }),
      response: s.WeightingViews,
      handler: async ({ actor, params, query }) => ({
        items: (await desk.weightings(actor, params.package, query.scheme)) as unknown as z.input<
          typeof s.WeightingViews
        >['items'],
      }),
    }),
  ];
}
