/** A decision table from its XML, with Zeebe's checks. */
import { type ModdleElement, many, one, str } from '../bpmn/moddle.ts';
import { type At, feel, unaryTests, wrong } from './expressions.ts';
import type { Aggregator, DecisionTable, HitPolicy, TableOutput, TableRule } from './model.ts';

const HIT_POLICIES: HitPolicy[] = [
  'UNIQUE',
  'ANY',
  'PRIORITY',
  'FIRST',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
];
const AGGREGATORS: Aggregator[] = ['SUM', 'MIN', 'MAX', 'COUNT'];

export function readTable(e: ModdleElement, at: At): DecisionTable {
  const hit = str(e, 'hitPolicy') ?? 'UNIQUE';
  const aggregation = str(e, 'aggregation');
  const hitPolicy = HIT_POLICIES.find((h) => h === hit);
  const aggregator = AGGREGATORS.find((a) => a === aggregation);
  if (!hitPolicy)
    wrong(at, 'hit-policy', `unknown hit policy <${hit}>`, `不认识的命中策略 ${hit}，请重新选择`);
  if (aggregation !== undefined && !aggregator)
    wrong(
      at,
      'aggregation',
      `unknown aggregation <${aggregation}>`,
      `不认识的汇总方式 ${aggregation}，请重新选择`,
    );
  const inputs = many(e, 'input').map((i, n) => {
    const expression = one(i, 'inputExpression');
    const text = feel(expression, at, `input ${n + 1}`);
    return { id: i.id ?? '', name: str(i, 'label') ?? text, feel: text };
  });
  const outputs = many(e, 'output').map((o) => readOutput(o, at));
  if (!outputs.length) wrong(at, 'no-output', 'the table has no output', '决策表没有输出列');
  if (outputs.length > 1) {
    if (outputs.some((o) => !o.name))
      wrong(at, 'output-without-name', 'an output has no name', '有多个输出列时，每列都要有名称');
    if (hitPolicy === 'COLLECT' && aggregator)
      wrong(
        at,
        'aggregation',
        'hit policy COLLECT with an aggregator needs exactly one output',
        '汇总只能用于一个输出列的决策表',
      );
  }
  const rules = many(e, 'rule').map((r, n) => readRule(r, n, inputs.length, outputs.length, at));
  return {
    hitPolicy: hitPolicy ?? 'UNIQUE',
    ...(aggregator && { aggregator }),
    inputs,
    outputs,
    rules,
  };
}

function readOutput(o: ModdleElement, at: At): TableOutput {
  const name = str(o, 'name') ?? '';
  const byDefault = one(o, 'defaultOutputEntry');
  const values = str(one(o, 'outputValues'), 'text');
  return {
    id: o.id ?? '',
    name,
    label: str(o, 'label') ?? name,
    priorities: values?.split(',').map((v) => v.trim().replace(/["']/g, '')) ?? [],
    ...(byDefault && { defaultFeel: feel(byDefault, at, `default of output <${name}>`) }),
  };
}

function readRule(r: ModdleElement, n: number, inputs: number, outputs: number, at: At): TableRule {
  const tests = many(r, 'inputEntry');
  const results = many(r, 'outputEntry');
  at.budget.left--;
  if (tests.length !== inputs || results.length !== outputs)
    wrong(
      at,
      'row-length',
      `rule ${n + 1} has ${tests.length} input and ${results.length} output entries, not ${inputs} and ${outputs}`,
      `第 ${n + 1} 条规则有 ${tests.length} 个条件、${results.length} 个结果，应为 ${inputs} 个和 ${outputs} 个`,
    );
  const where = `rule ${n + 1}`;
  return {
    id: r.id ?? '',
    tests: tests.map((t) => unaryTests(t, at, where)),
    outputs: results.map((o) => feel(o, at, where)),
  };
}
