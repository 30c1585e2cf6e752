/** Filters for a plan. */
import type { mongo } from 'mongoose';
import { gramsOfRun } from '../bigrams.ts';
import type { Key } from '../compile.ts';
import type { Plan } from '../plan.ts';
import type { Scalar } from '../port.ts';
import type { Range } from '../range.ts';
import type { StoredDoc } from './stored.ts';

type Filter = mongo.Filter<StoredDoc>;

export function fieldOf(path: string): string {
  return path === 'id' ? '_id' : `doc.${path}`;
}

function within({ type, lower, upper }: Range): object {
  return {
    ...(lower ? { [lower.inclusive ? '$gte' : '$gt']: lower.value } : type === 'string' ? { $gte: '' } : {}),
    ...(upper ? { [upper.inclusive ? '$lte' : '$lt']: upper.value } : {}),
  };
}

/** Beyond a value in one key; undefined when nothing is. */
function beyond(key: Key, value: Scalar): Filter[] {
  const field = fieldOf(key.path);
  if (value === null) return key.desc ? [] : [{ [field]: { $ne: null } }];
  if (!key.desc) return [{ [field]: { $gt: value } }];
  return [{ [field]: { $lt: value } }, ...(key.path === 'id' ? [] : [{ [field]: null }])];
}

/** What comes after a cursor: equal in the first j keys and beyond in the next one, for each j. */
function afterFilter(sort: Key[], after: Scalar[]): Filter {
  const branches = sort.flatMap((key, j) => {
    const equal = sort.slice(0, j).map((k, i): Filter => ({ [fieldOf(k.path)]: after[i]! }));
    return beyond(key, after[j]!).map((b): Filter => ({ $and: [...equal, b] }));
  });
  return { $or: branches };
}

function searchFilters(runs: string[]): Filter[] {
  return runs.flatMap((run): Filter[] => [
    { grams: { $all: gramsOfRun(run) } },
    { text: { $regex: run.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') } },
  ]);
}

export function filterOf(plan: Plan, after?: Scalar[]): Filter {
  const all: Filter[] = [
    ...searchFilters(plan.search ?? []),
    ...plan.eq.map(
      (e): Filter => ({
        [fieldOf(e.path)]: e.values.length === 1 ? e.values[0]! : { $in: e.values },
      }),
    ),
    ...plan.ranges.map((r): Filter => ({ [fieldOf(r.path)]: within(r.range) })),
    ...(after ? [afterFilter(plan.sort, after)] : []),
  ];
  return all.length === 0 ? {} : all.length === 1 ? all[0]! : { $and: all };
}

export function sortOf(plan: Plan): [string, 1 | -1][] {
  return plan.sort.map((k) => [fieldOf(k.path), k.desc ? -1 : 1]);
}
