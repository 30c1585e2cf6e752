import { afterAll, beforeAll } from 'vitest';
import { createMongoStore } from '../../server/store/mongo.ts';
import { type MongoServer, missingForMongoServer, startMongoServer } from '../support/mongo-server/start.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { contractCollections, storeContract } from './store.ts';

if (await requirementOrSkip('store contract: MongoDB', missingForMongoServer)) {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongoServer();
  });
  afterAll(() => server?.stop());
  // The test server ignores indexes that are not unique, so the large collection is smaller there.
  storeContract(
    'MongoDB',
    () => createMongoStore({ uri: server.uri('contract'), collections: contractCollections }),
    {
      bulk: 5_000,
    },
  );
}
