/** bpmn:documentation of an element: the description that colleagues read. */
import type { DiagramElement, Drawing } from '../drawing.ts';
import type { ModdleElement } from '../moddle.ts';

/** Empty text removes it. `owner` is the element's own model object unless told otherwise (a pool's process). */
export function writeDocumentation(
  drawing: Drawing,
  element: DiagramElement,
  value: string,
  owner: ModdleElement = element.businessObject,
): void {
  const documentation = value.trim() ? [drawing.create('bpmn:Documentation', { text: value }, owner)] : [];
  drawing.change((modeling) => modeling.updateModdleProperties(element, owner, { documentation }));
}
