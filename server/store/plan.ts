/** Which declared index answers a query. Pure, and the same for all adapters, so that all refuse the same queries. */

import { runsOf } from './bigrams.ts';
import type { CompiledCollection, CompiledIndex, Key } from './compile.ts';
import { type Condition, type Query, type Scalar, StoreUsageError, type Where } from './port.ts';
import { type Range, rangeOf } from './range.ts';
import { isScalar, wellFormed } from './scalar.ts';

export interface Equality {
  path: string;
  /** Distinct; one for plain equality. */
  values: Scalar[];
}

export interface Plan {
  /** The index that is sought; absent: the primary key. With `search`: only where fields are found. */
  index?: CompiledIndex;
  eq: Equality[];
  /** At most one without search. On the first sort key. */
  ranges: { path: string; range: Range }[];
  /** The whole order after the equalities; ends with `id`. */
  sort: Key[];
  /** Runs of letters that must all occur in the search text. */
  search?: string[];
}

function keyValue(v: Scalar): Scalar {
  return typeof v === 'string' ? wellFormed(v) : v;
}

const ID: Key = { path: 'id', desc: false };

interface Filters {
  eq: Equality[];
  ranges: { path: string; range: Range }[];
  search?: string[];
}

function filtersOf(collection: CompiledCollection, where: Where): Filters {
  const filters: Filters = { eq: [], ranges: [] };
  for (const [path, condition] of Object.entries(where) as [string, Condition | undefined][]) {
    if (condition === undefined) continue;
    if (path === '$search') {
      if (collection.search.length === 0)
        throw new StoreUsageError(`<${collection.name}> declares no text search`);
      const runs = runsOf(String(condition));
      if (runs.length > 0) filters.search = runs;
    } else if (isScalar(condition)) {
      filters.eq.push({ path, values: [condition].map(keyValue) });
    } else if ('in' in condition) {
      filters.eq.push({ path, values: [...new Set(condition.in.map(keyValue))] });
    } else {
      filters.ranges.push({ path, range: rangeOf(collection.name, path, condition) });
    }
    const known = path === 'id' || path === '$search' ? { multi: false } : collection.paths.get(path);
    if (!known) throw new StoreUsageError(`no index of <${collection.name}> holds <${path}>`);
    if (
      known.multi &&
      (filters.ranges.some((r) => r.path === path) ||
        filters.eq.some((e) => e.path === path && e.values.includes(null)))
    ) {
      throw new StoreUsageError(
        `<${collection.name}.${path}> is a list: only equality with a value, or in, is possible`,
      );
    }
  }
  return filters;
}

function sortOf(collection: CompiledCollection, sort: string[]): Key[] {
  const keys = sort.map((f) =>
    f.startsWith('-') ? { path: f.slice(1), desc: true } : { path: f, desc: false },
  );
  const bad = keys.find((k, i) => k.path === 'id' && i !== keys.length - 1);
  if (bad) throw new StoreUsageError(`sort of <${collection.name}> has fields after <id>`);
  for (const { path } of keys) {
    if (path !== 'id' && collection.paths.get(path)?.multi) {
      throw new StoreUsageError(`<${collection.name}.${path}> is a list and cannot be sorted by`);
    }
  }
  return keys;
}

/** How well an index serves: the order that results, or undefined when it does not. */
function orderBy(index: CompiledIndex | undefined, filters: Filters, wanted: Key[]): Key[] | undefined {
  const keys = index ? [...index.keys, ID] : [ID];
  const eq = new Set(filters.eq.map((e) => e.path));
  if (!keys.slice(0, eq.size).every((k) => eq.has(k.path))) return undefined;
  const rest = keys.slice(eq.size);
  const range = filters.ranges[0]?.path;
  if (range !== undefined && rest[0]?.path !== range) return undefined;
  if (index?.multi && !eq.has(index.multi)) return undefined;
  if (!wanted.every((k, i) => rest[i]?.path === k.path)) return undefined;
  const reverse = wanted.length > 0 && wanted[0]!.desc !== rest[0]!.desc;
  const order = rest.map((k) => ({ path: k.path, desc: k.desc !== reverse }));
  return wanted.every((k, i) => order[i]!.desc === k.desc) ? order : undefined;
}

function missingIndex(collection: CompiledCollection, filters: Filters, wanted: Key[]): StoreUsageError {
  const range = filters.ranges.map((r) => r.path).filter((p) => p !== wanted[0]?.path);
  const mixed = wanted.filter((k) => k.path !== 'id').map((k) => (k.desc ? `-${k.path}` : k.path));
  const fields = [...filters.eq.map((e) => e.path), ...range, ...mixed];
  return new StoreUsageError(`<${collection.name}> needs an index [${fields.join(', ')}] for this query`);
}

/**
 * The plan of a query. Equalities must fill the front of an index, then the range or the sort follows. Without a
 * sort: by the range's field, else in the order of the index that serves (one that ends at the equalities first), then id.
 * StoreUsageError names the index that is missing.
 */
export function planQuery(collection: CompiledCollection, query: Pick<Query, 'where' | 'sort'>): Plan {
  const filters = filtersOf(collection, query.where ?? {});
  const asked = sortOf(collection, query.sort ?? []);
  if (filters.search) {
    const unknown = asked.find((k) => k.path !== 'id' && !collection.paths.has(k.path));
    if (unknown)
      throw new StoreUsageError(`<${collection.name}> needs an index [${unknown.path}] for this sort`);
    const last = asked.at(-1);
    const sort = last?.path === 'id' ? asked : [...asked, { path: 'id', desc: last?.desc ?? false }];
    return { ...filters, sort };
  }
  if (filters.ranges.length > 1) {
    throw new StoreUsageError(`<${collection.name}>: one range per query, not ${filters.ranges.length}`);
  }
  const range = filters.ranges[0];
  const wanted = asked.length === 0 && range ? [{ path: range.path, desc: false }] : asked;
  if (range && wanted[0]!.path !== range.path) throw missingIndex(collection, filters, wanted);
  const candidates = [undefined, ...collection.indexes]
    .map((index) => ({ index, sort: orderBy(index, filters, wanted) }))
    .filter((c): c is { index: CompiledIndex | undefined; sort: Key[] } => c.sort !== undefined)
    .sort((a, b) => a.sort.length - b.sort.length);
  const best = candidates[0];
  if (!best) throw missingIndex(collection, filters, wanted);
  const order = best.index ? best.index.keys : [ID];
  const eq = order.flatMap((k) => filters.eq.filter((e) => e.path === k.path));
  return {
    ...(best.index ? { index: best.index } : {}),
    eq,
    ranges: filters.ranges,
    sort: best.sort.length > 0 ? best.sort : [ID],
  };
}
