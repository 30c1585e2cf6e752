/** The express application, made from routes as data. Wires nothing by itself: all it needs is handed in. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { type Authenticated, checkAccess } from './access.ts';
import { bodyReaders } from './body.ts';
import { check, strict } from './check.ts';
import { expected, problemBody } from './failure.ts';
import { type Logger, requestLog } from './logging.ts';
import type { Metrics } from './metrics.ts';
import { inOrder } from './order.ts';
import { HttpProblem } from './problem.ts';
import type { AnyRoute } from './route.ts';
import { securityHeaders } from './security.ts';
import { type Answer, isAnonymous, shortWay } from './short-way.ts';

export interface AppOptions {
  routes: AnyRoute[];
  authenticate(req: Request): Promise<Authenticated | undefined>;
  logger: Logger;
  metrics: Metrics;
  /** People reach us by HTTPS. */
  https: boolean;
  /** express's `trust proxy`: how many proxies stand before us; 0 for none. */
  proxies: number;
  /** Serves the pages; after all routes. */
  pages?: RequestHandler;
  /** Handlers outside the API (probes, metrics). */
  probes?: (app: Express) => void;
}

/** Requests by page and by address. The limiter keeps its counts in memory: one process is active. */
function limiter(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    ipv6Subnet: 64,
    handler: (_req, _res, next) => {
      const problem = new HttpProblem('too-many-requests', '操作过于频繁。请一分钟后再试。');
      problem.retryAfter = 60;
      next(problem);
    },
  });
}

function answerOf(route: AnyRoute): Answer {
  const params = route.params && strict(route.params);
  const query = route.query && strict(route.query);
  const body = route.body && strict(route.body);
  const reads = route.consumes !== 'multipart';
  return async (req, res, who) => {
    checkIds(req.params);
    const given = {
      params: check(params, { ...req.params }, 'params'),
      query: query ? check(query, { ...req.query }, 'query') : {},
      body: reads ? check(body, req.body ?? (body ? {} : undefined), 'body') : undefined,
    };
    const answer: unknown = await route.handler({ ...given, actor: who?.actor, req, res } as never);
    if (answer === undefined || res.headersSent) {
      if (!res.headersSent && !streams(route, res)) res.status(204).end();
      return;
    }
    // What a route did not declare must not get out.
    answerJson(res, route.response ? route.response.parse(answer) : answer);
  };
}

/** As `res.json`, without what we have switched off: ETags and the look for a fresher copy. */
function answerJson(res: ServerResponse, value: unknown, type = 'application/json'): void {
  const text = JSON.stringify(value);
  res.setHeader('Content-Type', `${type}; charset=utf-8`);
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}

/** No id is that long or holds control characters; the store would take it for a mistake of the program. */
function checkIds(params: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(params)) {
    if (
      typeof value === 'string' &&
      (value.length > 200 || value.length === 0 || /\p{Cc}|\p{Cs}/u.test(value))
    ) {
      throw new HttpProblem('bad-request', '网址中的编号无效。请返回列表重新选择。', [
        { place: `/${name}`, message: '不是有效的编号' },
      ]);
    }
  }
}

/** Whether the handler is writing the answer by itself: a GET without a declared answer, or the type already set. */
function streams(route: AnyRoute, res: express.Response): boolean {
  return (
    (route.method === 'get' && !route.response) ||
    res.hasHeader('Content-Type') ||
    res.hasHeader('Content-Disposition')
  );
}

/** Problem details for whatever was thrown; what is not expected goes to the log. */
const failing =
  (logger: Logger) =>
  (error: unknown, req: IncomingMessage & { id?: unknown }, res: ServerResponse): void => {
    const problem = expected(error);
    const id = req.id as string | undefined;
    if (!problem) logger.error({ requestId: id, err: error as Error }, 'request failed');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (problem?.retryAfter) res.setHeader('Retry-After', String(problem.retryAfter));
    const body = problemBody(problem, id);
    res.statusCode = body.status;
    answerJson(res, body, 'application/problem+json');
  };

function serve(app: Express, route: AnyRoute, o: AppOptions): void {
  const authorise: RequestHandler = async (req, res, next) => {
    const who = isAnonymous(route) ? undefined : await o.authenticate(req);
    checkAccess(route, req, who);
    res.locals.who = who;
    next();
  };
  const answer = answerOf(route);
  app[route.method](
    route.path,
    o.metrics.middleware(route.method, route.path),
    ...(route.rateLimit ? [limiter(route.rateLimit)] : []),
    unkept,
    authorise,
    ...bodyReaders(route),
    (req, res) => answer(req, res, res.locals.who as Authenticated | undefined),
  );
}

const unkept: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};

export function createApp(o: AppOptions): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', o.proxies);
  app.set('etag', false);
  const secured = securityHeaders({ https: o.https });
  app.use((_req, res, next) => {
    secured(res);
    next();
  });
  const routes = inOrder(o.routes);
  // before the request log, so that they never come to it
  for (const route of routes.filter((r) => r.quiet)) serve(app, route, o);
  app.use(requestLog(o.logger));
  o.probes?.(app);
  for (const route of routes.filter((r) => !r.quiet)) serve(app, route, o);
  app.use('/api', (req) => {
    throw new HttpProblem(
      'not-found',
      `没有这个接口：${req.method} ${req.baseUrl}${req.path}。请查看 /api/docs。`,
    );
  });
  if (o.pages) app.use(o.pages);
  app.use(() => {
    throw new HttpProblem('not-found', '没有这个页面。请检查网址。');
  });
  const failed = failing(o.logger);
  const failures: ErrorRequestHandler = (error, req, res, _next) => failed(error, req, res);
  app.use(failures);
  const short = shortWay(routes, {
    ...o,
    answerOf,
    failed,
    headers: (res) => {
      secured(res);
      res.setHeader('Cache-Control', 'no-store');
    },
  });
  return (req, res) => {
    if (!short(req, res)) app(req, res);
  };
}
