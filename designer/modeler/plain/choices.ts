/**
 * Fills the choices of building blocks from the package: a template says in its `metadata.choices` which inputs choose
 * from what (`{ "ruleset": "ruleSets" }`), and those inputs become drop-downs of ids with titles, in both panels.
 */
import type { Choice, ModelerContext } from '../context.ts';
import type { Template, TemplateProperty } from './block.ts';

const LISTS = [
  'roles',
  'forms',
  'processes',
  'ruleSets',
  'ballots',
  'schemes',
  'documents',
  'publications',
  'registers',
  'clocks',
  'rounds',
  'packages',
] as const;

type RawTemplate = Template & { metadata?: { choices?: Record<string, string> } };

const cache = new WeakMap<ModelerContext, Template[]>();

/** The context's element templates with their choices filled in. */
export function resolveTemplates(context: ModelerContext): Template[] {
  const known = cache.get(context);
  if (known) return known;
  const resolved = (context.elementTemplates as RawTemplate[]).map((template) => ({
    ...template,
    properties: template.properties.map((property) => withChoices(property, template, context)),
  }));
  cache.set(context, resolved);
  return resolved;
}

function withChoices(
  property: TemplateProperty,
  template: RawTemplate,
  context: ModelerContext,
): TemplateProperty {
  const { binding } = property;
  const source = template.metadata?.choices?.[binding.name ?? binding.key ?? ''];
  const list = LISTS.find((name) => name === source);
  const entries: Choice[] = (list && context[list]) || [];
  if (!list || property.type !== 'String' || !entries.length || property.feel === 'required') return property;
  const { feel: _, ...rest } = property;
  return { ...rest, type: 'Dropdown', choices: entries.map(({ id, title }) => ({ name: title, value: id })) };
}
