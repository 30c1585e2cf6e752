/** A package's parameters as a form document, so that the clerks' renderer shows them. Pure. */
import type { FormDocument, JsonSchema } from '../../../forms/document.ts';
import { own, propertiesOf, sameValue } from '../../../forms/schema.ts';

/** All parameters as one form; what an organisation does not set itself is shown with the value in force. */
export function parameterForm(schema: JsonSchema, submitLabel: string): FormDocument {
  const properties = propertiesOf(schema);
  const names = Object.keys(properties);
  return {
    id: 'parameters',
    title: '',
    submitLabel,
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        names.map((name) => {
          const { default: _, description: __, ...rest } = properties[name] ?? {};
          return [name, rest];
        }),
      ),
      required: names,
    },
    uiSchema: Object.fromEntries(
      names.map((name) => [name, { 'ui:help': String(own(properties[name], 'description') ?? '') }]),
    ),
    fields: Object.fromEntries(names.map((name) => [name, { visibility: 'internal' as const }])),
  };
}

/** The organisation's own values after the form: what it had set stays its own, what it changed becomes so. */
export function ownValues(
  before: Record<string, unknown>,
  inForce: Record<string, unknown>,
  data: Record<string, unknown>,
): Record<string, unknown> {
  const names = Object.keys(data).filter(
    (name) =>
      data[name] !== undefined && (Object.hasOwn(before, name) || !sameValue(data[name], inForce[name])),
  );
  return Object.fromEntries(names.map((name) => [name, data[name]]));
}
