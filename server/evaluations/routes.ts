import { z } from 'zod';
import { CasePageSchema } from '../cases/schemas.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { backTest } from './back-test/index.ts';
import * as b from './back-test-schemas.ts';
import type { createBoard } from './board.ts';

import { holdsOf } from './rank-holds.ts';
import * as s from './schemas.ts';
import type { EvaluationService } from './service.ts';
import { testRun } from './test-run.ts';

const tag = 'evaluations';
const byPackage = z.object({ package: z.string().min(1).max(64) });
const readBoard = { permission: 'board.read' } as const;
/** Rule documents travel whole. */
const bodyLimit = 10 * 1024 * 1024;

export function evaluationRoutes(
  service: EvaluationService,
  board: ReturnType<typeof createBoard>,
): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/evaluations',
      summary: 'Schemes, rule sets, years and congresses to choose from',
      tag,
      access: readBoard,
      response: s.CatalogueView,
      handler: ({ actor }) => service.catalogue(actor),
    }),
    route({
      method: 'post',
      path: '/api/evaluations/:package/run',
      summary: 'Measures, scores and grades of a scheme in force, or of a draft of it',
      tag,
      access: { permission: 'rules.read' },
      params: byPackage,
      body: s.RunBody,
      bodyLimit,
      response: s.RunView,
      handler: async ({ actor, params, body }) =>
        (await service.run(actor, params.package, body)) as unknown as z.input<typeof s.RunView>,
    }),
    route({
      method: 'post',
      path: '/api/evaluations/:package/back-test',
      summary:
        'A rule in draft beside the one in force on the data of a year: what would change, for whom, why',
      tag,
      access: { permission: 'rules.read' },
      params: byPackage,
      body: b.BackTestBody,
      bodyLimit,
      response: b.BackTestView,
      handler: ({ actor, params, body }) => backTest(service, actor, params.package, body),
    }),
    route({
      method: 'post',
      path: '/api/evaluations/:package/rank-holds',
      summary: 'How often each body holds its rank over the own weights of the voters of a closed round',
      tag,
      access: { permission: 'rules.read' },
      params: byPackage,
      body: b.HoldsBody,
      bodyLimit,
      response: b.HoldsView,
      handler: ({ actor, params, body }) => holdsOf(service, actor, params.package, body),
    }),
    route({
      method: 'get',
      path: '/api/board',
      summary: 'Counts, shares, scores and grades per body of a year',
      tag,
      access: readBoard,
      query: s.BoardQuery,
      response: s.BoardView,
      handler: ({ actor, query }) => board.view(actor, query),
    }),
    route({
      method: 'get',
      path: '/api/board/ballots',
      summary: 'Rounds of ballots of the cases of a year',
      tag,
      access: readBoard,
      query: s.BoardQuery,
      response: s.BoardBallots,
      handler: ({ actor, query }) => board.ballots(actor, query),
    }),
    route({
      method: 'get',
      path: '/api/board/cases',
      summary: 'The cases behind a number of the board',
      tag,
      access: readBoard,
      query: s.DrillQuery,
      response: CasePageSchema.extend({ hidden: z.number() }),
      handler: ({ actor, query }) => board.drill(actor, query),
    }),
    route({
      method: 'post',
      path: '/api/evaluations/test-run',
      summary: 'Runs a rule set on real or typed facts, with the trace of each condition',
      tag,
      access: { permission: 'rules.read' },
      body: s.TestRunBody,
      bodyLimit,
      response: s.TestRunView,
      handler: async ({ actor, body }) =>
        (await testRun(service, actor, body)) as unknown as z.input<typeof s.TestRunView>,
    }),
  ];
}
