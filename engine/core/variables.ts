/** Variable scopes: what an instance sees, and where a value goes, by Zeebe's rules. */
import type { Json } from '../engine.ts';
import type { FeelScope } from './feel/index.ts';
import type { ElementInstance, EngineState, Vars } from './state.ts';

/** The variables visible in a scope: its own before those around it. */
export class ScopeView implements FeelScope {
  readonly #state: EngineState;
  readonly #key: string;

  constructor(state: EngineState, key: string) {
    this.#state = state;
    this.#key = key;
  }

  get(name: string): Json | undefined {
    for (let e = this.#state.elements.get(this.#key); e; e = scopeOf(this.#state, e)) {
      const value = e.vars?.[name];
      if (value !== undefined) return value;
    }
    return undefined;
  }

  all(): Vars {
    const chain: Vars[] = [];
    for (let e = this.#state.elements.get(this.#key); e; e = scopeOf(this.#state, e))
      if (e.vars) chain.push(e.vars);
    return Object.assign({}, ...chain.reverse()) as Vars;
  }
}

function scopeOf(state: EngineState, e: ElementInstance): ElementInstance | undefined {
  return e.scope === undefined ? undefined : state.elements.get(e.scope);
}

/**
 * Splits variables by the scope each belongs to: the nearest scope, from `from` upwards, that has one of that name;
 * else the process instance.
 */
export function destinations(state: EngineState, from: string, variables: Vars): Map<ElementInstance, Vars> {
  const out = new Map<ElementInstance, Vars>();
  for (const [name, value] of Object.entries(variables)) {
    let e = state.elements.get(from);
    while (e && e.vars?.[name] === undefined) {
      const up = scopeOf(state, e);
      if (!up) break;
      e = up;
    }
    if (!e) continue;
    const there = out.get(e);
    if (there) there[name] = value;
    else out.set(e, { [name]: value });
  }
  return out;
}
