import type { Block } from '../blocks/block.ts';
import type { Feature } from '../feature.ts';
import { evaluationBlocks } from './blocks.ts';
import { createBoard } from './board.ts';
import { ruleDrafts } from './collections.ts';
import { evaluationResults } from './results/collections.ts';
import { resultRoutes } from './results/routes.ts';
import { ResultService } from './results/service.ts';
import { evaluationRoutes } from './routes.ts';
import { createRuleDesk, type RuleDeskDeps } from './rule-desk.ts';
import { ruleRoutes } from './rule-routes.ts';
import { type EvaluationDeps, EvaluationService } from './service.ts';
import { evaluationData, evaluationFiles, evaluationMappings } from './tables/collections.ts';
import { dataRoutes } from './tables/routes.ts';
import { createDataDesk } from './tables/service.ts';

export const evaluationCollections = [
  ...[ruleDrafts, evaluationData, evaluationFiles, evaluationMappings],
  evaluationResults,
];

export function createEvaluations(deps: Omit<EvaluationDeps, 'releases'> & RuleDeskDeps): {
  evaluations: EvaluationService;
  feature: Feature & { blocks: Block[] };
} {
  const evaluations = new EvaluationService({ ...deps, releases: deps.packages.releases });
  const results = new ResultService(evaluations);
  const routes = [
    ...evaluationRoutes(evaluations, createBoard(evaluations, results)),
    ...ruleRoutes(createRuleDesk(deps)),
    ...resultRoutes(results),
    ...dataRoutes(createDataDesk({ ...deps, releases: deps.packages.releases })),
  ];
  const blocks = evaluationBlocks(evaluations);
  return {
    evaluations,
    feature: { name: 'evaluations', collections: evaluationCollections, routes, blocks },
  };
}
