import { z } from 'zod';
import { type AnyRoute, route } from '../../http/route.ts';
import { DataRowSchema } from './collections.ts';
import * as s from './schemas.ts';
import type { DataDesk } from './service.ts';

/** A file of 5 MB in base64. */
const bodyLimit = 8 * 1024 * 1024;
const shared = { tag: 'evaluations', access: { permission: 'evaluations.data' } } as const;
const params = z.object({ id: z.string().max(100) });

export function dataRoutes(desk: DataDesk): AnyRoute[] {
  return [
    route({
      ...shared,
      method: 'get',
      path: '/api/evaluation-data',
      summary: 'Uploaded or typed values of a scheme, with all versions',
      query: s.DataPlace,
      response: s.DataTableView,
      handler: ({ actor, query }) => desk.read(actor, query),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/evaluation-data/read',
      summary: 'What a .csv or .xlsx file would give, cell by cell; nothing is kept',
      body: s.ReadBody,
      bodyLimit,
      response: s.ReadView,
      handler: ({ actor, body }) => desk.tryFile(actor, body),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/evaluation-data',
      summary: 'Keeps values as a new version, of a file or typed',
      body: s.SaveBody,
      bodyLimit,
      response: s.DataTableView,
      handler: ({ actor, body }) => desk.save(actor, body),
    }),
    route({
      ...shared,
      method: 'get',
      path: '/api/evaluation-data/:id',
      summary: 'The rows of one version',
      params,
      response: z.object({ version: z.number(), rows: z.array(DataRowSchema) }),
      handler: async ({ actor, params }) => {
        const { version, rows } = await desk.version(actor, params.id);
        return { version, rows };
      },
    }),
    route({
      ...shared,
      method: 'get',
      path: '/api/evaluation-data/:id/file',
      summary: 'The file of a version as it was uploaded',
      params,
      handler: async ({ actor, params, res }) => {
        const { name, bytes } = await desk.fileOf(actor, params.id);
        res.setHeader('Content-Type', 'application/octet-stream');
        res.setHeader('X-Content-Type-Options', 'nosniff');
        res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
        res.end(bytes);
        return undefined;
      },
    }),
  ];
}
