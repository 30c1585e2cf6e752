import { isInstant, isLocalDate } from '../calendar/local-date.ts';
import { error, type Problem, shown } from '../common/problem.ts';
import { pathSegments } from './path.ts';
import type { FactDefinition, Facts, FactType } from './types.ts';

export const FACT_TYPE_TITLE: Readonly<Record<FactType, string>> = {
  number: '数值',
  string: '文字',
  boolean: '是/否',
  date: '日期',
  array: '列表',
  object: '组合',
};

/** Whether a value is of the type. Numbers must be finite; numbers as text are no numbers. */
export function isOfType(value: unknown, type: FactType): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return isLocalDate(value) || isInstant(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

/** Checks one value against its definition; null and undefined mean "not known" and pass. */
export function checkFactValue(value: unknown, definition: FactDefinition, pointer: string): Problem[] {
  if (value === undefined || value === null) return [];
  if (!isOfType(value, definition.type)) {
    const hint =
      definition.type === 'number' && typeof value === 'string' ? '（文字不会当作数值，请先转换）' : '';
    const message = `“${definition.title}”应为${FACT_TYPE_TITLE[definition.type]}，实际是 ${shown(value)}${hint}。`;
    return [error('fact-type', pointer, message)];
  }
  if (definition.type === 'array' && definition.itemType) {
    const item: FactDefinition = { ...definition, type: definition.itemType };
    return (value as unknown[]).flatMap((v, i) => checkFactValue(v, item, `${pointer}/${i}`));
  }
  if (definition.type === 'object') {
    return (definition.properties ?? []).flatMap((p) =>
      Object.hasOwn(value, p.name)
        ? checkFactValue((value as Record<string, unknown>)[p.name], p, `${pointer}/${p.name}`)
        : [],
    );
  }
  return [];
}

/** Checks the facts that the catalogue knows; others are left alone, they are not used. */
export function checkFacts(facts: Facts, catalogue: readonly FactDefinition[]): Problem[] {
  return catalogue.flatMap((d) =>
    Object.hasOwn(facts, d.name) ? checkFactValue(facts[d.name], d, `/${d.name}`) : [],
  );
}

/** What stands at a path below a fact: its definition; 'unknown' below an undeclared part; or no such place. */
export function definitionAt(
  definition: FactDefinition,
  path: string | undefined,
): FactDefinition | 'unknown' | undefined {
  if (path === undefined || path === '') return definition;
  const segments = pathSegments(path);
  let at: FactDefinition | undefined = definition;
  for (const segment of segments ?? []) {
    if (at.type === 'array') {
      if (!/^(0|[1-9]\d*)$/.test(segment)) return undefined;
      if (!at.itemType) return 'unknown';
      at = { ...at, type: at.itemType };
    } else if (at.type === 'object') {
      if (!at.properties) return 'unknown';
      at = at.properties.find((p) => p.name === segment);
      if (!at) return undefined;
    } else return undefined;
  }
  return segments === undefined ? undefined : at;
}
