import type { Json } from '../../engine.ts';
import { type FeelScope, isPlain } from '../feel/index.ts';

/** The variables that an expression of a decision sees: JSON, and values of feelin's own such as dates and functions. */
export class DmnScope implements FeelScope {
  readonly plain: boolean;
  readonly #values: Record<string, Json>;

  private constructor(values: Record<string, Json>, plain: boolean) {
    this.#values = values;
    this.plain = plain;
  }

  static of(variables: Record<string, Json>): DmnScope {
    return new DmnScope(variables, true);
  }

  with(more: readonly (readonly [name: string, value: unknown])[]): DmnScope {
    if (!more.length) return this;
    const values = { ...this.#values, ...(Object.fromEntries(more) as Record<string, Json>) };
    return new DmnScope(values, this.plain && more.every(([, value]) => isPlain(value)));
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  value(name: string): unknown {
    return this.get(name);
  }

  get(name: string): Json | undefined {
    return this.has(name) ? this.#values[name] : undefined;
  }

  all(): Record<string, Json> {
    return this.#values;
  }
}
