/**
 * The built pages (`dist/web`): files compressed at build are sent as they are, hashed names are kept for ever, and
 * every other address of a page gives the entry that it belongs to.
 */
import { existsSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import { HttpProblem } from './problem.ts';

/** Address prefix → entry; the first that exists. Residents' portal by `/public`, deputies' phone page by `/m`, else staff. */
const ENTRIES: { prefix: string; files: string[] }[] = [
  { prefix: '/public', files: ['portal.html'] },
  { prefix: '/vote', files: ['vote.html'] },
  { prefix: '/m', files: ['m.html', 'index.html'] },
  { prefix: '/', files: ['index.html'] },
];

const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

function filesBelow(root: string): Set<string> {
  const all = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Set(
    all
      .filter((e) => e.isFile())
      .map((e) => `/${relative(root, join(e.parentPath, e.name)).split(sep).join('/')}`),
  );
}

const under = (path: string, prefix: string): boolean =>
  prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);

/** ajv compiles by `new Function`; where it must, it does so in a worker of this name, which reaches nothing else. */
const SANDBOX = /\/assets\/[\w-]*sandbox[\w.-]*\.js$/;
const SANDBOX_POLICY = "default-src 'none'; script-src 'self' 'unsafe-eval'";

function send(root: string, files: Set<string>, path: string, req: Request, res: Response): void {
  res.setHeader('Vary', 'Accept-Encoding');
  const immutable = path.startsWith('/assets/');
  res.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (SANDBOX.test(path)) res.setHeader('Content-Security-Policy', SANDBOX_POLICY);
  res.type(extname(path));
  const offered = ENCODINGS.filter((e) => files.has(path + e.ending));
  const chosen = req.headers.range ? false : req.acceptsEncodings(offered.map((e) => e.name));
  const encoding = offered.find((e) => e.name === chosen);
  if (encoding) res.setHeader('Content-Encoding', encoding.name);
  res.sendFile(path.slice(1) + (encoding?.ending ?? ''), { root, cacheControl: false, dotfiles: 'deny' });
}

export function pages(root: string): RequestHandler {
  const files = existsSync(root) ? filesBelow(root) : new Set<string>();
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const path = decodeURIComponent(req.path);
    const compressed = ENCODINGS.some((e) => path.endsWith(e.ending));
    if (files.has(path) && !path.endsWith('.html') && !compressed) return send(root, files, path, req, res);
    if (extname(path) !== '' && !path.endsWith('.html')) return next();
    const entry = ENTRIES.find((e) => under(path, e.prefix))!.files.find((f) => files.has(`/${f}`));
    if (entry) return send(root, files, `/${entry}`, req, res);
    next(new HttpProblem('not-found', '页面尚未构建。请先运行 npm run build，再重新启动。'));
  };
}
