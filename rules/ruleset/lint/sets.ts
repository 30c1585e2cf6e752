/**
 * Sets of values that a fact may have: intervals for what is ordered, listed values for the rest. Null stands for "not
 * known". They are only ever too large, never too small, so that what they call empty is empty.
 */
export interface Bound {
  readonly at: number | string;
  /** The bound itself does not belong to the span. */
  readonly open: boolean;
}
export interface Span {
  readonly low?: Bound;
  readonly high?: Bound;
}
/** Numbers, or dates as text, which is how operators compare them. Spans ascend and do not touch. */
export interface OrderedSet {
  readonly kind: 'ordered';
  readonly unknown: boolean;
  readonly spans: readonly Span[];
}
/** These values, or all but these; `universe` where there are only so many. */
export interface ListedSet {
  readonly kind: 'listed';
  readonly values: readonly unknown[];
  readonly except: boolean;
  readonly universe?: readonly unknown[];
}
export type ValueSet = OrderedSet | ListedSet;

export const spans = (...list: readonly Span[]): OrderedSet => ({
  kind: 'ordered',
  unknown: false,
  spans: list,
});
export const point = (at: number | string): Span => ({ low: { at, open: false }, high: { at, open: false } });
export const listed = (values: readonly unknown[], universe?: readonly unknown[]): ListedSet => ({
  kind: 'listed',
  values,
  except: false,
  ...(universe ? { universe } : {}),
});

const isNothing = ({ low, high }: Span): boolean =>
  low !== undefined &&
  high !== undefined &&
  (high.at < low.at || (high.at === low.at && (low.open || high.open)));

export function isEmpty(set: ValueSet): boolean {
  if (set.kind === 'ordered') return !set.unknown && set.spans.length === 0;
  if (!set.except) return set.values.length === 0;
  return set.universe?.every((v) => set.values.includes(v)) ?? false;
}

/** The narrower of two lower (or upper) bounds. */
const lowest = (a: Bound | undefined, b: Bound | undefined): Bound | undefined => {
  if (!a || !b) return a ?? b;
  if (a.at === b.at) return a.open ? a : b;
  return a.at > b.at ? a : b;
};
const highest = (a: Bound | undefined, b: Bound | undefined): Bound | undefined => {
  if (!a || !b) return a ?? b;
  if (a.at === b.at) return a.open ? a : b;
  return a.at < b.at ? a : b;
};
const span = (low: Bound | undefined, high: Bound | undefined): Span => ({
  ...(low ? { low } : {}),
  ...(high ? { high } : {}),
});

/** Both are of one fact, so of one kind and universe. */
export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'ordered' && b.kind === 'ordered') {
    const both = a.spans.flatMap((x) =>
      b.spans.map((y) => span(lowest(x.low, y.low), highest(x.high, y.high))).filter((s) => !isNothing(s)),
    );
    return { kind: 'ordered', unknown: a.unknown && b.unknown, spans: both };
  }
  const [x, y] = [a as ListedSet, b as ListedSet];
  if (x.except && y.except) return { ...x, values: [...new Set([...x.values, ...y.values])] };
  const [these, other] = x.except ? [y, x] : [x, y];
  return { ...these, values: these.values.filter((v) => other.values.includes(v) !== other.except) };
}

export function complement(set: ValueSet): ValueSet {
  if (set.kind === 'listed') return { ...set, except: !set.except };
  const between: Span[] = [];
  let low: Bound | undefined;
  let open = true;
  for (const s of set.spans) {
    if (s.low) between.push(span(low, { at: s.low.at, open: !s.low.open }));
    open = s.high !== undefined;
    low = s.high && { at: s.high.at, open: !s.high.open };
  }
  if (open) between.push(span(low, undefined));
  return { kind: 'ordered', unknown: !set.unknown, spans: between.filter((s) => !isNothing(s)) };
}

export const isWithin = (a: ValueSet, b: ValueSet): boolean => isEmpty(intersect(a, complement(b)));
