/**
 * Stamps a release into its decisions before they are deployed. Called decisions resolve to the latest version on every
 * engine, and ids are shared by all packages, so each decision's id gets package and release as a suffix.
 */
import { DmnModdle } from 'dmn-moddle';
import { DEFAULT_LIMITS } from '../../engine/core/bpmn/limits.ts';
import { many, one, str } from '../../engine/core/bpmn/moddle.ts';
import { parseDmn } from '../../engine/core/dmn/xml.ts';
import { Rejection } from '../../engine/engine.ts';
import { released } from './released.ts';

/** The deployable XML of a file of decisions; without its diagram, whose shapes would name decisions that are gone. */
export async function stampDecisions(file: string, xml: string, releaseId: string): Promise<string> {
  const read = await parseDmn(file, xml, DEFAULT_LIMITS);
  if (!read.ok) throw new Rejection('INVALID_ARGUMENT', `decisions <${file}> cannot be read`, read.problems);
  const moddle = new DmnModdle();
  const { definitions } = read;
  // Zeebe keeps versions of the graph too, by its id, which two files may share.
  definitions.id = released(`${definitions.id}--${file.replace(/\.dmn$/, '')}`, releaseId);
  delete definitions.dmnDI;
  delete definitions.artifact;
  for (const decision of many(definitions, 'drgElement')) {
    for (const kind of ['informationRequirement', 'authorityRequirement'])
      for (const requirement of many(decision, kind)) {
        const required = one(requirement, 'requiredDecision');
        const href = str(required, 'href');
        if (required && href?.startsWith('#')) required.href = `#${released(href.slice(1), releaseId)}`;
      }
    if (decision.$type !== 'dmn:Decision') continue;
    const id = decision.id ?? '';
    // Others see its value under its variable's name or, without one, under its id: that must stay.
    decision.variable ??= moddle.create('dmn:InformationItem', { name: id });
    decision.id = released(id, releaseId);
  }
  return (await moddle.toXML(definitions)).xml;
}
