/** XML → RequirementsModel, or the problems that keep the decisions from being deployed. */
import type { DrawingProblem } from '../../engine.ts';
import { DEFAULT_LIMITS, type DrawingLimits } from '../bpmn/limits.ts';
import { type ModdleElement, many, one, str } from '../bpmn/moddle.ts';
import { Problems } from '../bpmn/problems.ts';
import { checkCycles } from './cycles.ts';
import type { At } from './expressions.ts';
import { parameter, parametersOf, readLogic } from './logic.ts';
import type { DecisionModel, KnowledgeModel, RequirementsModel } from './model.ts';
import { parseDmn } from './xml.ts';

export type Decisions =
  | { ok: true; requirements: RequirementsModel }
  | { ok: false; problems: DrawingProblem[] };

/** Asynchronous only because moddle is. */
export async function readDecisions(
  resource: string,
  xml: string,
  limits: DrawingLimits = DEFAULT_LIMITS,
): Promise<Decisions> {
  const parsed = await parseDmn(resource, xml, limits);
  if (!parsed.ok) return parsed;
  const problems = new Problems(resource);
  const requirements = readRequirements(parsed.definitions, problems, limits);
  return problems.list.length ? { ok: false, problems: problems.list } : { ok: true, requirements };
}

/** Everything that keeps decisions from being deployed; empty: nothing does. */
export async function checkDecisions(resource: string, xml: string): Promise<DrawingProblem[]> {
  const decisions = await readDecisions(resource, xml);
  return decisions.ok ? [] : decisions.problems;
}

function readRequirements(root: ModdleElement, problems: Problems, limits: DrawingLimits): RequirementsModel {
  const model: RequirementsModel = {
    id: root.id ?? '',
    name: str(root, 'name') ?? '',
    decisions: new Map(),
    knowledge: new Map(),
  };
  for (const property of ['id', 'name', 'namespace'])
    if (!str(root, property))
      problems.add(
        'missing-attribute',
        root.id,
        `the definitions must have the attribute <${property}>`,
        `决策文件的根元素缺少属性 ${property}，请补填`,
      );
  const elements = many(root, 'drgElement');
  const known = new Map(elements.map((e) => [e.id ?? '', e]));
  const budget = { left: limits.maxElements };
  // By name, as an invocation calls them.
  const knowledgeIds = new Map(
    elements
      .filter((e) => e.$type === 'dmn:BusinessKnowledgeModel')
      .map((e) => [str(e, 'name') ?? '', e.id ?? '']),
  );
  for (const e of elements) {
    const id = e.id ?? '';
    if (!id || !str(e, 'name'))
      problems.add(
        'missing-attribute',
        e.id,
        `<${id || e.$type}> must have an id and a name`,
        `<${id || e.$type}> 缺少标识或名称，请补填`,
      );
    const at: At = { problems, elementId: id, knowledgeIds, budget, depth: 0 };
    if (e.$type === 'dmn:Decision') model.decisions.set(id, readDecision(e, at, known));
    else if (e.$type === 'dmn:BusinessKnowledgeModel') model.knowledge.set(id, readKnowledge(e, at, known));
  }
  if (!model.decisions.size)
    problems.add('no-decision', root.id, 'there is no decision in it', '文件中没有决策，请至少画一个');
  if (budget.left < 0)
    problems.add(
      'too-many-elements',
      root.id,
      `it has more than ${limits.maxElements} rules and expressions`,
      `规则和表达式超过 ${limits.maxElements} 条，请拆成几个文件`,
    );
  checkCycles(model, problems);
  return model;
}

function readDecision(e: ModdleElement, at: At, known: Map<string, ModdleElement>): DecisionModel {
  const variable = one(e, 'variable');
  return {
    id: at.elementId,
    name: str(e, 'name') ?? '',
    result: variable ? parameter(variable) : { name: at.elementId },
    logic: readLogic(one(e, 'decisionLogic'), at),
    requires: references(many(e, 'informationRequirement'), 'requiredDecision', 'dmn:Decision', at, known),
    knows: knowledge(e, at, known),
  };
}

function readKnowledge(e: ModdleElement, at: At, known: Map<string, ModdleElement>): KnowledgeModel {
  const f = one(e, 'encapsulatedLogic');
  return {
    id: at.elementId,
    name: str(e, 'name') ?? '',
    parameters: parametersOf(f),
    logic: readLogic(one(f, 'body'), at),
    knows: knowledge(e, at, known),
  };
}

const knowledge = (e: ModdleElement, at: At, known: Map<string, ModdleElement>) =>
  references(many(e, 'knowledgeRequirement'), 'requiredKnowledge', 'dmn:BusinessKnowledgeModel', at, known);

function references(
  requirements: ModdleElement[],
  property: string,
  type: string,
  at: At,
  known: Map<string, ModdleElement>,
): string[] {
  return requirements.flatMap((r) => {
    const href = str(one(r, property), 'href');
    if (href === undefined) return [];
    const id = href.replace(/^#/, '');
    if (known.get(id)?.$type === type) return [id];
    at.problems.add(
      'dangling-reference',
      at.elementId,
      `<${at.elementId}> requires <${href}>, which is not in this file`,
      `<${at.elementId}> 依赖的 ${href} 不在本文件中，请重新连接`,
    );
    return [];
  });
}
