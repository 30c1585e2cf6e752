/**
 * Stamps a release into its drawings before they are deployed. Called processes resolve to the latest version on every
 * engine, so their ids get package and release as a suffix; the main process keeps its id and is started by exact version. The
 * stamp also makes the XML of each release differ, since identical XML keeps its version.
 */
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { DEFAULT_LIMITS } from '../../engine/core/bpmn/limits.ts';
import { attribute, extension, type ModdleElement, many, one, str } from '../../engine/core/bpmn/moddle.ts';
import { parseXml } from '../../engine/core/bpmn/xml.ts';
import { Rejection } from '../../engine/engine.ts';
import { released, releasedReference } from './released.ts';

type Moddle = InstanceType<typeof BpmnModdle>;

function addProperty(moddle: Moddle, process: ModdleElement, name: string, value: string): void {
  const create = (type: string, attrs: object) => moddle.create(type, attrs) as ModdleElement;
  const property = create('zeebe:Property', { name, value });
  const properties = extension(process, 'zeebe:Properties');
  if (properties) {
    properties.properties = [...many(properties, 'properties'), property];
    return;
  }
  const extensions = one(process, 'extensionElements') ?? create('bpmn:ExtensionElements', { values: [] });
  extensions.values = [...many(extensions, 'values'), create('zeebe:Properties', { properties: [property] })];
  process.extensionElements = extensions;
}

function renameCalls(scope: ModdleElement, releaseId: string): void {
  for (const e of many(scope, 'flowElements')) {
    const decision = extension(e, 'zeebe:CalledDecision');
    const decisionId = attribute(decision, 'decisionId');
    if (decision && decisionId !== undefined) decision.decisionId = releasedReference(decisionId, releaseId);
    const called = extension(e, 'zeebe:CalledElement');
    const id = attribute(called, 'processId');
    if (called && id !== undefined) called.processId = releasedReference(id, releaseId);
    renameCalls(e, releaseId);
  }
}

/** The deployable XML of a drawing of release `releaseId` (`<package>@<number>`); `main` is the process that keeps its id. */
export async function stampDrawing(
  file: string,
  xml: string,
  main: string,
  releaseId: string,
): Promise<string> {
  const read = await parseXml(file, xml, DEFAULT_LIMITS);
  if (!read.ok) throw new Rejection('INVALID_ARGUMENT', `drawing <${file}> cannot be read`, read.problems);
  const moddle = new BpmnModdle({ zeebe });
  for (const root of many(read.definitions, 'rootElements')) {
    if (root.$type !== 'bpmn:Process') continue;
    const id = str(root, 'id');
    if (id !== main) root.id = released(id ?? '', releaseId);
    addProperty(moddle, root, 'release', releaseId);
    renameCalls(root, releaseId);
  }
  const { xml: stamped } = await moddle.toXML(read.definitions, { format: true });
  return stamped;
}
