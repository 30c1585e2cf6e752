import { expect, test } from 'vitest';
import { readDrawing } from '../../engine/core/index.ts';
import { createEmbeddedEngine, Rejection } from '../../engine/index.ts';
import * as d from './drawings.ts';

const wrap = (...body: string[]) =>
  d.definitions(d.process('p', d.start('s') + d.end('e') + d.flows('s e'), ...body));

/** What is wrong → `code @ element`, exactly and in order. */
const BAD: [name: string, xml: string, report: string[]][] = [
  ['doctype', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', ['xml-doctype @']],
  ['not closed', '<?xml version="1.0"?>\n<a', ['xml-malformed @']],
  ['no process', d.definitions(), ['no-executable-process @']],
  ['no start', d.definitions(d.process('p', d.end('e'))), ['no-start-event @ p']],
  ['transaction', wrap(d.el('transaction', 't')), ['unsupported-element @ t']],
  ['complex gateway', wrap(d.el('complexGateway', 'c')), ['unsupported-element @ c']],
  ['cancel event', wrap(d.end('x', '<bpmn:cancelEventDefinition/>')), ['unsupported-element @ x']],
  [
    'standard loop',
    wrap(d.service('t', 't', '', '<bpmn:standardLoopCharacteristics/>')),
    ['unsupported-element @ t'],
  ],
  ['zeebe:userTask', wrap(d.user('u', '<zeebe:userTask/>')), ['zeebe-user-task @ u']],
  ['formId', wrap(d.user('u', '<zeebe:formDefinition formId="f"/>')), ['zeebe-form-id @ u']],
  ['dangling flow', wrap(d.flow('s', 'nowhere')), ['dangling-reference @ s-nowhere']],
  ['FEEL syntax', wrap(d.script('t', '=1 +', 'x')), ['feel-syntax @ t']],
  ['condition without =', wrap(d.exclusive('g') + d.flow('g', 'e', 'x > 1')), ['not-an-expression @ g-e']],
  [
    'flow without condition',
    wrap(d.exclusive('g') + d.end('f') + d.flow('g', 'e', '=a') + d.flow('g', 'f')),
    ['flow-without-condition @ g'],
  ],
  ['job without type', wrap(d.el('serviceTask', 't')), ['job-type-missing @ t']],
  ['timer', wrap(d.catcher('c', d.timer('Duration', 'soon'))), ['timer-invalid @ c']],
  [
    'message without key',
    d.definitions(d.messageRoot('M', 'm'), d.process('p', d.start('s') + d.catcher('c', d.message('M')))),
    ['message-without-key @ c'],
  ],
  [
    'boundary on nothing',
    wrap(d.boundary('b', 'x', d.timer('Duration', 'PT1S')) + d.flow('b', 'e')),
    ['dangling-reference @ b', 'boundary-unattached @ b'],
  ],
];

test.each(BAD)('%s', async (_name, xml, report) => {
  const drawing = await readDrawing('x.bpmn', xml);
  const found = drawing.ok ? [] : drawing.problems.map((p) => `${p.code} @ ${p.elementId ?? ''}`.trim());
  expect(found).toEqual(report);
  if (!drawing.ok) for (const p of drawing.problems) expect(p.messageZh).toMatch(/[\u4e00-\u9fff]/);
});

test('size and number of elements are bounded', async () => {
  const many = wrap(...Array.from({ length: 30 }, (_, i) => d.manual(`m${i}`)));
  const few = await readDrawing('x.bpmn', many, { maxXmlLength: 1e6, maxElements: 20 });
  expect(few.ok ? [] : few.problems.map((p) => p.code)).toContain('too-many-elements');
  const big = await readDrawing('x.bpmn', ' '.repeat(5_000_001));
  expect(big.ok ? [] : big.problems.map((p) => p.code)).toEqual(['xml-too-large']);
});

test('malformed XML is told with its line', async () => {
  const drawing = await readDrawing('x.bpmn', wrap().replace('</bpmn:process>', '</bpmn:proces>'));
  expect(drawing.ok ? '' : drawing.problems[0]!.messageZh).toMatch(/第 2 行/);
});

test('a refused deployment changes nothing and carries its problems', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  const refused = engine.deployResources([
    { name: 'good.bpmn', content: wrap() },
    { name: 'bad.bpmn', content: wrap(d.el('complexGateway', 'c')) },
  ]);
  await expect(refused).rejects.toBeInstanceOf(Rejection);
  await expect(refused).rejects.toMatchObject({ problems: [{ resource: 'bad.bpmn', elementId: 'c' }] });
  await expect(engine.createProcessInstance({ bpmnProcessId: 'p' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('the same drawing keeps its version, a changed one gets the next', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  const deploy = async (content: string) =>
    (await engine.deployResources([{ name: 'x.bpmn', content }])).processes[0]!.version;
  expect([await deploy(wrap()), await deploy(wrap()), await deploy(wrap(d.manual('m')))]).toEqual([1, 1, 2]);
});

test('variables that are no JSON, or too large, are refused', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  await engine.deployResources([{ name: 'x.bpmn', content: wrap() }]);
  for (const bad of [{ x: Number.NaN }, { x: 'a'.repeat(1_000_001) }, JSON.parse('{"__proto__": 1}')])
    await expect(engine.createProcessInstance({ bpmnProcessId: 'p', variables: bad })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
});
