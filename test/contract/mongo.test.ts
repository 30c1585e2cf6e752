import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMongoStore } from '../../server/store/mongo.ts';
import { StoreUsageError } from '../../server/store/port.ts';
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

  it('a document that only MongoDB would find too large is refused before it is decided, alone', async () => {
    const store = await createMongoStore({ uri: server.uri('large'), collections: contractCollections });
    const put = (id: string, data: unknown) =>
      store.commit([{ op: 'put', collection: 'tasks', doc: { id, state: 'open', data } }]);
    // 3 MB of JSON, 18 MB of BSON
    const large = Array.from({ length: 1_500_000 }, () => 1);
    const outcomes = await Promise.allSettled([put('a', 1), put('large', large), put('b', 2)]);
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toBeInstanceOf(StoreUsageError);
    expect((await store.getMany('tasks', ['a', 'large', 'b'])).map((d) => d?.rev)).toEqual([1, undefined, 1]);
    await store.close();
  });
}
