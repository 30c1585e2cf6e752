/** The BPMN model as moddle gives it, with just enough type to work with it safely. */

export interface ModdleElement {
  readonly $type: string;
  $parent?: ModdleElement;
  $instanceOf(type: string): boolean;
  get(name: string): unknown;
  id?: string;
  name?: string;
}

/** Whether the element is of the type or of one derived from it. */
export function is(element: ModdleElement | undefined, type: string): boolean {
  return !!element && typeof element.$instanceOf === 'function' && element.$instanceOf(type);
}

export function isAny(element: ModdleElement | undefined, types: readonly string[]): boolean {
  return types.some((type) => is(element, type));
}

/** A reference or child of the element. */
export function child(element: ModdleElement | undefined, name: string): ModdleElement | undefined {
  return (element?.get(name) as ModdleElement | undefined) ?? undefined;
}

export function children(element: ModdleElement | undefined, name: string): ModdleElement[] {
  return (element?.get(name) as ModdleElement[] | undefined) ?? [];
}

export function text(element: ModdleElement | undefined, name: string): string {
  const value = element?.get(name);
  return typeof value === 'string' ? value : '';
}

/** The extension element of this type, such as `zeebe:TaskDefinition`. */
export function extension(element: ModdleElement | undefined, type: string): ModdleElement | undefined {
  return children(child(element, 'extensionElements'), 'values').find((value) => is(value, type));
}

/** The first event definition of an event. */
export function eventDefinition(element: ModdleElement | undefined): ModdleElement | undefined {
  return element && is(element, 'bpmn:Event') ? children(element, 'eventDefinitions')[0] : undefined;
}

/** The message of an event or of a receive task. */
export function messageOf(element: ModdleElement): ModdleElement | undefined {
  return is(element, 'bpmn:ReceiveTask') || is(element, 'bpmn:SendTask')
    ? child(element, 'messageRef')
    : child(eventDefinition(element), 'messageRef');
}
