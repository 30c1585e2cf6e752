/**
 * A form for a user task that has none, from what the drawing says of it.
 *
 * `zeebe:property` names describe fields: `field.<name>` is the title, `field.<name>.type` (text · textarea · number · integer ·
 * boolean · date · choice · choices · body · bodies · user · users · deputy · deputies · files · money), `.required` (true),
 * `.options` (`A=已解决,B=正在解决`), `.default`, `.help`, `.public` (true), `.routes` (false keeps it from the drawing). Each output mapping
 * whose source is a plain name (`=opinion`) is a field too. Without any field there is one for an opinion.
 */
import type { FieldPolicy, FormDocument, JsonSchema, UiSchema } from './document.ts';

export interface ElementFacts {
  id: string;
  /** Label of the element. */
  name?: string;
  documentation?: string;
  inputs: { source: string; target: string }[];
  outputs: { source: string; target: string }[];
  properties: { name: string; value: string }[];
}

const NAME = /^=?\s*([A-Za-z][A-Za-z0-9_]{0,63})\s*$/;
const PROPERTY = /^field\.([A-Za-z][A-Za-z0-9_]{0,63})(?:\.([a-z]+))?$/;

function choices(options: string): { const: string; title: string }[] {
  return options
    .split(/[,,、]/)
    .map((o) => o.trim())
    .filter((o) => o !== '')
    .map((o) => {
      const [value = '', title] = o.split('=').map((p) => p.trim());
      return { const: value, title: title ?? value };
    });
}

const WIDGET_TYPES: Record<string, [JsonSchema, string]> = {
  textarea: [{ type: 'string', maxLength: 10000 }, 'textarea'],
  date: [{ type: 'string', format: 'date' }, 'date'],
  money: [{ type: 'number', minimum: 0 }, 'money'],
  body: [{ type: 'string' }, 'body'],
  bodies: [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, 'bodies'],
  user: [{ type: 'string' }, 'user'],
  users: [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, 'users'],
  deputy: [{ type: 'string' }, 'deputy'],
  deputies: [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, 'deputies'],
  group: [{ type: 'string' }, 'group'],
  files: [{ type: 'array', items: { type: 'object' } }, 'files'],
};

function shape(type: string, options: string): [JsonSchema, string | undefined] {
  if (type === 'choice' || (type === 'text' && options !== ''))
    return [{ type: 'string', oneOf: choices(options) }, 'radio'];
  if (type === 'choices')
    return [
      { type: 'array', items: { type: 'string', oneOf: choices(options) }, uniqueItems: true },
      'checkboxes',
    ];
  if (['number', 'integer', 'boolean'].includes(type)) return [{ type }, undefined];
  return WIDGET_TYPES[type] ?? [{ type: 'string', maxLength: 500 }, undefined];
}

function defaultValue(text: string | undefined, type: unknown): unknown {
  if (text === undefined || text === '') return undefined;
  if (type === 'boolean') return text === 'true';
  if (type === 'number' || type === 'integer')
    return Number.isFinite(Number(text)) ? Number(text) : undefined;
  return type === 'string' ? text : undefined;
}

/** The generated document; its id is the element's, made fit for a form id. */
export function formFromElement(element: ElementFacts): FormDocument {
  const facts = new Map<string, Record<string, string>>();
  for (const { name, value } of element.properties) {
    const [, field, aspect = 'title'] = PROPERTY.exec(name) ?? [];
    if (field) facts.set(field, { ...facts.get(field), [aspect]: value });
  }
  const named = element.outputs.flatMap((o) => NAME.exec(o.source)?.[1] ?? []);
  for (const field of named) if (!facts.has(field)) facts.set(field, { title: field });
  if (facts.size === 0) facts.set('opinion', { title: '办理意见', type: 'textarea', routes: 'false' });

  const properties: Record<string, JsonSchema> = {};
  const uiSchema: UiSchema = {};
  const fields: Record<string, FieldPolicy> = {};
  const required: string[] = [];
  for (const [field, fact] of facts) {
    const [base, widget] = shape(fact.type ?? 'text', fact.options ?? '');
    const value = defaultValue(fact.default, base.type);
    properties[field] = {
      ...base,
      title: fact.title ?? field,
      ...(value === undefined ? {} : { default: value }),
    };
    uiSchema[field] = {
      ...(widget ? { 'ui:widget': widget } : {}),
      ...(fact.help ? { 'ui:help': fact.help } : {}),
    };
    const routes = named.includes(field) || fact.routes !== 'false';
    fields[field] = {
      visibility: fact.public === 'true' ? 'public' : 'internal',
      ...(routes ? { routes } : {}),
    };
    if (fact.required === 'true') required.push(field);
  }
  const id = `task-${element.id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 64);
  return {
    id,
    title: element.name || element.id,
    ...(element.documentation ? { description: element.documentation } : {}),
    schema: { type: 'object', properties, ...(required.length > 0 ? { required } : {}) },
    uiSchema,
    fields,
  };
}
