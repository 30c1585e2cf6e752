/** Resources → models, before they are deployed. Refuses them all if one has a problem. */
import {
  type Commands,
  DEFAULT_LIMITS,
  type DrawingLimits,
  readDecisions,
  readDrawing,
} from '../core/index.ts';
import { type DrawingProblem, Rejection, type ResourceToDeploy } from '../engine.ts';

type Parsed = Commands['deploy']['command']['resources'];

export async function readResources(
  resources: ResourceToDeploy[],
  limits: Partial<DrawingLimits> = {},
): Promise<Parsed> {
  const parsed: Parsed = [];
  const problems: DrawingProblem[] = [];
  const all = { ...DEFAULT_LIMITS, ...limits };
  for (const { name, content } of resources) {
    if (name.endsWith('.bpmn')) {
      const drawing = await readDrawing(name, content, all);
      if (drawing.ok) parsed.push({ name, content, processes: drawing.processes });
      else problems.push(...drawing.problems);
    } else if (name.endsWith('.dmn')) {
      const decisions = await readDecisions(name, content, all);
      if (decisions.ok) parsed.push({ name, content, requirements: decisions.requirements });
      else problems.push(...decisions.problems);
    } else
      problems.push({
        resource: name,
        code: 'unsupported-resource',
        message: `<${name}> is neither a .bpmn drawing nor a .dmn file of decisions`,
        messageZh: `“${name}”不是 .bpmn 图纸或 .dmn 决策文件，无法部署`,
      });
  }
  if (problems.length)
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to deploy new resources, but encountered the following errors:\n${problems.map((p) => p.message).join('\n')}`,
      problems,
    );
  if (!parsed.length) throw new Rejection('INVALID_ARGUMENT', 'Expected to deploy at least one resource');
  return parsed;
}
