import { describe, expect, it } from 'vitest';
import { suggest } from './attack/attack.ts';
import { fuzzRoutes } from './fuzz.ts';
import { openServer } from './support.ts';

/** Requests for each route; `JIANDU_FUZZ_RUNS=1000` for the full scale. */
const RUNS = Number(process.env.JIANDU_FUZZ_RUNS ?? 50);

describe(`${RUNS} random requests for each route give no 5xx`, () => {
  it.each(['admin', 'renda1', 'db01'])(
    'as %s',
    async (as) => {
      const server = await openServer({ packages: true });
      try {
        const [deputy, clerk] = [await server.client('db01'), await server.client('renda1')];
        const cases = [await suggest(deputy, clerk), await suggest(deputy, clerk)];
        const statuses = new Map<string, Map<number, number>>();
        const failures = await fuzzRoutes({
          server,
          as,
          runs: RUNS,
          seed: 20_260_302,
          ids: cases.flatMap((c) => [c.id, c.taskId]),
          onReply: (route, status) => {
            const of = statuses.get(route) ?? new Map<number, number>();
            statuses.set(route, of.set(status, (of.get(status) ?? 0) + 1));
          },
        });
        expect(failures).toEqual([]);
        // Not all of it may be turned away at the door: most routes of this person have done something.
        const reached = [...statuses.values()].filter((of) =>
          [200, 204, 404, 409, 422].some((x) => of.has(x)),
        );
        expect(reached.length).toBeGreaterThan(statuses.size / 3);
        // The audit chain has come through all of it.
        expect(await server.app.audit.verify()).toMatchObject({ ok: true });
        if (process.env.JIANDU_FUZZ_RUNS)
          console.info(
            as,
            [...statuses].map(([r, of]) => `${r}: ${JSON.stringify(Object.fromEntries(of))}`).join('\n'),
          );
      } finally {
        await server.close();
      }
    },
    30_000 + RUNS * 3000,
  );
});
