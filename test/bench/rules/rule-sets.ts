/**
 * 200 rules on the same facts: ours with the whole trace, json-rules-engine as published (which has no trace but what it
 * leaves on its copies), zen-engine as one expression node that gives each rule's truth. Rules/s.
 */
import { ZenEngine } from '@gorules/zen-engine';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { compileRuleSet, type FactDefinition, type RuleSet } from '../../../rules/index.ts';
import { median } from '../median.ts';

const [RULES, ROUNDS] = [200, 15];
const facts: FactDefinition[] = [
  { name: 'total', type: 'number', title: '总分' },
  { name: 'overdue', type: 'number', title: '逾期' },
  { name: 'level', type: 'string', title: '层级' },
];
const rules = Array.from({ length: RULES }, (_, i) => ({
  name: `r${i}`,
  title: `r${i}`,
  conditions: {
    all: [
      { fact: 'total', operator: 'greaterThanInclusive', value: i / 2 },
      {
        any: [
          { fact: 'overdue', operator: 'lessThan', value: i % 7 },
          { fact: 'level', operator: 'in', value: ['区', '镇'] },
        ],
      },
    ],
  },
  event: { type: 'grade', params: { grade: `g${i}` } },
}));
const ruleSet: RuleSet = { kind: 'ruleset', id: 'b', title: 'b', facts, rules, combine: 'all' };
const given = (n: number) => ({ total: n % 100, overdue: n % 9, level: n % 2 ? '区' : '市' });

function zen() {
  const node = (id: string, type: string, content?: unknown) => ({
    ...{ id, name: id, type, position: { x: 0, y: 0 } },
    ...(content ? { content } : {}),
  });
  const expressions = rules.map((r, i) => ({
    id: r.name,
    key: r.name,
    value: `total >= ${i / 2} and (overdue < ${i % 7} or level in ['区', '镇'])`,
  }));
  return new ZenEngine().createDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      node('in', 'inputNode'),
      node('rules', 'expressionNode', { expressions }),
      node('out', 'outputNode'),
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
}

export default async function ruleSets(): Promise<void> {
  const ours = compileRuleSet(ruleSet);
  const plain = new Engine([], { allowUndefinedFacts: true });
  for (const { name, conditions, event } of structuredClone(rules))
    plain.addRule({ name, conditions: conditions as TopLevelCondition, event });
  const decision = zen();
  const hits: Record<string, (n: number) => Promise<number>> = {
    ours: async (n) => ours.evaluate(given(n)).outcomes.length,
    'json-rules-engine': async (n) => (await plain.run(given(n))).events.length,
    'zen-engine': async (n) => {
      const { result } = await decision.evaluate(given(n));
      return rules.filter((r) => result[r.name] === true).length;
    },
  };
  for (let n = 0; n < 100; n++) {
    const found = await Promise.all(Object.values(hits).map((run) => run(n)));
    if (new Set(found).size > 1) throw new Error(`facts ${n}: ${found.join(', ')} rules hold`);
  }
  const rates = new Map(Object.keys(hits).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, run] of Object.entries(hits)) {
      const at = performance.now();
      for (let n = 0; n < 100; n++) await run(n);
      rates.get(name)?.push((RULES * 100 * 1000) / (performance.now() - at));
    }
  const of = (name: string) => median(rates.get(name) as number[]);
  for (const name of rates.keys())
    console.log(`${name.padEnd(20)} ${Math.round(of(name)).toLocaleString('en').padStart(12)} rules/s`);
  console.log(`against json-rules-engine: ${(of('ours') / of('json-rules-engine')).toFixed(2)} x`);
  console.log(`against zen-engine:        ${(of('ours') / of('zen-engine')).toFixed(2)} x`);
}
