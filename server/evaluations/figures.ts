/** Counts and shares of a set of cases, as a board shows them. */
import {
  type Condition,
  compileCondition,
  type EvaluatedCase,
  type MeasuredValue,
} from '../../rules/index.ts';
import type { Case } from '../cases/collections.ts';
import type { Release } from '../packages/release.ts';
import type { Counts, ValueView } from './schemas.ts';

/** A case as the store has it, with its facts. */
export interface KnownCase extends EvaluatedCase {
  case: Case;
}

export interface FigureParts {
  base: KnownCase[];
  hit: KnownCase[];
}

export interface Figure {
  id: string;
  title: string;
  /** Cases that count, and those among which they count. */
  of(cases: readonly KnownCase[]): FigureParts;
}

/** The shares that a package's manifest names (满意率、办成率 …). */
export function figuresOf(release: Release): Figure[] {
  return (release.manifest.board?.figures ?? []).map(({ id, title, base, hit }) => {
    const inBase = compileCondition(base as Condition);
    const isHit = compileCondition(hit as Condition);
    return {
      id,
      title,
      of: (cases) => {
        const among = cases.filter((c) => inBase(c.facts));
        return { base: among, hit: among.filter((c) => isHit(c.facts)) };
      },
    };
  });
}

/** Percent; null (never 0) where there is nothing to divide by. */
export function shareOf({ base, hit }: FigureParts): ValueView {
  const counts = { base: base.length, hit: hit.length, without: 0 };
  if (base.length === 0) return { value: null, ...counts, reason: 'empty-base' };
  return { value: (hit.length / base.length) * 100, ...counts };
}

export const valueView = (v: MeasuredValue): ValueView => ({
  value: v.value,
  base: v.base.length,
  hit: v.hit.length,
  without: v.without?.length ?? 0,
  ...(v.round === undefined ? {} : { ballot: v.round }),
  ...(v.reason ? { reason: v.reason } : {}),
});

export const COUNTS: Record<keyof Counts, (c: Case) => boolean> = {
  total: () => true,
  active: (c) => c.state === 'active',
  completed: (c) => c.state === 'completed',
  cancelled: (c) => c.state === 'cancelled',
  overdue: (c) => c.state === 'active' && c.overdue,
};

export function countsOf(cases: readonly KnownCase[]): Counts {
  const count = (name: keyof Counts) => cases.filter((k) => COUNTS[name](k.case)).length;
  return {
    total: count('total'),
    active: count('active'),
    completed: count('completed'),
    cancelled: count('cancelled'),
    overdue: count('overdue'),
  };
}
