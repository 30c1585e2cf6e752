/** Decisions and knowledge models must not require themselves, directly or by others. */
import type { Problems } from '../bpmn/problems.ts';
import type { RequirementsModel } from './model.ts';

/** Longest chain of requirements; evaluation descends it. */
const MAX_CHAIN = 200;

export function checkCycles(model: RequirementsModel, problems: Problems): void {
  report(model.decisions, (d) => d.requires, problems);
  report(model.knowledge, (k) => k.knows, problems);
}

/** Takes away, again and again, what requires nothing that is left; what stays is on a cycle or leads to one. */
function report<T>(all: Map<string, T>, requires: (one: T) => string[], problems: Problems): void {
  const waiting = new Map<string, number>();
  const requiredBy = new Map<string, string[]>();
  const depth = new Map<string, number>();
  const free: string[] = [];
  for (const [id, one] of all) {
    const needs = new Set(requires(one));
    waiting.set(id, needs.size);
    if (needs.size === 0) free.push(id);
    for (const n of needs) requiredBy.set(n, [...(requiredBy.get(n) ?? []), id]);
  }
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    waiting.delete(id);
    const here = (depth.get(id) ?? 0) + 1;
    if (here === MAX_CHAIN + 1)
      problems.add(
        'too-deep',
        id,
        `<${id}> ends a chain of more than ${MAX_CHAIN} requirements`,
        `到 <${id}> 的依赖链超过 ${MAX_CHAIN} 级，请简化`,
      );
    for (const other of requiredBy.get(id) ?? []) {
      const left = (waiting.get(other) ?? 0) - 1;
      waiting.set(other, left);
      depth.set(other, Math.max(depth.get(other) ?? 0, here));
      if (left === 0) free.push(other);
    }
  }
  for (const id of waiting.keys())
    problems.add(
      'cyclic-requirement',
      id,
      `<${id}> requires itself, directly or by what it requires`,
      `<${id}> 的依赖关系成环，请断开其中一条连线`,
    );
}
