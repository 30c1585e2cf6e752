/** What is voted on: bodies named by their ids alone take their names from the directory. */
import { afterEach, expect, it } from 'vitest';
import { ballotBlocks } from '../../../server/ballots/blocks.ts';
import type { BallotRound } from '../../../server/ballots/collections.ts';
import { openMatter, people } from './harness.ts';

let m: Awaited<ReturnType<typeof openMatter>>;
afterEach(() => m?.close());

async function open(objects: unknown) {
  m = await openMatter();
  const c = await m.cases.start(people.dep1, { packageId: 'demo', data: { title: '评议' } });
  const org: typeof m.deps.directory.org = async (id) =>
    id === 'nowhere' ? undefined : { id, name: `${id}局`, path: `/d/${id}/`, kind: 'body' };
  const deps = { ...m.deps, directory: { ...m.deps.directory, org } };
  const [block] = ballotBlocks(deps, m.ballots, m.calendar);
  const input = block!.schema.parse({
    ...{ ballot: 'b', rule: 'vote', title: '测评', electorate: ['dep1', 'dep2'], objects },
  });
  const about = { jobKey: 'job', caseId: c.id, elementId: 'open', elementName: '', variables: {} };
  const { ops } = await block!.run({ input, ...about });
  const put = ops.find((o) => o.op === 'put' && o.collection === 'ballots') as unknown as {
    doc: BallotRound;
  };
  return put.doc.rule.objects;
}

it('bodies by id, and others with the title that is given', async () => {
  expect(await open(['edu', { id: 'x', title: '候选一' }])).toEqual([
    { id: 'edu', title: 'edu局' },
    { id: 'x', title: '候选一' },
  ]);
});

it('an id that is no body is told with its place', async () => {
  await expect(open(['edu', 'nowhere'])).rejects.toMatchObject({
    input: 'objects',
    message: '候选对象“nowhere”不是目录中的单位，请改为单位，或写明名称。',
  });
});
