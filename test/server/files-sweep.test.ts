/** The sweep of unused uploads beside an upload of the same bytes. */
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openMatter, people } from './matter/harness.ts';

it('leaves bytes that an upload under way has put there before its row', async () => {
  const m = await openMatter({});
  await m.files.prepare();
  const upload = async (name: string) => {
    const path = join(m.files.incoming, name);
    await writeFile(path, '同样的内容');
    return m.files.accept(people.dep1, path, '说明.txt');
  };
  const first = await upload('first');
  const { path } = await m.files.forReading(people.dep1, first.id);
  await m.engine.advanceTime('PT25H');
  const commit = m.store.commit.bind(m.store);
  let [reached, go] = [() => {}, () => {}];
  const held = new Promise<void>((done) => {
    reached = done;
  });
  const gate = new Promise<void>((done) => {
    go = done;
  });
  m.store.commit = async (ops) => {
    if (ops[0]?.op === 'put' && ops[0].collection === 'files') {
      reached();
      await gate;
    }
    return commit(ops);
  };
  const second = upload('second');
  await held;
  expect(await m.files.tick()).toBe(1);
  go();
  const kept = await m.files.forReading(people.dep1, (await second).id);
  await access(kept.path);
  await m.engine.advanceTime('PT25H');
  expect(await m.files.tick()).toBe(1);
  await expect(access(path)).rejects.toThrow('ENOENT');
  await m.close();
});
