import type { DeployedDecision, Rejection } from '../../engine.ts';
import type { RequirementsModel } from '../dmn/index.ts';
import type { Execution } from '../execution.ts';
import { reject } from '../rejection.ts';
import { type Decision, latestDecision, latestRequirements } from '../state.ts';
import type { Commands } from './command.ts';

interface Resource {
  name: string;
  content: string;
  requirements: RequirementsModel;
}

/** Ids must be unique within a deployment; the texts are Zeebe's. */
export function duplicateDecision(resources: Resource[]): Rejection | undefined {
  return (
    twice(resources, 'decision ids', (r) => [...r.requirements.decisions.keys()]) ??
    twice(resources, 'decision requirements ids', (r) => [r.requirements.id])
  );
}

function twice(resources: Resource[], what: string, idsOf: (r: Resource) => string[]): Rejection | undefined {
  const seen = new Map<string, string>();
  for (const r of resources)
    for (const id of idsOf(r)) {
      const other = seen.get(id);
      if (other !== undefined)
        return reject(
          'INVALID_ARGUMENT',
          `Expected the ${what} to be unique within a deployment but found a duplicated id '${id}' in the resources '${other}' and '${r.name}'.`,
        );
      seen.set(id, r.name);
    }
  return undefined;
}

/** A resource that is the same as last time keeps the versions of its decisions. */
export function deployDecisions(
  x: Execution,
  { name, content, requirements: model }: Resource,
  { decisions, freshRequirements }: Commands['deploy']['result'],
): void {
  const before = latestRequirements(x.state, model.id);
  const latest = [...model.decisions.keys()].map((id) => latestDecision(x.state, id));
  const same =
    before?.resourceName === name &&
    x.state.resources.get(before.resource)?.content === content &&
    latest.every((d) => d?.requirements === before.key);
  if (same) {
    for (const d of latest) decisions.push(deployed(d!, name));
    return;
  }
  const resource = x.newKey();
  x.emit({ type: 'RESOURCE_DEPLOYED', key: resource, name, content });
  const key = x.newKey();
  x.emit({
    type: 'REQUIREMENTS_DEPLOYED',
    key,
    requirementsId: model.id,
    version: (before?.version ?? 0) + 1,
    resourceName: name,
    resource,
  });
  freshRequirements.push({ key, model });
  for (const d of model.decisions.values()) {
    const decision: Decision = {
      key: x.newKey(),
      decisionId: d.id,
      name: d.name,
      version: (latestDecision(x.state, d.id)?.version ?? 0) + 1,
      requirements: key,
    };
    x.emit({ type: 'DECISION_DEPLOYED', ...decision });
    decisions.push(deployed(decision, name));
  }
}

const deployed = (d: Decision, resourceName: string): DeployedDecision => ({
  dmnDecisionId: d.decisionId,
  version: d.version,
  decisionKey: d.key,
  resourceName,
});
