/** The little of moddle's dynamic objects that the reader uses, with narrow accessors instead of `any`. */

export interface ModdleElement {
  $type: string;
  id?: string;
  $parent?: ModdleElement;
  [property: string]: unknown;
}

export function str(e: ModdleElement | undefined, property: string): string | undefined {
  const v = e?.[property];
  return typeof v === 'string' ? v : undefined;
}

export function one(e: ModdleElement | undefined, property: string): ModdleElement | undefined {
  const v = e?.[property];
  return typeof v === 'object' && v !== null && !Array.isArray(v) ? (v as ModdleElement) : undefined;
}

export function many(e: ModdleElement | undefined, property: string): ModdleElement[] {
  const v = e?.[property];
  return Array.isArray(v) ? (v as ModdleElement[]) : [];
}

/** An extension element such as `zeebe:TaskDefinition`. */
export function extension(e: ModdleElement, type: string): ModdleElement | undefined {
  return many(one(e, 'extensionElements'), 'values').find(
    (v) => v.$type.toLowerCase() === type.toLowerCase(),
  );
}

/** Text of an attribute, kept apart from an absent one and from an empty one. */
export function attribute(e: ModdleElement | undefined, name: string): string | undefined {
  const v = e?.[name];
  return v === undefined || v === null || v === '' ? undefined : String(v);
}
