/** A block as an element template of bpmn.io (the designer shows it in the palette and the properties panel). */
import type { Block, BlockInput } from './block.ts';

type Json = Record<string, unknown>;

const FEEL: Record<BlockInput['as'], string | undefined> = {
  fixed: undefined,
  either: 'optional',
  feel: 'required',
};

/** Which list of the package an input of this type chooses from (`designer/modeler/plain/choices.ts`). */
const CHOICES: Partial<Record<BlockInput['type'], string>> = {
  ruleset: 'ruleSets',
  ballot: 'ballots',
  scheme: 'schemes',
  document: 'documents',
  register: 'registers',
  publication: 'publications',
  package: 'packages',
  clock: 'clocks',
  round: 'rounds',
};

function property(input: BlockInput): Json {
  const choice = input.type === 'choice' && input.as === 'fixed';
  const type = choice ? 'Dropdown' : input.type === 'boolean' && input.as === 'fixed' ? 'Boolean' : 'String';
  const fixed = input.as === 'fixed';
  return {
    id: input.name,
    label: input.title,
    ...(input.description ? { description: input.description } : {}),
    type,
    group: 'inputs',
    ...(choice ? { choices: (input.choices ?? []).map((c) => ({ name: c.title, value: c.value })) } : {}),
    ...(fixed ? {} : { feel: FEEL[input.as] }),
    binding: fixed
      ? { type: 'zeebe:taskHeader', key: input.name }
      : { type: 'zeebe:input', name: input.name },
    ...(input.required ? { constraints: { notEmpty: true } } : { optional: true }),
  };
}

export function templateOf(block: Block): Json {
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    id: `jiandu.${block.type}`,
    name: block.title,
    description: block.description,
    version: 1,
    appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
    elementType: { value: 'bpmn:ServiceTask' },
    metadata: {
      choices: Object.fromEntries(
        block.inputs.flatMap((i) => (CHOICES[i.type] ? [[i.name, CHOICES[i.type]]] : [])),
      ),
    },
    groups: [{ id: 'inputs', label: '设置' }],
    properties: [
      { type: 'Hidden', value: block.type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
      ...block.inputs.map(property),
    ],
  };
}
