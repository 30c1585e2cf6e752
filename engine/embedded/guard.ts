/**
 * A limit in time for what cannot be counted: V8 breaks off a script at its time-out, also within a regular expression.
 * The bound is coarse and hit only by expressions that would not end; what came of it stands in the events, so replay
 * does not depend on the machine.
 */
import { createContext, Script } from 'node:vm';
import { FeelLimit } from '../core/index.ts';

/** Milliseconds for all guarded expressions of one command. */
export const GUARDED_MS = 3000;

const context = createContext({ run: undefined as (() => unknown) | undefined });
const script = new Script('run()');

/** For one command. */
export function timeGuard(ms = GUARDED_MS): <T>(run: () => T) => T {
  let left = ms;
  return <T>(run: () => T): T => {
    const begin = performance.now();
    context.run = run;
    try {
      if (left < 1) throw new FeelLimit(`the expressions of one command took more than ${ms} ms`);
      return script.runInContext(context, { timeout: Math.ceil(left) }) as T;
    } catch (e) {
      if ((e as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw e;
      throw new FeelLimit(`it takes longer than ${ms} ms; simplify its regular expressions or its lists`);
    } finally {
      context.run = undefined;
      left -= performance.now() - begin;
    }
  };
}
