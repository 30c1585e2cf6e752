/** What does not end, or grows, is stopped with an incident that says why and where; other instances go on meanwhile. */
import { expect, test } from 'vitest';
import { feelProblems } from '../../engine/core/feel/index.ts';
import { readDrawing } from '../../engine/core/index.ts';
import { Rejection } from '../../engine/index.ts';
import * as d from './drawings.ts';
import { engineWith, rootVariables, stateOf, work } from './harness.ts';

const other = d.process('other', d.start('os') + d.service('step') + d.end('oe') + d.flows('os step oe'));
const with_ = (...parts: string[]) => d.definitions(d.process('p', ...parts), other);
const scripted = (expression: string) =>
  with_(d.start('s') + d.script('calc', `=${expression}`, 'r') + d.end('e') + d.flows('s calc e'));

const ENDLESS: [name: string, expression: string, why: RegExp][] = [
  ['a loop over a huge range', 'for i in 1..1000000000 return i', /steps/],
  ['a range that starts at a variable', 'count(for i in n..(n * 1000000000) return i)', /steps/],
  ['loops in loops', 'for i in 1..2000 return for j in 1..2000 return i * j', /steps/],
  ['a product of lists', 'for a in 1..300, b in 1..300, c in 1..300 return a + b + c', /steps/],
  ['some', 'some i in 1..1000000000 satisfies i < 0', /steps/],
  ['every', 'every i in 1..1000000000 satisfies i > 0', /steps/],
  ['a range that misses its end', 'for i in 1..2.5 return i', /cannot run from <1> to <2.5>/],
  [
    'filters of filters',
    '(for i in 1..3000 return i)[count((for j in 1..3000 return j)[item > 1]) > 1]',
    /steps/,
  ],
  ['recursion without end', '{f: function(n) f(n + 1)}.f(0)', /grows without end/],
  ['recursion that doubles', '{f: function(n) if n = 0 then 1 else f(n - 1) + f(n - 1)}.f(40)', /steps/],
  [
    'a function given to itself',
    '{f: function(g, n) g(g, n + 1)}.f(function(g, n) g(g, n + 1), 0)',
    /grows without end/,
  ],
  [
    'a text that doubles',
    '(for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1])[-1]',
    /steps|grows/,
  ],
  ['a list that doubles', 'for i in 1..60 return [partial[-1], partial[-1]]', /steps/],
  ['a flat list that doubles', 'count((for i in 1..60 return flatten([partial, partial, i]))[-1])', /steps/],
  [
    'entries that double',
    `{${Array.from({ length: 60 }, (_, i) => `a${i}: ${i ? `[a${i - 1}, a${i - 1}]` : '[1]'}`)}}`,
    /steps|characters/,
  ],
  ['a large value', 'for i in 1..200000 return "12345678901234567890123"', /characters/],
  [
    'a regular expression that backtracks',
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    /longer than/,
  ],
];

test.each(ENDLESS)('FEEL: %s', async (_name, expression, why) => {
  const engine = await engineWith(scripted(expression));
  const [{ processInstanceKey: pi }, next] = await Promise.all([
    engine.createProcessInstance({ bpmnProcessId: 'p', variables: { n: 1 } }),
    engine.createProcessInstance({ bpmnProcessId: 'other' }),
  ]);
  const [incident] = await engine.incidents({ processInstanceKey: pi });
  expect(incident).toMatchObject({ elementId: 'calc', state: 'ACTIVE' });
  expect(incident!.errorMessage).toMatch(why);
  expect(incident!.errorMessage.length).toBeLessThan(expression.length + 500);
  if (!/cannot run/.test(why.source)) expect(incident!.errorType).toBe('EXECUTION_LIMIT_EXCEEDED');
  await work(engine, 'step');
  expect(await stateOf(engine, next.processInstanceKey)).toBe('COMPLETED');
});

const IN_BOUNDS: [expression: string, value: unknown][] = [
  ['count(for i in 1..100000 return i)', 100_000],
  ['for i in 3..1 return i * 2', [6, 4, 2]],
  ['for i in -2..0 return i', [-2, -1, 0]],
  ['for c in "a".."c" return c', ['a', 'b', 'c']],
  ['for i in [1, 2], j in [i, 10] return i * j', [1, 10, 4, 20]],
  ['sum(for x in list[v > 1] return x.v)', 5],
  ['list[1].v', 1],
  ['list[item.v > 1][-1].v', 3],
  ['count(list[v > 0 and v < 3])', 2],
  ['{a: 1, b: [a, a], f: function(x, y) x + y, c: f(y: 1, x: b[1])}.c', 2],
  ['{f: function(n) if n = 0 then 0 else n + f(n - 1)}.f(100)', 5050],
  ['some x in list satisfies x.v = 2', true],
  ['every x in list satisfies some y in list satisfies y.v = x.v', true],
  ['sort(list, function(a, b) a.v > b.v)[1].v', 3],
  ['string length(substring(string: "abc", start position: 2))', 2],
  ['date("2026-02-01") in [date("2026-01-01")..date("2026-03-01")]', true],
  ['if list[1] = {v: 1} then "same" else "other"', 'same'],
  ['for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3]],
];

test('FEEL within its bounds gives what it gave', async () => {
  const expressions = IN_BOUNDS.map(([e]) => e);
  const engine = await engineWith(scripted(`[${expressions.join(', ')}]`));
  const list = [{ v: 1 }, { v: 2 }, { v: 3 }];
  const { processInstanceKey: pi } = await engine.createProcessInstance({
    bpmnProcessId: 'p',
    variables: { list },
  });
  expect((await rootVariables(engine, pi)).r).toEqual(IN_BOUNDS.map(([, v]) => v));
});

test('expressions nested without measure, and names that the bounds use, are problems at deployment', () => {
  const nested = (n: number) => feelProblems(`${'('.repeat(n)}1${')'.repeat(n)}`).map((p) => p.messageZh);
  expect(nested(100)).toEqual([]);
  for (const n of [1000, 2000, 4900]) for (const p of nested(n)) expect(p).toMatch(/嵌套过深|语法错误/);
  expect(nested(4900)).toHaveLength(1);
  expect(feelProblems('__feel_turn()').map((p) => p.messageZh)).toEqual([expect.stringMatching(/系统保留/)]);
});

test('all expressions of one command share the budget; resolving goes on', async () => {
  const heavy = (n: number) => d.script(`c${n}`, '=count(for i in 1..300000 return i)', 'r');
  const engine = await engineWith(
    with_(d.start('s') + [0, 1, 2, 3].map(heavy).join('') + d.end('e') + d.flows('s c0 c1 c2 c3 e')),
  );
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const open = () => engine.incidents({ processInstanceKey: pi, state: 'ACTIVE' });
  let rounds = 0;
  for (let [i] = await open(); i; [i] = await open()) {
    expect(i.errorType).toBe('EXECUTION_LIMIT_EXCEEDED');
    expect(++rounds).toBeLessThan(4);
    await engine.resolveIncident({ incidentKey: i.incidentKey });
  }
  expect(rounds).toBeGreaterThan(0);
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
});

test('an endless loop without a wait state rests in an incident; others go on, before and after it is resolved', async () => {
  const engine = await engineWith(
    with_(d.start('s') + d.exclusive('g') + d.manual('m') + d.flows('s g m g')),
  );
  const [endless, first] = await Promise.all([
    engine.createProcessInstance({ bpmnProcessId: 'p' }),
    engine.createProcessInstance({ bpmnProcessId: 'other' }),
  ]);
  for (let round = 0; round < 2; round++) {
    const [incident, ...more] = await engine.incidents({ state: 'ACTIVE' });
    expect([incident?.errorType, more]).toEqual(['EXECUTION_LIMIT_EXCEEDED', []]);
    expect(incident!.errorMessage).toContain('10000');
    const resolving = engine.resolveIncident({ incidentKey: incident!.incidentKey });
    if (round === 0) await work(engine, 'step');
    await resolving;
  }
  expect(await stateOf(engine, first.processInstanceKey)).toBe('COMPLETED');
  await engine.cancelProcessInstance(endless.processInstanceKey);
  expect(await stateOf(engine, endless.processInstanceKey)).toBe('TERMINATED');
});

test('a loop that doubles a variable is stopped before it fills the memory', async () => {
  const engine = await engineWith(
    with_(
      d.start('s') +
        d.exclusive('g') +
        d.script('grow', '=if x = null then "ab" else x + x', 'x') +
        d.flows('s g grow g'),
    ),
    { stepLimits: { maxWritten: 100_000 } },
  );
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const [incident] = await engine.incidents({ processInstanceKey: pi });
  expect(incident!.errorMessage).toMatch(/more than 100000 characters of variables/);
  expect(((await rootVariables(engine, pi)).x as string).length).toBeLessThan(200_000);
});

test.each([
  ['output', 40, 'r'],
  ['input', 40, 'r'],
  ['output', 5, 'r'],
  ['output into one variable', 40, 'r.part'],
])('%s mappings, %i, that give too much together wait in an incident', async (kind, count, target) => {
  const many = Array.from({ length: count }, (_, i): [string, string] => ['=big', `${target}${i}`]);
  const maps = kind === 'input' ? d.mappings(many) : d.mappings([], many);
  const engine = await engineWith(
    with_(d.start('s') + d.service('a') + d.service('m', 'm', maps) + d.end('e') + d.flows('s a m e')),
  );
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const next = await engine.createProcessInstance({ bpmnProcessId: 'other' });
  await engine.setVariables({ elementInstanceKey: pi, variables: { big: 'x'.repeat(900_000) }, local: true });
  await work(engine, 'a');
  if (kind !== 'input') await work(engine, 'm');
  const [incident] = await engine.incidents({ processInstanceKey: pi });
  expect(incident).toMatchObject({ elementId: 'm', errorType: 'EXECUTION_LIMIT_EXCEEDED' });
  expect(incident!.errorMessage).toMatch(/mappings give more than 4000000 characters together/);
  await work(engine, 'step');
  expect(await stateOf(engine, next.processInstanceKey)).toBe('COMPLETED');
});

test.each([
  ['from a range', '=for i in 1..1000000 return i', {}],
  ['from a variable', '=items', { items: Array.from({ length: 100_000 }, () => 1) }],
])('a multi-instance over too many elements (%s) waits in an incident', async (_n, items, variables) => {
  const engine = await engineWith(
    with_(
      d.start('s') +
        d.service('each', 'w', '', d.loop({ items, element: 'i' })) +
        d.end('e') +
        d.flows('s each e'),
    ),
  );
  const [{ processInstanceKey: pi }, next] = await Promise.all([
    engine.createProcessInstance({ bpmnProcessId: 'p', variables }),
    engine.createProcessInstance({ bpmnProcessId: 'other' }),
  ]);
  expect(await engine.incidents({ processInstanceKey: pi })).toMatchObject([
    { elementId: 'each', errorType: 'EXECUTION_LIMIT_EXCEEDED' },
  ]);
  expect(await engine.jobs({ processInstanceKey: pi })).toEqual([]);
  await work(engine, 'step');
  expect(await stateOf(engine, next.processInstanceKey)).toBe('COMPLETED');
});

test('a variable of 10 MB is refused by every command that brings one, and nothing changes', async () => {
  const engine = await engineWith(with_(d.start('s') + d.service('a') + d.end('e') + d.flows('s a e')));
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const [job] = await engine.jobs({ processInstanceKey: pi });
  const variables = { file: 'x'.repeat(10_000_000) };
  const commands = {
    create: () => engine.createProcessInstance({ bpmnProcessId: 'p', variables }),
    complete: () => engine.completeJob({ jobKey: job!.key, variables }),
    error: () => engine.throwError({ jobKey: job!.key, errorCode: 'E', variables }),
    set: () => engine.setVariables({ elementInstanceKey: pi, variables }),
    message: () => engine.publishMessage({ name: 'm', correlationKey: 'k', variables }),
    modify: () =>
      engine.modifyProcessInstance({
        processInstanceKey: pi,
        activateInstructions: [{ elementId: 'a', variableInstructions: [{ variables }] }],
      }),
  };
  const before = await engine.history(pi);
  for (const [name, command] of Object.entries(commands)) {
    const refusal = await command().then(
      () => `${name} was taken`,
      (e) => (e instanceof Rejection ? `${e.code}: ${e.message}` : String(e)),
    );
    expect(refusal).toMatch(/^INVALID_ARGUMENT: .*too large.*store/);
  }
  expect(await engine.history(pi)).toEqual(before);
  await engine.completeJob({ jobKey: job!.key, variables: { ok: true } });
  expect(await rootVariables(engine, pi)).toEqual({ ok: true });
});

test('a drawing that is too long, too deep or has too many elements is refused; one as deep as may be runs', async () => {
  const deep = (n: number) => {
    let body = d.start('in') + d.end('out') + d.flows('in out');
    for (let i = n; i > 0; i--)
      body = d.start(`s${i}`) + d.sub(`d${i}`, body) + d.end(`e${i}`) + d.flows(`s${i} d${i} e${i}`);
    return d.definitions(d.process('p', body));
  };
  const code = async (xml: string) => {
    const read = await readDrawing('x.bpmn', xml, { maxXmlLength: 100_000, maxElements: 100 });
    return read.ok ? 'read' : read.problems.map((p) => p.code).join();
  };
  expect(await code(deep(10))).toBe('read');
  expect(await code(`${deep(10)}${' '.repeat(100_000)}`)).toBe('xml-too-large');
  expect(await code(deep(60))).toBe('too-many-elements');
  const deeper = await readDrawing('x.bpmn', deep(1500));
  expect(deeper.ok ? [] : deeper.problems.map((p) => p.code)).toEqual(['nested-too-deeply']);
  const engine = await engineWith(deep(99));
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
});
