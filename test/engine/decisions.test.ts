import { expect, test } from 'vitest';
import { readDecisions, serialize } from '../../engine/core/index.ts';
import { load } from '../../engine/embedded/load.ts';
import { createEmbeddedEngine, type EmbeddedEngine, memoryJournal } from '../../engine/index.ts';
import * as dd from './decision-drawings.ts';
import * as d from './drawings.ts';
import { rootVariables } from './harness.ts';

const { decision, dmn, literal, table } = dd;
const sizes = (big: string) =>
  dmn(
    decision('limit', literal('10'), { variable: 'limit' }),
    decision(
      'size',
      table({
        inputs: ['n'],
        outputs: ['s'],
        rules: [
          ['> limit', `"${big}"`],
          ['<= limit', '"small"'],
        ],
      }),
      { requires: ['limit'], name: '大小' },
    ),
  );
const process = d.definitions(
  d.process(
    'p',
    d.start('s'),
    d.el('businessRuleTask', 't', d.ext('<zeebe:calledDecision decisionId="size" resultVariable="size"/>')),
    d.service('w'),
    d.end('e'),
    d.flows('s t w e'),
  ),
);
const put = (engine: EmbeddedEngine, content: string, name = 'sizes.dmn') =>
  engine.deployResources([{ name, content }]);
const versions = async (engine: EmbeddedEngine, content: string, name?: string) =>
  (await put(engine, content, name)).decisions.map((x) => `${x.dmnDecisionId} ${x.version}`);

test('the same content keeps its versions; another, or under another name, does not', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  expect(await versions(engine, sizes('big'))).toEqual(['limit 1', 'size 1']);
  const again = await put(engine, sizes('big'));
  expect(again.decisions).toEqual((await put(engine, sizes('big'))).decisions);
  expect(await versions(engine, sizes('huge'))).toEqual(['limit 2', 'size 2']);
  expect(await versions(engine, sizes('huge'), 'other.dmn')).toEqual(['limit 3', 'size 3']);
  expect(await versions(engine, sizes('big'))).toEqual(['limit 4', 'size 4']);
  await expect(
    engine.deployResources([
      { name: 'a.dmn', content: dmn(decision('x', literal('1'))) },
      { name: 'b.dmn', content: dd.definitions(dd.DMN13, 'other', decision('x', literal('2'))) },
    ]),
  ).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringContaining("duplicated id 'x' in the resources 'a.dmn' and 'b.dmn'"),
  });
  await engine.close();
});

test('evaluateDecision: by id the latest, by key that one; with all that led to it', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  const first = (await put(engine, sizes('big'))).decisions[1]!;
  await put(engine, sizes('huge'));
  const variables = { n: 11 };
  expect((await engine.evaluateDecision({ decisionId: 'size', variables })).decisionOutput).toBe('huge');
  expect(await engine.evaluateDecision({ decisionKey: first.decisionKey, variables })).toEqual({
    decisionId: 'size',
    decisionKey: first.decisionKey,
    decisionName: '大小',
    decisionVersion: 1,
    decisionOutput: 'big',
    evaluatedDecisions: [
      {
        decisionId: 'limit',
        decisionKey: expect.any(String),
        decisionName: 'limit',
        decisionVersion: 1,
        decisionType: 'LITERAL_EXPRESSION',
        output: 10,
        evaluatedInputs: [],
        matchedRules: [],
      },
      {
        decisionId: 'size',
        decisionKey: first.decisionKey,
        decisionName: '大小',
        decisionVersion: 1,
        decisionType: 'DECISION_TABLE',
        output: 'big',
        evaluatedInputs: [{ inputId: 'i0', inputName: 'n', inputValue: 11 }],
        matchedRules: [
          {
            ruleId: 'r0',
            ruleIndex: 1,
            evaluatedOutputs: [{ outputId: 'o0', outputName: 's', outputValue: 'big' }],
          },
        ],
      },
    ],
  });
  for (const which of [{ decisionId: 'none' }, { decisionKey: '99' }])
    await expect(engine.evaluateDecision(which)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  await engine.close();
});

test('replay takes the result from the event: a decision that changed since changes nothing', async () => {
  const store = memoryJournal();
  const first = await createEmbeddedEngine({ store, clock: 'manual' });
  await put(first, sizes('big'));
  await put(first, process, 'p.bpmn');
  const { processInstanceKey: pi } = await first.createProcessInstance({
    bpmnProcessId: 'p',
    variables: { n: 11 },
  });
  await put(first, sizes('huge'));
  const told = (await first.history(pi)).find((e) => e.type === 'DECISION_EVALUATED');
  expect(told).toMatchObject({ elementId: 't', decisionId: 'size', decisionVersion: 1 });
  const before = await first.evaluateDecision({ decisionId: 'size', variables: { n: 11 } });
  const replayed = (
    await load({ ...store, loadCheckpoint: async () => undefined, readUnits: async () => [] })
  ).state;
  await first.close();
  // From its checkpoint now.
  expect(serialize((await load(store)).state)).toBe(serialize(replayed));
  const second = await createEmbeddedEngine({ store, clock: 'manual' });
  expect(await rootVariables(second, pi)).toEqual({ n: 11, size: 'big' });
  expect(await second.evaluateDecision({ decisionId: 'size', variables: { n: 11 } })).toEqual(before);
  expect(await versions(second, sizes('huge'))).toEqual(['limit 2', 'size 2']);
  await second.close();
});

const one = (t: Partial<dd.TableFacts>) =>
  dmn(decision('d', table({ inputs: ['a'], outputs: ['x'], rules: [], ...t })));

/** What is wrong → `code @ element`, exactly and in order. */
const BAD: [name: string, xml: string, report: string[]][] = [
  ['doctype', `<!DOCTYPE x [<!ENTITY a "b">]>${one({})}`, ['xml-doctype @']],
  ['not closed', '<definitions', ['xml-malformed @']],
  ['BPMN', process, ['not-a-drawing @']],
  [
    'no attributes',
    `<definitions xmlns="${dd.DMN13}">${decision('d', literal('1'))}</definitions>`,
    ['missing-attribute @', 'missing-attribute @', 'missing-attribute @'],
  ],
  ['no decision', dmn(dd.inputData('a')), ['no-decision @ drg']],
  ['no name', dmn(`<decision id="d">${literal('1')}</decision>`), ['missing-attribute @ d']],
  ['the same id twice', dmn(decision('d', literal('1')), decision('d', literal('2'))), ['duplicate-id @ d']],
  ['hit policy', one({ hit: 'NOPE' }), ['hit-policy @ d']],
  ['aggregation', one({ hit: 'COLLECT', aggregation: 'AVG' }), ['aggregation @ d']],
  [
    'FEEL everywhere',
    one({ inputs: ['a +'], outputs: [{ name: 'x', default: '(' }], rules: [['> >', '1 +']] }),
    ['feel-syntax @ d', 'feel-syntax @ d', 'feel-syntax @ d', 'feel-syntax @ d'],
  ],
  [
    'another language',
    dmn(decision('d', '<literalExpression expressionLanguage="groovy"><text>1</text></literalExpression>')),
    ['unsupported-language @ d'],
  ],
  ['no such requirement', dmn(decision('d', literal('1'), { requires: ['x'] })), ['dangling-reference @ d']],
  [
    'a cycle, and what leads to it',
    dmn(
      decision('a', literal('1'), { requires: ['b'] }),
      decision('b', literal('1'), { requires: ['a'] }),
      decision('c', literal('1'), { requires: ['a'] }),
      decision('z', literal('1')),
    ),
    ['cyclic-requirement @ a', 'cyclic-requirement @ b', 'cyclic-requirement @ c'],
  ],
  ['unknown knowledge', dmn(decision('d', dd.invocation('k'))), ['unknown-knowledge @ d']],
];

test.each(BAD)('refused: %s', async (_name, xml, report) => {
  const found = await readDecisions('x.dmn', xml);
  const problems = found.ok ? [] : found.problems;
  expect(problems.map((p) => `${p.code} @ ${p.elementId ?? ''}`.trim())).toEqual(report);
  for (const p of problems) expect(p.messageZh).toMatch(/[\u4e00-\u9fff]/);
});

const codes = async (xml: string, limits?: { maxXmlLength: number; maxElements: number }) => {
  const found = await readDecisions('x.dmn', xml, limits);
  return found.ok ? [] : [...new Set(found.problems.map((p) => p.code))];
};

test('size, number of rules, depth and chains are bounded', async () => {
  expect(await codes(' '.repeat(5_000_001))).toEqual(['xml-too-large']);
  const rules = Array.from({ length: 30 }, () => ['-', '1']);
  expect(await codes(one({ rules }), { maxXmlLength: 1e6, maxElements: 20 })).toEqual(['too-many-elements']);
  let deep = literal('1');
  for (let i = 0; i < 60; i++) deep = dd.context(['x', deep]);
  expect(await codes(dmn(decision('d', deep)))).toEqual(['too-deep']);
  const chain = Array.from({ length: 300 }, (_, i) =>
    decision(`d${i}`, literal('1'), i ? { requires: [`d${i - 1}`] } : {}),
  );
  expect(await codes(dmn(...chain))).toEqual(['too-deep']);
});

test('knowledge models that call each other twice double the work: the call is ended', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  const models = Array.from({ length: 40 }, (_, i) =>
    i === 0
      ? dd.knowledge('k0', ['p'], literal('p'))
      : dd.knowledge(`k${i}`, ['p'], literal(`k${i - 1}(p) + k${i - 1}(p)`), [`k${i - 1}`]),
  );
  await put(
    engine,
    dmn(...models, decision('d', dd.invocation('k39', ['p', literal('1')]), { knows: ['k39'] })),
  );
  await expect(engine.evaluateDecision({ decisionId: 'd' })).rejects.toThrow(/evaluates more than/);
  // A diamond of decisions is no work: each is evaluated once.
  const layers = Array.from({ length: 40 }, (_, i) =>
    ['a', 'b'].map((side) =>
      decision(`${side}${i}`, literal(i ? `a${i - 1} + b${i - 1}` : '1'), {
        variable: `${side}${i}`,
        requires: i ? [`a${i - 1}`, `b${i - 1}`] : [],
      }),
    ),
  );
  await put(engine, dmn(...layers.flat()));
  const made = await engine.evaluateDecision({ decisionId: 'a39' });
  expect(made.decisionOutput).toBe(2 ** 39);
  expect(made.evaluatedDecisions).toHaveLength(79);
  await engine.close();
});
