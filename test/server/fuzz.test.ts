import { describe, expect, it } from 'vitest';
import { fuzzRoutes } from './fuzz.ts';
import { openServer } from './support.ts';

/** Requests for each route; `JIANDU_FUZZ_RUNS=1000` for the full scale. */
const RUNS = Number(process.env.JIANDU_FUZZ_RUNS ?? 50);

describe(`${RUNS} random requests for each route give no 5xx`, () => {
  it.each(['admin', 'db01'])(
    'as %s',
    async (as) => {
      const server = await openServer({ packages: true });
      try {
        const failures = await fuzzRoutes({ server, as, runs: RUNS, seed: 20_260_302 });
        expect(failures).toEqual([]);
        // The audit chain has come through all of it.
        expect(await server.app.audit.verify()).toMatchObject({ ok: true });
      } finally {
        await server.close();
      }
    },
    30_000 + RUNS * 2000,
  );
});
