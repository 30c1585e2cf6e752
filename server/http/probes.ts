/** What a supervisor asks: alive, ready, figures. Outside the API and its sign-in. */
import type { Express, Request, RequestHandler } from 'express';
import { mayAnywhere } from '../auth/actor.ts';
import type { Authenticated } from './access.ts';
import type { Metrics } from './metrics.ts';
import { forbidden } from './problem.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** From this machine itself, not through a proxy on it. */
function local(req: Request): boolean {
  return LOOPBACK.has(req.socket.remoteAddress ?? '') && req.headers['x-forwarded-for'] === undefined;
}

export function probes(o: {
  metrics: Metrics;
  /** Empty when ready, else what is not. */
  ready(): Promise<string[]>;
  authenticate(req: Request): Promise<Authenticated | undefined>;
}): (app: Express) => void {
  const figures: RequestHandler = async (req, res) => {
    if (!local(req)) {
      const who = await o.authenticate(req);
      if (!who || !mayAnywhere(who.actor, 'system.read')) throw forbidden('查看运行指标');
    }
    res.type(o.metrics.registry.contentType).send(await o.metrics.registry.metrics());
  };
  return (app) => {
    app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
    app.get('/readyz', async (_req, res) => {
      const waiting = await o.ready();
      res.status(waiting.length ? 503 : 200).json({ status: waiting.length ? 'waiting' : 'ready', waiting });
    });
    app.get('/metrics', figures);
  };
}
