/** OpenAPI 3.1 from the same definitions that make the routes. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { strict } from './check.ts';
import { inOrder } from './order.ts';
import { type AnyRoute, route } from './route.ts';

const MEDIA = {
  json: 'application/json',
  multipart: 'multipart/form-data',
  zip: 'application/zip',
  xml: 'application/xml',
} as const;

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    places: z.array(z.object({ place: z.string(), message: z.string() })),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; `detail` and `places` are for people, in Chinese' });

function accessText(r: AnyRoute): string {
  if (r.access === 'public') return 'Public.';
  if (r.access === 'session') return 'Any signed-in person.';
  return `Permission \`${r.access.permission}\`.`;
}

/** Name of an operation, the same for ever for the same method and path. */
const operationId = (r: AnyRoute): string =>
  `${r.method}${r.path.replace('/api/', '/').replaceAll(/[^a-zA-Z0-9]+(\w)/g, (_m, c: string) => c.toUpperCase())}`;

function operation(r: AnyRoute): ZodOpenApiOperationObject {
  const consumes = r.consumes ?? (r.body ? 'json' : undefined);
  const schema = consumes === 'json' && r.body ? { schema: strict(r.body) } : {};
  const changes = r.method !== 'get' && r.csrf !== 'none';
  return {
    operationId: operationId(r),
    tags: [r.tag],
    summary: r.summary,
    description: `${accessText(r)}${changes ? ' Carries `x-csrf-token` (from GET /api/session).' : ''}`,
    security: r.access === 'public' ? [] : [{ session: [] }],
    ...(r.params || r.query
      ? {
          requestParams: {
            ...(r.params ? { path: r.params as z.ZodObject } : {}),
            ...(r.query ? { query: r.query as z.ZodObject } : {}),
          },
        }
      : {}),
    ...(consumes ? { requestBody: { required: true, content: { [MEDIA[consumes]]: schema } } } : {}),
    responses: {
      '200': r.response
        ? { description: 'Done', content: { 'application/json': { schema: r.response } } }
        : { description: 'A stream or a download, or 204 without content' },
      default: { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

/** The document as plain JSON. */
export function openApi(routes: AnyRoute[], version: string): Record<string, unknown> {
  const paths: ZodOpenApiPathsObject = {};
  for (const r of inOrder(routes)) {
    const path = r.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [r.method]: operation(r) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Jiandu 监督', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      tags: [...new Set(routes.map((r) => r.tag))].sort().map((name) => ({ name })),
      paths,
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'jiandu_session' } } },
    },
    { allowEmptySchema: { unknown: true, any: true, custom: true, date: true, transform: true } },
  ) as unknown as Record<string, unknown>;
}

/** Its own routes; `all` is asked when the page is first read, so that it holds every route. */
export function openApiRoutes(
  all: () => AnyRoute[],
  version: string,
  page: (doc: object) => string,
): AnyRoute[] {
  let made: Record<string, unknown> | undefined;
  const doc = (): Record<string, unknown> => {
    made ??= openApi(all(), version);
    return made;
  };
  return [
    route({
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This interface as OpenAPI 3.1',
      tag: 'system',
      access: 'public',
      response: z.record(z.string(), z.unknown()),
      handler: async () => doc(),
    }),
    route({
      method: 'get',
      path: '/api/docs',
      summary: 'This interface as a page to read',
      tag: 'system',
      access: 'public',
      handler: async ({ res }) => {
        res.type('html').send(page(doc()));
        return undefined;
      },
    }),
  ];
}
