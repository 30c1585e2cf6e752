/** Which parts of a package an input of a building block names. Browser-safe. */
import { evaluateFeel, feelNames, scopeOf } from '../engine/core/feel/index.ts';
import { choicesOf, fieldSchema, fieldTitle, uiOf } from '../forms/index.ts';
import type { ParsedPackage } from './parse.ts';

/** The value of a fixed text or of a FEEL string literal; undefined for other expressions. */
export function literal(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  if (!given.startsWith('=')) return given;
  return /^=\s*"([^"\\]*)"\s*$/.exec(given)?.[1];
}

/**
 * The ids that an input may come to, with the choice that leads there: the fixed one or, where an expression is over one
 * choice that a form routes (`="weights-" + schemeId`), one for each of its options. Of other expressions only the
 * running case knows; nothing is said of them.
 */
export function namedBy(
  given: string | undefined,
  pkg: Pick<ParsedPackage, 'forms'>,
): { id: string; when: string }[] {
  const fixed = literal(given);
  if (fixed !== undefined) return [{ id: fixed, when: '' }];
  if (!given?.startsWith('=')) return [];
  const expression = given.slice(1);
  const found = feelNames(expression);
  const [name, ...others] = 'names' in found ? found.names : [];
  if (name === undefined || others.length > 0) return [];
  return [...pkg.forms.values()].flatMap((form) => {
    const schema = form.fields[name]?.routes ? fieldSchema(form, name) : undefined;
    return (schema ? (choicesOf(schema, uiOf(form, name)) ?? []) : []).flatMap((choice) => {
      const made = evaluateFeel(expression, scopeOf({ [name]: choice.value }), { at: 0, zone: 'UTC' });
      if (!made.ok || typeof made.value !== 'string') return [];
      return [{ id: made.value, when: `在“${fieldTitle(form, name)}”选“${choice.title}”时` }];
    });
  });
}
