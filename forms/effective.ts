/**
 * The schema that submitted data must match: the document's own, with required only where shown, no extra fields at any
 * depth, and file lists in the shape of references. The page and the server validate by this one schema.
 */
import type { FormDocument, JsonSchema, ShowCondition } from './document.ts';
import { MATCHED_LENGTH } from './pattern.ts';
import {
  fieldNames,
  fieldSchema,
  isObject,
  own,
  propertiesOf,
  requiredOf,
  uiOf,
  widgetOf,
} from './schema.ts';
import { conditionsOf } from './visibility.ts';

const FILE_REFERENCE: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 64 },
    name: { type: 'string', minLength: 1, maxLength: 255 },
    size: { type: 'integer', minimum: 0 },
    type: { type: 'string', maxLength: 127 },
  },
  required: ['id', 'name', 'size', 'type'],
  additionalProperties: false,
};

/**
 * A pattern is tried on a text within its limit only: all that is wrong is looked for, so that a text's length alone keeps
 * it from no pattern, and how long a pattern takes grows with the text (pattern.ts).
 */
function bounded(schema: JsonSchema): JsonSchema {
  const { pattern, ...rest } = schema;
  if (pattern === undefined) return schema;
  const given = own(schema, 'maxLength');
  const maxLength = typeof given === 'number' ? given : MATCHED_LENGTH;
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, never awaited
  return { ...rest, maxLength, if: { maxLength }, then: { pattern } };
}

/** Refuses extra keys in every object of the schema. */
function closed(given: JsonSchema): JsonSchema {
  const schema = bounded(given);
  const items = own(schema, 'items');
  const result = isObject(items) ? { ...schema, items: closed(items) } : { ...schema };
  if (own(schema, 'type') !== 'object') return result;
  const properties = Object.entries(propertiesOf(schema)).map(([name, s]) => [name, closed(s)]);
  return { ...result, properties: Object.fromEntries(properties), additionalProperties: false };
}

function propertySchema(doc: FormDocument, field: string): JsonSchema {
  const schema = fieldSchema(doc, field) ?? {};
  const files = widgetOf(uiOf(doc, field)) === 'files';
  return files ? { ...schema, type: 'array', items: FILE_REFERENCE } : closed(schema);
}

/** The condition as a schema over the whole form data (which has been cleaned: nothing blank is left). */
function conditionSchema(condition: ShowCondition): JsonSchema {
  const { field, op, value } = condition;
  const present = { required: [field] };
  const values = Array.isArray(value) ? value : [value];
  const among = { anyOf: [{ enum: values }, { type: 'array', contains: { enum: values } }] };
  const holds = (test: JsonSchema) => ({ ...present, properties: { [field]: test } });
  switch (op) {
    case 'eq':
      return holds({ const: value });
    case 'ne':
      return { not: holds({ const: value }) };
    case 'in':
      return holds(among);
    case 'notIn':
      return { not: holds(among) };
    case 'filled':
      return present;
    case 'empty':
      return { not: present };
  }
}

/** All conditions that show a field, those of the fields that they name included. */
function shownSchemas(doc: FormDocument, field: string, seen: string[] = []): JsonSchema[] {
  if (seen.includes(field)) return [{ not: {} }];
  return conditionsOf(doc, field).flatMap((c) => [
    conditionSchema(c),
    ...shownSchemas(doc, c.field, [...seen, field]),
  ]);
}

/** Draft 2020-12, as ajv reads it. The document must have passed `checkForm`. */
export function effectiveSchema(doc: FormDocument): JsonSchema {
  const names = fieldNames(doc);
  const required = requiredOf(doc.schema);
  const always = required.filter((n) => conditionsOf(doc, n).length === 0);
  const conditional = required
    .filter((n) => conditionsOf(doc, n).length > 0)
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, never awaited
    .map((n) => ({ if: { allOf: shownSchemas(doc, n) }, then: { required: [n] } }));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((n) => [n, propertySchema(doc, n)])),
    required: always,
    ...(conditional.length > 0 ? { allOf: conditional } : {}),
    additionalProperties: false,
  };
}
