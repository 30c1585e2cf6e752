/** Reading request bodies: only for routes that take one, only of the declared kind, never above the limit. */
import express, { type RequestHandler } from 'express';
import { HttpProblem } from './problem.ts';
import type { AnyRoute } from './route.ts';

const KINDS: Record<NonNullable<AnyRoute['consumes']>, { types: string[]; title: string }> = {
  json: { types: ['application/json'], title: 'JSON' },
  multipart: { types: ['multipart/form-data'], title: '表单文件' },
  zip: {
    types: ['application/zip', 'application/x-zip-compressed', 'application/octet-stream'],
    title: 'zip 文件',
  },
  xml: { types: ['application/xml', 'text/xml'], title: 'XML 文件' },
};

function expectType(kind: { types: string[]; title: string }): RequestHandler {
  return (req, _res, next) => {
    const has =
      Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined;
    if (!has || req.is(kind.types)) return next();
    next(new HttpProblem('unsupported-type', `此接口只接受${kind.title}(${kind.types.join('、')})。`));
  };
}

/** Middleware for the body of a route; none when the route takes no body. Multipart is read by the route's handler. */
export function bodyReaders(route: AnyRoute): RequestHandler[] {
  const consumes = route.consumes ?? (route.body ? 'json' : undefined);
  if (!consumes) return [];
  const kind = KINDS[consumes];
  const limit = route.bodyLimit ?? 1024 * 1024;
  const type = kind.types;
  const reader: RequestHandler[] =
    consumes === 'json'
      ? [express.json({ limit, type, strict: false })]
      : consumes === 'zip'
        ? [express.raw({ limit, type })]
        : consumes === 'xml'
          ? [express.text({ limit, type })]
          : [];
  return [expectType(kind), ...reader];
}
