/** A weighting rule in a package: its scheme, what there is to weigh, and blocks that name the wrong kind of rule. */
import { expect, it } from 'vitest';
import { type CheckedBlock, checkPackage } from '../../processes/check.ts';
import { readPackageFolder } from '../../processes/load.ts';

const folder = new URL('../../processes/deputy-suggestions', import.meta.url).pathname;
const BLOCKS: CheckedBlock[] = [
  { type: 'ballot.open', title: '开始测评', inputs: [{ name: 'rule', title: '测评规则', type: 'ballot' }] },
];
const rule = {
  kind: 'weighting',
  id: 'weights',
  title: '代表赋权',
  scheme: 'body-handling',
  by: { method: 'direct', mean: { kind: 'mean' } },
  share: 60,
  secret: true,
};

async function errors(change: object, drawing = (xml: string) => xml) {
  const files = { ...(await readPackageFolder(folder)) };
  files['rules/weights.json'] = JSON.stringify({ ...rule, ...change });
  files['suggestion.bpmn'] = drawing(files['suggestion.bpmn']!);
  const problems = await checkPackage(files, { blocks: BLOCKS });
  return problems.filter((p) => p.severity === 'error').map((p) => [p.file, p.place, p.message]);
}
const opening = (id: string) => (xml: string) => {
  const next = xml.replaceAll(/(<zeebe:header key="rule" value=")double-evaluation/g, `$1${id}`);
  expect(next).not.toBe(xml);
  return next;
};

it.each([
  [{}, []],
  [
    { scheme: 'gone' },
    [['rules/weights.json', '/scheme', '赋权规则“代表赋权”所指的指标体系“gone”不存在，请另选一个。']],
  ],
  [
    { scheme: 'grades' },
    [['rules/weights.json', '/scheme', '赋权规则“代表赋权”所指的指标体系“grades”不存在，请另选一个。']],
  ],
  [{ asks: ['onTime'] }, [['rules/weights.json', '/asks', '“onTime”下没有两项以上的指标，不能赋权。']]],
  [{ share: -1 }, [['rules/weights.json', '/share', '占比应在 0 至 100 之间。']]],
])('checks %j', async (change, expected) => {
  expect(await errors(change)).toEqual(expected);
});

it('lets a round be opened by a weighting rule, and by no scheme', async () => {
  expect(await errors({}, opening('weights'))).toEqual([]);
  const found = await errors({}, opening('body-handling'));
  expect(found.length).toBeGreaterThan(0);
  for (const [file, place, message] of found) {
    expect([file, place]).toEqual(['suggestion.bpmn', 'rule']);
    expect(message).toMatch(
      /^“.+”的“测评规则”不能用“承办单位办理代表建议评价”，它是另一类规则，请另选一个。$/,
    );
  }
});

it('looks at every option of a choice that an expression makes a reference of', async () => {
  const appraisal = new URL('../../processes/department-appraisal', import.meta.url).pathname;
  const files = await readPackageFolder(appraisal);
  const told = async (change: (form: string) => string) => {
    const form = change(files['forms/tailor.json']!);
    const problems = await checkPackage({ ...files, 'forms/tailor.json': form }, { blocks: BLOCKS });
    return problems.filter((p) => p.severity === 'error').map((p) => [p.elementId, p.place, p.message]);
  };
  expect(await told((form) => form)).toEqual([]);
  // the option is of a scheme for which nobody has made a weighting rule
  expect(await told((form) => form.replace('"const": "service"', '"const": "street"'))).toEqual([
    [
      'openWeights',
      'rule',
      '“发起代表赋权”在“部门类别”选“公共服务类（教育、卫健、民政、文旅等）”时引用了不存在的“weights-street”(测评规则)，请新建它或改正选项的值。',
    ],
  ]);
  // a value that is not routed never reaches the expression
  expect(
    await told((form) =>
      form.replace('"const": "service"', '"const": "street"').replace('"routes": true', '"routes": false'),
    ),
  ).toEqual([]);
});
