import { dateOfDayNumber, dayNumber, isLocalDate } from '../../calendar/local-date.ts';
import { isOfType } from '../../conditions/facts.ts';
import type { FactDefinition, Facts } from '../../conditions/types.ts';
import { intersect, isEmpty, point, type Span, spans, type ValueSet } from './sets.ts';
import type { Term, Variable } from './terms.ts';

const MISSING = Symbol();

/** Facts that fit a term; undefined when none are found. They are a try: whoever tells them must run them first. */
export function exampleOf(term: Term, variables: ReadonlyMap<string, Variable>): Facts | undefined {
  const facts: Record<string, unknown> = Object.create(null);
  for (const [key, set] of term) {
    const variable = variables.get(key) as Variable;
    // comparisons that are not looked into may come true or not
    if (!variable.definition) continue;
    const value = valueIn(set, variable);
    if (value === undefined) return undefined;
    if (value !== MISSING && !put(facts, variable, value)) return undefined;
  }
  return { ...facts };
}

function valueIn(set: ValueSet, { definition, item }: Variable): unknown {
  if (item !== undefined) {
    const state = candidatesOf(set, ['lacks', 'has', null]);
    return state === 'has' ? [item] : state === 'lacks' ? [] : MISSING;
  }
  const value =
    set.kind === 'ordered'
      ? orderedValue(set, definition as FactDefinition)
      : candidatesOf(set, [
          ...(definition?.options ?? []).map((o) => o.value),
          ...set.values,
          ...(definition?.type === 'boolean' ? [true, false] : ['其他', '另一值']),
          null,
        ]);
  return value === null ? MISSING : value;
}

const candidatesOf = (set: ValueSet, tries: readonly unknown[]): unknown =>
  set.kind === 'listed' ? tries.find((v) => set.values.includes(v) !== set.except) : undefined;

function orderedValue(set: ValueSet & { kind: 'ordered' }, { type }: FactDefinition): unknown {
  for (const s of set.spans) {
    const found = (type === 'number' ? numbersIn(s) : datesIn(s)).find(
      (v) => isOfType(v, type) && !isEmpty(intersect(set, spans(point(v)))),
    );
    if (found !== undefined) return found;
  }
  return set.unknown ? null : undefined;
}

/** Round numbers first: people read them. */
function numbersIn({ low, high }: Span): number[] {
  const [from, to] = [low?.at as number | undefined, high?.at as number | undefined];
  if (from === undefined && to === undefined) return [0];
  if (from === undefined) return [to as number, Math.ceil(to as number) - 1, (to as number) - 1e-6];
  if (to === undefined) return [from, Math.floor(from) + 1, from * 2, from / 2];
  return [from, to, Math.floor(from) + 1, (from + to) / 2];
}

function datesIn({ low, high }: Span): string[] {
  const near = (at: string, days: number): string =>
    isLocalDate(at) && at > '1900-01-01' && at < '2999-12-31' ? dateOfDayNumber(dayNumber(at) + days) : at;
  const [from, to] = [low?.at as string | undefined, high?.at as string | undefined];
  return [
    ...(from === undefined ? [] : [from, near(from, 1), `${from}T00:00:00Z`]),
    ...(to === undefined ? [] : [to, near(to, -1)]),
    '2026-01-01',
  ];
}

/** Puts a value at its place; false where something else stands in the way. */
function put(facts: Record<string, unknown>, { fact, segments, item }: Variable, value: unknown): boolean {
  let at = facts;
  const way = [fact, ...segments];
  for (const step of way.slice(0, -1)) {
    at[step] ??= Object.create(null);
    if (typeof at[step] !== 'object' || Array.isArray(at[step])) return false;
    at = at[step] as Record<string, unknown>;
  }
  const last = way.at(-1) as string;
  if (item === undefined) {
    if (Object.hasOwn(at, last)) return false;
    at[last] = value;
    return true;
  }
  at[last] ??= [];
  if (!Array.isArray(at[last])) return false;
  (at[last] as unknown[]).push(...(value as unknown[]));
  return true;
}
