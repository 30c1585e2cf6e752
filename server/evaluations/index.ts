import type { Block } from '../blocks/block.ts';
import type { Feature } from '../feature.ts';
import { evaluationBlocks } from './blocks.ts';
import { createBoard } from './board.ts';
import { ruleDrafts } from './collections.ts';
import { evaluationRoutes } from './routes.ts';
import { createRuleDesk, type RuleDeskDeps } from './rule-desk.ts';
import { ruleRoutes } from './rule-routes.ts';
import { type EvaluationDeps, EvaluationService } from './service.ts';

export const evaluationCollections = [ruleDrafts];

export function createEvaluations(deps: Omit<EvaluationDeps, 'releases'> & RuleDeskDeps): {
  evaluations: EvaluationService;
  feature: Feature & { blocks: Block[] };
} {
  const evaluations = new EvaluationService({ ...deps, releases: deps.packages.releases });
  const routes = [
    ...evaluationRoutes(evaluations, createBoard(evaluations)),
    ...ruleRoutes(createRuleDesk(deps)),
  ];
  const blocks = evaluationBlocks(evaluations);
  return {
    evaluations,
    feature: { name: 'evaluations', collections: evaluationCollections, routes, blocks },
  };
}
