/** Prometheus figures of this process: requests by route and status, and Node's own. */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Counts an answered request under its route's pattern (never the address itself). */
  middleware(method: string, path: string): RequestHandler;
  /** A figure that is asked for when the page is read. */
  gauge(name: string, help: string, value: () => number): void;
  counter(name: string, help: string): Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jiandu_' });
  const seconds = new Histogram({
    name: 'jiandu_http_request_seconds',
    help: 'Duration of answered requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    middleware: (method, path) => (_req, res, next) => {
      const end = seconds.startTimer({ method, route: path });
      res.once('finish', () => end({ status: String(res.statusCode) }));
      next();
    },
    gauge(name, help, value) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(value());
        },
      });
    },
    counter: (name, help) => new Counter({ name, help, registers: [registry] }),
  };
}
