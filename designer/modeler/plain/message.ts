/** The message that an event or receive task waits for: its name and the key that finds the case. */
import type { DiagramElement, Drawing } from '../drawing.ts';
import type { ModdleElement } from '../moddle.ts';
import { child, children, eventDefinition, extension, is, messageOf, text } from '../moddle.ts';

export interface MessageValue {
  name: string;
  correlationKey: string;
}

/** What a case is found by unless the drawing says otherwise. */
export const CASE_KEY = '=caseId';

export function readMessage(element: DiagramElement): MessageValue {
  const message = messageOf(element.businessObject);
  return {
    name: text(message, 'name'),
    correlationKey: text(extension(message, 'zeebe:Subscription'), 'correlationKey'),
  };
}

/**
 * Points the element at the message of this name, which is shared by all elements that wait for the same name and key;
 * a message that nobody uses any more is removed.
 */
export function writeMessage(drawing: Drawing, element: DiagramElement, value: MessageValue): void {
  const holder = is(element.businessObject, 'bpmn:ReceiveTask')
    ? element.businessObject
    : eventDefinition(element.businessObject);
  if (!holder) return;
  const previous = child(holder, 'messageRef');
  drawing.change((modeling) => {
    const message = value.name ? (existing(drawing, value) ?? make(drawing, element, value)) : undefined;
    modeling.updateModdleProperties(element, holder, { messageRef: message });
    if (previous && previous !== message && !isUsed(drawing, previous)) {
      const rootElements = children(drawing.definitions, 'rootElements').filter((root) => root !== previous);
      modeling.updateModdleProperties(element, drawing.definitions, { rootElements });
    }
  });
}

function existing(drawing: Drawing, value: MessageValue): ModdleElement | undefined {
  return children(drawing.definitions, 'rootElements').find(
    (root) =>
      is(root, 'bpmn:Message') &&
      text(root, 'name') === value.name &&
      text(extension(root, 'zeebe:Subscription'), 'correlationKey') === value.correlationKey,
  );
}

function make(drawing: Drawing, element: DiagramElement, value: MessageValue): ModdleElement {
  const message = drawing.addRoot(element, 'bpmn:Message', { name: value.name });
  if (value.correlationKey)
    drawing.setExtension(element, 'zeebe:Subscription', { correlationKey: value.correlationKey }, message);
  return message;
}

function isUsed(drawing: Drawing, message: ModdleElement): boolean {
  const elements = drawing.service<{ getAll(): DiagramElement[] }>('elementRegistry').getAll();
  return elements.some(({ businessObject }) => businessObject && messageOf(businessObject) === message);
}
