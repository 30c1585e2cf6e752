/** Lists inside extension elements, read and written by name: input mappings, task headers, properties. */
import type { DiagramElement, Drawing } from '../drawing.ts';
import type { ModdleElement } from '../moddle.ts';
import { children, extension, text } from '../moddle.ts';

interface EntryList {
  /** The extension element that holds the list. */
  holder: string;
  list: string;
  item: string;
  key: string;
  value: string;
}

export const INPUTS: EntryList = {
  holder: 'zeebe:IoMapping',
  list: 'inputParameters',
  item: 'zeebe:Input',
  key: 'target',
  value: 'source',
};
/** Keyed by the target variable. */
export const OUTPUTS: EntryList = { ...INPUTS, list: 'outputParameters', item: 'zeebe:Output' };
export const HEADERS: EntryList = {
  holder: 'zeebe:TaskHeaders',
  list: 'values',
  item: 'zeebe:Header',
  key: 'key',
  value: 'value',
};
export const PROPERTIES: EntryList = {
  holder: 'zeebe:Properties',
  list: 'properties',
  item: 'zeebe:Property',
  key: 'name',
  value: 'value',
};

function find(owner: ModdleElement, kind: EntryList, key: string): ModdleElement | undefined {
  return children(extension(owner, kind.holder), kind.list).find((item) => text(item, kind.key) === key);
}

/** Undefined when there is no such entry. */
export function readEntry(element: DiagramElement, kind: EntryList, key: string): string | undefined {
  const item = find(element.businessObject, kind, key);
  return item && text(item, kind.value);
}

/** Writes the entry, or removes it when `value` is undefined; the holder goes with its last entry. */
export function writeEntry(
  drawing: Drawing,
  element: DiagramElement,
  kind: EntryList,
  key: string,
  value: string | undefined,
): void {
  const owner = element.businessObject;
  const holder = extension(owner, kind.holder);
  const item = find(owner, kind, key);
  if (item && value !== undefined) {
    drawing.change((modeling) => modeling.updateModdleProperties(element, item, { [kind.value]: value }));
    return;
  }
  if (!item && value === undefined) return;
  if (item) {
    const rest = children(holder, kind.list).filter((other) => other !== item);
    const others = kind === INPUTS ? 'outputParameters' : 'inputParameters';
    const empty =
      rest.length === 0 && (kind.holder !== 'zeebe:IoMapping' || children(holder, others).length === 0);
    drawing.setExtension(element, kind.holder, empty ? undefined : { [kind.list]: rest });
    return;
  }
  const made = drawing.create(kind.item, { [kind.key]: key, [kind.value]: value }, holder ?? owner);
  drawing.change(() => {
    drawing.setExtension(element, kind.holder, { [kind.list]: [...children(holder, kind.list), made] });
    const attached = extension(element.businessObject, kind.holder);
    if (attached) made.$parent = attached;
  });
}
