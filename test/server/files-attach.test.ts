/** Files that submitted data refers to become the case's. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { StoredFile } from '../../server/files/collections.ts';
import { openMatter, people } from './matter/harness.ts';

it('the same file in two fields of a form, and twice in one, becomes the case’s', async () => {
  const m = await openMatter({});
  await m.files.prepare();
  const path = join(m.files.incoming, 'upload');
  await writeFile(path, '答复的依据');
  const file = await m.files.accept(people.dep1, path, '依据.txt');
  const data = {
    title: '路灯不亮',
    grounds: [{ ...file }, { ...file }],
    others: [{ ...file, name: '改名.txt' }],
  };
  const { ops } = await m.files.attach('case1', data, people.dep1);
  await m.store.commit(ops);
  expect(await m.store.get<StoredFile>('files', file.id)).toMatchObject({ caseId: 'case1', rev: 2 });
  // the reference says what the file is, whatever was sent
  expect([...data.grounds, ...data.others]).toEqual([file, file, file]);
  expect((await m.files.attach('case1', data, people.dep1)).ops).toEqual([]);
  await m.close();
});
