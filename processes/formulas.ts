/** FEEL for the formulas of indicator schemes: what rules/ asks for, by the engine's FEEL. Browser-safe. */
import { evaluateFeel, feelNames, scopeOf } from '../engine/core/feel/index.ts';
import type { FormulaPort } from '../rules/index.ts';

/** A score must not change by itself: the functions that read the clock are refused, so that no clock is asked. */
const CLOCK = ['now', 'today'];
const NO_CLOCK = { at: 0, zone: 'UTC' };

export const feelFormulas: FormulaPort = {
  names(expression) {
    const found = feelNames(expression);
    if ('problem' in found) return { problem: found.problem.messageZh };
    const clock = found.functions.find((f) => CLOCK.includes(f));
    if (clock) return { problem: `公式不能使用当前时间（${clock}），否则结果会自行变化` };
    return { names: found.names };
  },
  evaluate(expression, values) {
    const result = evaluateFeel(expression, scopeOf({ ...values }), NO_CLOCK);
    if (result.ok) return { value: result.value };
    return { problem: result.exceeded ? '计算量过大' : result.message };
  },
};
