import type { FactDefinition } from '../conditions/index.ts';
import { flatten, leavesOf } from './tree.ts';
import type { Scheme, Source } from './types.ts';

/** Something that is measured: an indicator, or an adjustment or veto with a source of its own. */
export interface Measurable {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  readonly unit?: string;
  /** JSON Pointer of the source in the scheme document. */
  readonly pointer: string;
}

type Sourced = Pick<Scheme, 'indicators' | 'adjustments' | 'vetoes'>;

/** All that is measured, indicators first. */
export function measurables(scheme: Sourced): Measurable[] {
  const leaves = flatten(scheme).leaves;
  const of = (list: 'adjustments' | 'vetoes') =>
    (scheme[list] ?? []).flatMap(({ id, title, source }, i): Measurable[] =>
      source ? [{ id, title, source, pointer: `/${list}/${i}/source` }] : [],
    );
  return [
    ...leavesOf(scheme).map(
      ({ id, title, source, unit }, i): Measurable => ({
        ...{ id, title, source, pointer: `${leaves[i]?.pointer}/source` },
        ...(unit === undefined ? {} : { unit }),
      }),
    ),
    ...of('adjustments'),
    ...of('vetoes'),
  ];
}

/** Raw values by id, as the conditions of adjustments and vetoes ask about them; not known where missing. */
export const objectFacts = (scheme: Sourced): FactDefinition[] =>
  measurables(scheme).map(({ id, title, unit }) => ({
    ...{ name: id, type: 'number' as const, title },
    ...(unit ? { unit } : {}),
  }));
