/** Declaring collections: one definition per collection, each name once, every index path known to the schema. */
import type { z } from 'zod';
import { type CompiledCollection, compileCollection } from './compile.ts';
import { type CollectionDefinition, type IndexDefinition, StoreUsageError } from './port.ts';

/** Typed helper: `defineCollection({ name: 'tasks', schema: taskSchema, indexes: [{ fields: ['state', 'dueAt'] }] })`. */
export function defineCollection<T extends { id: string }>(definition: {
  name: string;
  schema: z.ZodType<T>;
  indexes?: IndexDefinition[];
  search?: string[];
}): CollectionDefinition<T> {
  const defined = { ...definition, indexes: definition.indexes ?? [] };
  compileCollection(defined);
  return defined;
}

/** All collections of a program. Rejects a name declared twice; `get` of an unknown one is a StoreUsageError. */
export class CollectionRegistry {
  readonly #byName = new Map<string, CompiledCollection>();

  constructor(definitions: CollectionDefinition[] = []) {
    for (const definition of definitions) this.add(definition);
  }

  add(definition: CollectionDefinition): this {
    if (this.#byName.has(definition.name)) {
      throw new StoreUsageError(`collection <${definition.name}> is declared twice`);
    }
    this.#byName.set(definition.name, compileCollection(definition));
    return this;
  }

  get(name: string): CompiledCollection {
    const found = this.#byName.get(name);
    if (!found) throw new StoreUsageError(`unknown collection <${name}>`);
    return found;
  }

  all(): CompiledCollection[] {
    return [...this.#byName.values()];
  }
}
