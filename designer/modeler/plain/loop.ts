/** 多人办理: a step done once for each item of a routed list (multi-instance). */
import type { DiagramElement, Drawing } from '../drawing.ts';
import { child, extension, is, text } from '../moddle.ts';
import { isPlainName } from './feel.ts';

export interface Loop {
  /** Variable with the list; undefined when the expression says more (then `expression` has it). */
  list?: string;
  expression: string;
  /** Variable that holds the item in hand. */
  item: string;
  sequential: boolean;
}

export function readLoop(element: DiagramElement): Loop | undefined {
  const loop = child(element.businessObject, 'loopCharacteristics');
  if (!is(loop, 'bpmn:MultiInstanceLoopCharacteristics')) return undefined;
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
  const expression = text(zeebe, 'inputCollection');
  const name = expression.replace(/^=/, '').trim();
  return {
    ...(isPlainName(name) && { list: name }),
    expression,
    item: text(zeebe, 'inputElement'),
    sequential: loop?.get('isSequential') === true,
  };
}

/** Writes the loop, or makes the step a single one again. */
export function writeLoop(
  drawing: Drawing,
  element: DiagramElement,
  loop: Pick<Loop, 'expression' | 'item' | 'sequential'> | undefined,
): void {
  drawing.change((modeling) => {
    if (!loop) return modeling.updateProperties(element, { loopCharacteristics: undefined });
    let characteristics = child(element.businessObject, 'loopCharacteristics');
    if (!characteristics || !is(characteristics, 'bpmn:MultiInstanceLoopCharacteristics')) {
      characteristics = drawing.create('bpmn:MultiInstanceLoopCharacteristics', {}, element.businessObject);
      modeling.updateProperties(element, { loopCharacteristics: characteristics });
    }
    modeling.updateModdleProperties(element, characteristics, { isSequential: loop.sequential });
    const properties = {
      inputCollection: loop.expression || undefined,
      inputElement: loop.item || undefined,
    };
    drawing.setExtension(element, 'zeebe:LoopCharacteristics', properties, characteristics);
  });
}

/** The loops around an element, its own first: each gives a variable for one item. */
export function loopsAround(element: DiagramElement): Loop[] {
  const found: Loop[] = [];
  for (let at: DiagramElement | undefined = element; at; at = at.parent) {
    const loop = at.businessObject && is(at.businessObject, 'bpmn:Activity') ? readLoop(at) : undefined;
    if (loop?.item) found.push(loop);
  }
  return found;
}
