import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { contractCollections, storeContract } from './store.ts';

storeContract(
  'SQLite',
  () =>
    createSqliteStore({
      file: join(mkdtempSync(join(tmpdir(), 'jiandu-')), 's.db'),
      collections: contractCollections,
    }),
  { bulk: 100_000 },
);
