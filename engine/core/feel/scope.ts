import type { Json } from '../../engine.ts';

/** The variables an expression sees. `all` is asked only for expressions that feelin evaluates. */
export interface FeelScope {
  get(name: string): Json | undefined;
  all(): Record<string, Json>;
  /** False: some values are feelin's own (dates, functions), which compiled closures do not know. */
  plain?: boolean;
}

export function scopeOf(variables: Record<string, Json>): FeelScope {
  return {
    get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    all: () => variables,
  };
}
