/** Reading request bodies: only for routes that take one, only of the declared kind, never above the limit. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
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
    // as pages send it; anything else is looked at more closely
    if (!has || req.headers['content-type'] === kind.types[0] || req.is(kind.types)) return next();
    next(new HttpProblem('unsupported-type', `此接口只接受${kind.title}(${kind.types.join('、')})。`));
  };
}

/**
 * `Content-Digest: sha-256=:…:` (RFC 9530), where a client sends it: the bytes must be those that it digested. Voting pages
 * send it, so that a paper that some box on the way has changed is not counted.
 */
function checkDigest(req: IncomingMessage, _res: unknown, bytes: Buffer): void {
  const given = req.headers['content-digest'];
  if (given === undefined) return;
  const wanted = `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
  if (given !== wanted)
    throw new HttpProblem('bad-request', '提交的内容在传送途中有了变动，没有收下。请刷新页面后再提交一次。');
}

/** What is of another kind than the route's does not come so far. */
const type = () => true;

const limitOf = (route: AnyRoute): number => route.bodyLimit ?? 1024 * 1024;

/** Reads JSON; that it is sent as JSON has been seen. */
export const jsonReader = (route: AnyRoute): RequestHandler =>
  express.json({ limit: limitOf(route), type, strict: false, verify: checkDigest });

/** Middleware for the body of a route; none when the route takes no body. Multipart is read by the route's handler. */
export function bodyReaders(route: AnyRoute): RequestHandler[] {
  const consumes = route.consumes ?? (route.body ? 'json' : undefined);
  if (!consumes) return [];
  const kind = KINDS[consumes];
  const limit = limitOf(route);
  const reader: RequestHandler[] =
    consumes === 'json'
      ? [jsonReader(route)]
      : consumes === 'zip'
        ? [express.raw({ limit, type })]
        : consumes === 'xml'
          ? [express.text({ limit, type })]
          : [];
  return [expectType(kind), ...reader];
}
