/**
 * The short way (a third of the processor time of a vote was express): routes that come in bursts are served without it. Same
 * checks, headers, figures and answers. Only what is sent as pages send it is taken here (the path to the letter, JSON, no
 * query); anything else goes the way of all requests, on which the same routes stand too.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import proxyAddr from 'proxy-addr';
import { type Authenticated, checkAccess } from './access.ts';
import { jsonReader } from './body.ts';
import type { Metrics } from './metrics.ts';
import type { AnyRoute } from './route.ts';

/** Answers a request whose body has been read and whose caller may call. */
export type Answer = (req: Request, res: Response, who: Authenticated | undefined) => Promise<void>;

export interface ShortWay {
  authenticate(req: Request): Promise<Authenticated | undefined>;
  metrics: Metrics;
  /** How many proxies stand before us. */
  proxies: number;
  headers(res: ServerResponse): void;
  answerOf(route: AnyRoute): Answer;
  failed(error: unknown, req: IncomingMessage, res: ServerResponse): void;
}

/** Casting a vote; and no other route needs it. */
export const takesShortWay = (r: AnyRoute): boolean =>
  r.quiet === true && r.method === 'post' && r.body !== undefined && !r.query && !r.rateLimit;

/** A vote without sign-in is nobody's: a session that the browser may have is not even looked at. */
export const isAnonymous = (r: AnyRoute): boolean => r.quiet === true && r.access === 'public';

/** Gives false, and touches nothing, where the request must go the way of all. */
export function shortWay(
  routes: AnyRoute[],
  o: ShortWay,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const ways = routes.filter(takesShortWay).map((route) => ({
    // a name between slashes; what is encoded is left to express
    pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[\\w.~-]+)')}$`),
    serve: serving(route, o),
  }));
  return (req, res) => {
    if (req.method !== 'POST' || req.headers['content-type'] !== 'application/json') return false;
    for (const { pattern, serve } of ways) {
      const found = pattern.exec(req.url!);
      if (!found) continue;
      const hop = (_: string, n: number) => n < o.proxies;
      Object.assign(req, { params: { ...found.groups }, ip: proxyAddr(req, hop) });
      serve(req as Request, res as Response).catch((error: unknown) => o.failed(error, req, res));
      return true;
    }
    return false;
  };
}

function serving(route: AnyRoute, o: ShortWay): (req: Request, res: Response) => Promise<void> {
  const measured = o.metrics.middleware(route.method, route.path);
  const read = jsonReader(route);
  const answer = o.answerOf(route);
  const anonymous = isAnonymous(route);
  return async (req, res) => {
    o.headers(res);
    measured(req, res, () => {});
    const who = anonymous ? undefined : await o.authenticate(req);
    checkAccess(route, req, who);
    await new Promise<void>((done, failed) => {
      read(req, res, (error?: unknown) => (error ? failed(error) : done()));
    });
    await answer(req, res, who);
  };
}
