/**
 * Which fields are shown. A field is shown when all of its conditions hold and the fields that they name are shown
 * themselves: what nobody can see decides nothing.
 */
import type { FormDocument, ShowCondition } from './document.ts';
import { fieldNames, isEmpty, own, sameValue } from './schema.ts';

/** The conditions of a field; none means always shown. */
export function conditionsOf(doc: FormDocument, field: string): ShowCondition[] {
  const conditions = own(own(doc.fields, field), 'showWhen');
  return Array.isArray(conditions) ? (conditions as ShowCondition[]) : [];
}

/** Whether one comparison holds for the value of the field that it names. A list field is `in` when it shares a value. */
export function conditionHolds(condition: ShowCondition, value: unknown): boolean {
  const wanted = Array.isArray(condition.value) ? condition.value : [condition.value];
  const among = () =>
    Array.isArray(value)
      ? value.some((v) => wanted.some((w) => sameValue(w, v)))
      : wanted.some((w) => sameValue(w, value));
  switch (condition.op) {
    case 'eq':
      return sameValue(condition.value, value);
    case 'ne':
      return !sameValue(condition.value, value);
    case 'in':
      return among();
    case 'notIn':
      return !among();
    case 'filled':
      return !isEmpty(value);
    case 'empty':
      return isEmpty(value);
    default:
      return false;
  }
}

/** Names of the fields that are shown for this data, in page order. A cycle of conditions hides its fields. */
export function visibleFields(doc: FormDocument, data: Record<string, unknown>): string[] {
  const names = fieldNames(doc);
  const known = new Set(names);
  const shown = new Map<string, boolean>();
  const visit = (field: string): boolean => {
    const before = shown.get(field);
    if (before !== undefined) return before;
    shown.set(field, false);
    const result = conditionsOf(doc, field).every(
      (c) => known.has(c.field) && visit(c.field) && conditionHolds(c, own(data, c.field)),
    );
    shown.set(field, result);
    return result;
  };
  return names.filter(visit);
}

/** The first cycle among show conditions as a list of field names (`a → b → a`), or undefined. */
export function findCycle(doc: FormDocument): string[] | undefined {
  const done = new Set<string>();
  const visit = (field: string, path: string[]): string[] | undefined => {
    if (path.includes(field)) return [...path.slice(path.indexOf(field)), field];
    if (done.has(field)) return undefined;
    for (const condition of conditionsOf(doc, field)) {
      const cycle = visit(condition.field, [...path, field]);
      if (cycle) return cycle;
    }
    done.add(field);
    return undefined;
  };
  for (const field of fieldNames(doc)) {
    const cycle = visit(field, []);
    if (cycle) return cycle;
  }
  return undefined;
}
