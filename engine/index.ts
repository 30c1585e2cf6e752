/** The workflow engine: one interface, and the adapter that runs in this process. */
export { createEmbeddedEngine, type EmbeddedEngineOptions } from './embedded/engine.ts';
export {
  type InstanceFilter,
  type InstanceRow,
  type JournalBatch,
  type JournalStore,
  memoryJournal,
} from './embedded/journal-store.ts';
export * from './engine.ts';
export { ZeebeUnavailable } from './zeebe/client.ts';
export { createZeebeEngine, type ZeebeEngine, type ZeebeEngineOptions } from './zeebe/engine.ts';
export { type ExporterTarget, exporterSettings } from './zeebe/exporter-settings.ts';
