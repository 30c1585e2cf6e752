/** A package is not published against the tests that its rule sets carry, nor against its ballots' worked examples. */
import { expect, it } from 'vitest';
import { checkPackage } from '../../processes/check.ts';
import { readPackageFolder } from '../../processes/load.ts';

const folder = new URL('../../processes/deputy-suggestions', import.meta.url).pathname;

async function errors(file: string, change: (document: Record<string, unknown>) => object) {
  const files = { ...(await readPackageFolder(folder)) };
  files[file] = JSON.stringify(change(JSON.parse(files[file]!)));
  const problems = await checkPackage(files);
  return problems.filter((p) => p.severity === 'error').map((p) => [p.file, p.place, p.code]);
}

it('refuses a rule set whose test fails, and takes one whose tests hold', async () => {
  const test = (grade: string) => ({
    title: '逾期三件被否决',
    facts: { total: 95, values: { overdueCount: 3 } },
    expect: { outcomes: [{ type: 'grade', params: { grade } }] },
  });
  const file = 'rules/grades.json';
  expect(await errors(file, (d) => ({ ...d, tests: [test('pass')] }))).toEqual([]);
  expect(await errors(file, (d) => ({ ...d, tests: [test('good')] }))).toEqual([[file, '/tests/0', 'test']]);
});

it('refuses a ballot whose example comes to something else', async () => {
  const file = 'rules/double-evaluation.json';
  const sheet = { electorate: 10, cast: 5, valid: 6 };
  expect(await errors(file, (d) => ({ ...d, examples: [{ title: '一', sheet }] }))).toEqual([
    [file, '/examples/0', 'example'],
  ]);
});
