import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { FILE_LIMIT } from '../../forms/files.ts';
import { HttpProblem } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { FileReferenceSchema } from './schemas.ts';
import type { FileService } from './service.ts';

/** Reads the one file of a multipart request into a temporary file. */
function receive(files: FileService, req: Request): Promise<{ path: string; name: string }> {
  const upload = multer({ dest: files.incoming, limits: { fileSize: FILE_LIMIT, files: 1, fields: 5 } });
  return new Promise((resolve, reject) => {
    const res = {} as Parameters<ReturnType<typeof upload.single>>[1];
    upload.single('file')(req, res, (error: unknown) => {
      const file = (req as IncomingMessage & { file?: Express.Multer.File }).file;
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') {
        reject(new HttpProblem('too-large', '文件超过 20 MB，请压缩或拆分后再上传。'));
      } else if (error || !file) {
        reject(new HttpProblem('bad-request', '没有收到文件，请选择一个文件（字段名 file）后重试。'));
      } else {
        // multer reads names as latin1; browsers send UTF-8
        resolve({ path: file.path, name: Buffer.from(file.originalname, 'latin1').toString('utf8') });
      }
    });
  });
}

export function fileRoutes(files: FileService): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/files',
      summary: 'Uploads a file; a form refers to it by id',
      tag: 'files',
      access: 'session',
      consumes: 'multipart',
      bodyLimit: FILE_LIMIT + 64 * 1024,
      response: FileReferenceSchema,
      handler: async ({ req, actor }) => {
        const { path, name } = await receive(files, req);
        return files.accept(actor, path, name);
      },
    }),
    route({
      method: 'get',
      path: '/api/files/:id',
      summary: 'Downloads a file of a case that one may read',
      tag: 'files',
      access: 'session',
      params: z.object({ id: z.string().max(100) }),
      handler: async ({ params, actor, res }) => {
        const { file, path } = await files.forReading(actor, params.id);
        res.setHeader('Content-Type', file.type);
        res.setHeader('X-Content-Type-Options', 'nosniff');
        const encoded = encodeURIComponent(file.name).replace(
          /['()*]/g,
          (c) => `%${c.charCodeAt(0).toString(16)}`,
        );
        res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encoded}`);
        await new Promise<void>((resolve, reject) => {
          res.sendFile(path, { dotfiles: 'allow' }, (error) => (error ? reject(error) : resolve()));
        });
        return undefined;
      },
    }),
  ];
}
