/**
 * Building blocks (业务模块) in the plain panel: which template a service task follows and what its inputs hold. A
 * drawing made by hand need not name the template: the job type tells it too.
 */
import type { DiagramElement, Drawing } from '../drawing.ts';
import { extension, is, text } from '../moddle.ts';
import { HEADERS, INPUTS, OUTPUTS, PROPERTIES, readEntry, writeEntry } from './entries.ts';

export interface TemplateBinding {
  type: string;
  name?: string;
  key?: string;
  property?: string;
  source?: string;
}

interface SimpleCondition {
  property: string;
  equals?: string | number | boolean;
  oneOf?: (string | number | boolean)[];
  isEmpty?: boolean;
}

export interface TemplateProperty {
  id?: string;
  label?: string;
  description?: string;
  placeholder?: string;
  type: 'String' | 'Text' | 'Dropdown' | 'Boolean' | 'Number' | 'Hidden';
  value?: string | number | boolean;
  choices?: { name: string; value: string }[];
  feel?: 'required' | 'optional' | 'static';
  optional?: boolean;
  constraints?: { notEmpty?: boolean };
  binding: TemplateBinding;
  condition?: SimpleCondition & { allMatch?: SimpleCondition[] };
}

export interface Template {
  id: string;
  name: string;
  description?: string;
  version?: number;
  appliesTo: string[];
  properties: TemplateProperty[];
}

const isType = ({ binding }: TemplateProperty) =>
  binding.type === 'zeebe:taskDefinition:type' ||
  (binding.type === 'zeebe:taskDefinition' && binding.property === 'type');

/** The job type that the template sets. */
export function jobTypeOf(template: Template): string | undefined {
  const value = template.properties.find(isType)?.value;
  return value === undefined ? undefined : String(value);
}

/** The template of the element: the one that it names, else the one with its job type. */
export function templateOf(element: DiagramElement, templates: Template[]): Template | undefined {
  const named = text(element.businessObject, 'zeebe:modelerTemplate');
  const type = text(extension(element.businessObject, 'zeebe:TaskDefinition'), 'type');
  return (
    templates.find((template) => named && template.id === named) ??
    templates.find((template) => type && jobTypeOf(template) === type)
  );
}

export function applicableTemplates(element: DiagramElement, templates: Template[]): Template[] {
  return templates.filter((template) => template.appliesTo.some((type) => is(element.businessObject, type)));
}

const nameOf = ({ name, key, property }: TemplateBinding) => name ?? key ?? property ?? '';

/** The text that the drawing holds for a property; an input mapping wins over a header of the same name. */
export function readProperty(element: DiagramElement, { binding }: TemplateProperty): string | undefined {
  const name = nameOf(binding);
  switch (binding.type) {
    case 'zeebe:input':
    case 'zeebe:taskHeader':
      return readEntry(element, INPUTS, name) ?? readEntry(element, HEADERS, name);
    case 'zeebe:property':
      return readEntry(element, PROPERTIES, name);
    case 'zeebe:output':
      return outputTarget(element, binding.source ?? '');
    case 'zeebe:taskDefinition':
    case 'zeebe:taskDefinition:type':
      return (
        text(extension(element.businessObject, 'zeebe:TaskDefinition'), binding.property ?? 'type') ||
        undefined
      );
    case 'property':
      return text(element.businessObject, name) || undefined;
    default:
      return undefined;
  }
}

/** `zeebe:output` binds the target variable of a mapping with a given source. */
function outputTarget(element: DiagramElement, source: string): string | undefined {
  const mapping = extension(element.businessObject, 'zeebe:IoMapping');
  const outputs = (mapping?.get('outputParameters') ?? []) as { source?: string; target?: string }[];
  return outputs.find((output) => output.source === source)?.target;
}

/** Writes where the value already stands, else where the template binds it. Expressions need an input mapping. */
export function writeProperty(
  drawing: Drawing,
  element: DiagramElement,
  { binding }: TemplateProperty,
  value: string | undefined,
): void {
  const name = nameOf(binding);
  drawing.change((modeling) => {
    switch (binding.type) {
      case 'zeebe:input':
      case 'zeebe:taskHeader': {
        const expression = value?.startsWith('=') === true;
        const header = !expression && binding.type === 'zeebe:taskHeader';
        writeEntry(drawing, element, header ? INPUTS : HEADERS, name, undefined);
        return writeEntry(drawing, element, header ? HEADERS : INPUTS, name, value);
      }
      case 'zeebe:property':
        return writeEntry(drawing, element, PROPERTIES, name, value);
      case 'zeebe:output': {
        const before = outputTarget(element, binding.source ?? '');
        if (before) writeEntry(drawing, element, OUTPUTS, before, undefined);
        if (value) writeEntry(drawing, element, OUTPUTS, value, binding.source ?? '');
        return;
      }
      case 'zeebe:taskDefinition':
      case 'zeebe:taskDefinition:type':
        return drawing.setExtension(element, 'zeebe:TaskDefinition', { [binding.property ?? 'type']: value });
      case 'property':
        return modeling.updateProperties(element, { [name]: value });
    }
  });
}

/** The properties to show now: neither hidden nor ruled out by a condition on another property. */
export function visibleProperties(element: DiagramElement, template: Template): TemplateProperty[] {
  const holds = (condition: SimpleCondition): boolean => {
    const other = template.properties.find(({ id }) => id === condition.property);
    const value = other && (readProperty(element, other) ?? other.value);
    if (condition.isEmpty !== undefined) return (value === undefined || value === '') === condition.isEmpty;
    if (condition.oneOf) return condition.oneOf.map(String).includes(String(value));
    return String(value) === String(condition.equals);
  };
  return template.properties.filter(({ type, condition }) => {
    if (type === 'Hidden') return false;
    if (!condition) return true;
    return condition.allMatch ? condition.allMatch.every(holds) : holds(condition);
  });
}
