/** What a publication shows of an evaluation is held against the drawings of its package. */
import { describe, expect, it } from 'vitest';
import { checkPackage } from '../../processes/check.ts';
import { readPackageFolder } from '../../processes/load.ts';

const FILE = 'publications/appraisal.json';

describe('publications of evaluations', async () => {
  const files = await readPackageFolder('processes/department-appraisal');
  const problems = async (change: object) => {
    const text = JSON.stringify({ ...JSON.parse(files[FILE]!), ...change });
    const found = await checkPackage({ ...files, [FILE]: text });
    return found.filter((p) => p.file === FILE).map((p) => `${p.place}: ${p.message}`);
  };
  const value = (from: string) => ({ list: [{ label: '得分', from }] });

  it('may name the result of a drawing and its values', async () => {
    expect(await problems(value('evaluation.evaluation.lead.total'))).toEqual([]);
  });

  it('are refused where no drawing works the result out', async () => {
    const said = '公开页“部门工作评议结果公开”引用的评价结果“other”不存在';
    expect(await problems({ evaluations: [{ title: '结果', result: 'other' }] })).toEqual([
      expect.stringContaining(`/evaluations/0/result: ${said}`),
    ]);
    expect(await problems(value('evaluation.other.year'))).toEqual([
      expect.stringContaining(`/list/0/from: ${said}`),
    ]);
  });

  it.each(['measured', 'lead.reasons', ''])('may not show anything else of it: <%s>', async (of) => {
    expect(await problems(value(`evaluation.evaluation.${of}`))).toEqual([
      expect.stringContaining('不是评价结果可以公开的值'),
    ]);
  });
});
