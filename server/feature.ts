/** A feature folder declares itself with this; `compose.ts` lists them, and nothing else wires anything. */

import type { Block } from './blocks/block.ts';
import type { AnyRoute } from './http/route.ts';
import type { CollectionDefinition } from './store/port.ts';

export interface Feature {
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: collections of different documents
  collections: CollectionDefinition<any>[];
  routes: AnyRoute[];
  blocks?: Block[];
  /** Runs after the store and the engine are open, before requests are taken; in the order of the list. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}
