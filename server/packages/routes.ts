import { z } from 'zod';
import { mayAnywhere } from '../auth/actor.ts';
import { forbidden, HttpProblem } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import * as s from './schemas.ts';
import type { PackageService } from './service.ts';

const tag = 'packages';
const byId = z.object({ id: z.string() });
const edit = { permission: 'packages.edit' } as const;
/** Whole packages travel as text. */
const bodyLimit = 25 * 1024 * 1024;

export function packageRoutes(packages: PackageService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/packages',
      summary: 'Packages with their release in force and draft',
      tag,
      access: 'session',
      response: z.object({ items: z.array(s.PackageSummary) }),
      handler: async () => ({ items: await packages.list() }),
    }),
    route({
      method: 'get',
      path: '/api/packages/:id/draft',
      summary: 'The draft, or the release in force when there is none (rev 0)',
      tag,
      access: edit,
      params: byId,
      response: s.DraftView,
      handler: ({ params }) => packages.drafts.read(params.id),
    }),
    route({
      method: 'put',
      path: '/api/packages/:id/draft',
      summary: 'Save the draft; 409 when somebody saved in between',
      tag,
      access: edit,
      params: byId,
      body: s.SaveDraft,
      bodyLimit,
      response: s.DraftView,
      handler: ({ actor, params, body }) =>
        packages.drafts.save(actor, params.id, body.files, body.rev, body.since),
    }),
    route({
      method: 'delete',
      path: '/api/packages/:id/draft',
      summary: 'Discard the draft',
      tag,
      access: edit,
      params: byId,
      query: z.object({ rev: z.coerce.number().int().min(1) }),
      response: z.object({ discarded: z.literal(true) }),
      handler: async ({ actor, params, query }) => {
        await packages.drafts.discard(actor, params.id, query.rev);
        return { discarded: true as const };
      },
    }),
    route({
      method: 'post',
      path: '/api/packages/check',
      summary: 'Check files without saving them',
      tag,
      access: edit,
      body: z.strictObject({ files: s.Files }),
      bodyLimit,
      response: s.Problems,
      handler: async ({ body }) => ({ problems: await packages.drafts.check(body.files) }),
    }),
    route({
      method: 'post',
      path: '/api/packages/:id/publish',
      summary: 'Check the draft and publish it as an immutable release',
      tag,
      access: { permission: 'packages.publish' },
      params: byId,
      body: s.Publish,
      response: s.Published,
      handler: ({ actor, params, body }) => packages.publish(actor, params.id, body.rev, body.reason),
    }),
    route({
      method: 'get',
      path: '/api/packages/:id/releases',
      summary: 'Releases, newest first: who, when, why',
      tag,
      access: 'session',
      params: byId,
      response: s.ReleaseList,
      handler: async ({ params }) => ({ items: await packages.history(params.id) }),
    }),
    route({
      method: 'get',
      path: '/api/packages/:id/files',
      summary: 'Files of a release',
      tag,
      access: 'session',
      params: byId,
      query: z.object({ release: z.string() }),
      response: z.object({ files: s.Files }),
      handler: async ({ params, query }) => ({ files: await packages.filesOf(params.id, query.release) }),
    }),
    route({
      method: 'post',
      path: '/api/packages/:id/offer',
      summary: 'Take the offered shipped version into the draft',
      tag,
      access: edit,
      params: byId,
      body: z.strictObject({ rev: z.int().min(0) }),
      response: s.DraftView,
      handler: ({ actor, params, body }) => packages.adoptOffer(actor, params.id, body.rev),
    }),
    ...parameterRoutes(packages),
    ...zipRoutes(packages),
  ];
}

function parameterRoutes(packages: PackageService): AnyRoute[] {
  const inOrg = z.object({ id: z.string(), org: z.string() });
  return [
    route({
      method: 'get',
      path: '/api/packages/:id/parameters/:org',
      summary: 'Parameters in force for an organisation',
      tag,
      access: 'session',
      params: inOrg,
      response: s.Parameters,
      handler: ({ params }) => packages.parameters.read(params.id, params.org),
    }),
    route({
      method: 'put',
      path: '/api/packages/:id/parameters/:org',
      summary: "Set an organisation's own values",
      tag,
      access: edit,
      params: inOrg,
      body: s.SetParameters,
      response: s.Parameters,
      handler: ({ actor, params, body }) =>
        packages.parameters.set(actor, params.id, params.org, body.values, body.rev),
    }),
  ];
}

function zipRoutes(packages: PackageService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/packages/:id/export',
      summary: 'The draft or a release as a zip',
      tag,
      access: 'session',
      params: byId,
      query: z.object({ release: z.string().optional() }),
      handler: async ({ actor, params, query, res }) => {
        // A release is public among those who work with it, a draft is its editors' own.
        if (query.release === undefined && !mayAnywhere(actor, edit.permission))
          throw forbidden('导出尚未发布的草稿');
        const bytes = await packages.exportZip(params.id, query.release);
        const name = query.release ? query.release.replace('@', '-') : `${params.id}-draft`;
        res.type('application/zip').attachment(`${name}.zip`).send(Buffer.from(bytes));
        return undefined;
      },
    }),
    route({
      method: 'post',
      path: '/api/packages/import',
      summary: 'A zip becomes the draft of the package that it names',
      tag,
      access: edit,
      query: z.object({ rev: z.coerce.number().int().min(0).default(0) }),
      consumes: 'zip',
      bodyLimit,
      response: z.object({ packageId: z.string() }),
      handler: async ({ actor, query, req }) => {
        if (!Buffer.isBuffer(req.body) || req.body.length === 0)
          throw new HttpProblem('unsupported-type', '请上传 zip 压缩包（application/zip）。');
        return { packageId: await packages.importZip(actor, req.body, query.rev) };
      },
    }),
    route({
      method: 'get',
      path: '/api/releases/:release/validators.js',
      summary: "Precompiled validators of a release's forms, an ES module",
      tag,
      access: 'session',
      params: z.object({ release: z.string() }),
      handler: async ({ params, res }) => {
        const code = await packages.validators(params.release);
        res.type('text/javascript').set('Cache-Control', 'private, max-age=31536000, immutable').send(code);
        return undefined;
      },
    }),
  ];
}
