/** Decisions in a package: checked with it, and each release calls its own. */
import { expect, it } from 'vitest';
import { createEmbeddedEngine } from '../../engine/index.ts';
import { checkPackage } from '../../processes/check.ts';
import type { PackageFiles } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { released } from '../../server/packages/released.ts';
import { stampDrawing } from '../../server/packages/stamp.ts';
import { stampDecisions } from '../../server/packages/stamp-decisions.ts';
import { DMN13, decision, definitions, dmn, literal } from '../engine/decision-drawings.ts';
import * as d from '../engine/drawings.ts';

const calling = (decisionId: string) =>
  d.definitions(
    d.process(
      'side',
      d.start('s'),
      d.el(
        'businessRuleTask',
        't',
        d.ext(`<zeebe:calledDecision decisionId="${d.xmlText(decisionId)}" resultVariable="r"/>`),
      ),
      d.end('e'),
      d.flows('s t e'),
    ),
  );
/** `grade` sees `base` by its id, since that has no variable. */
const graded = (base: string) =>
  dmn(decision('base', literal(base)), decision('grade', literal('base + " " + a'), { requires: ['base'] }));

const shipped = await readPackageFolder(
  new URL('../../processes/deputy-suggestions', import.meta.url).pathname,
);
const problems = async (more: PackageFiles) =>
  (await checkPackage({ ...shipped, ...more }, {}))
    .filter((p) => p.severity === 'error')
    .map((p) => `${p.code} @ ${p.file} ${p.elementId ?? ''}`.trim());

it('check: a called decision is one of the package, and the files of decisions are sound', async () => {
  const sound = { 'side.bpmn': calling('grade'), 'grade.dmn': graded('"a"') };
  expect(await problems(sound)).toEqual([]);
  expect(await problems({ 'side.bpmn': calling('grade') })).toEqual(['unknown-decision @ side.bpmn t']);
  expect(await problems({ ...sound, 'side.bpmn': calling('=which') })).toEqual([
    'unknown-decision @ side.bpmn t',
  ]);
  const bad = dmn(decision('bad', literal('1 +')));
  expect(await problems({ ...sound, 'bad.dmn': bad })).toEqual(['feel-syntax @ bad.dmn bad']);
  const twice = definitions(DMN13, 'other', decision('grade', literal('1')));
  expect(await problems({ ...sound, 'other.dmn': twice })).toEqual(['duplicate-id @ other.dmn grade']);
});

it('publish: each release of each package calls its own decision', async () => {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  const release = async (releaseId: string, base: string) => {
    const name = releaseId.replace('@', '/');
    const { processes } = await engine.deployResources([
      { name: `${name}.bpmn`, content: await stampDrawing('side.bpmn', calling('grade'), 'side', releaseId) },
      { name: `${name}.dmn`, content: await stampDecisions('grade.dmn', graded(base), releaseId) },
    ]);
    return processes[0]!.version;
  };
  const first = await release('one@1', '"one 1"');
  const second = await release('one@2', '"one 2"');
  const other = await release('two@1', '"two 1"');
  const run = async (version: number) => {
    const made = await engine.createProcessInstanceWithResult({
      bpmnProcessId: 'side',
      version,
      variables: { a: 'x' },
    });
    return made.variables.r;
  };
  expect([await run(first), await run(second), await run(other)]).toEqual(['one 1 x', 'one 2 x', 'two 1 x']);
  const made = await engine.evaluateDecision({
    decisionId: released('grade', 'one@1'),
    variables: { a: 'y' },
  });
  expect(made.evaluatedDecisions.map((e) => e.decisionId)).toEqual(['base--one-r1', 'grade--one-r1']);
  await engine.close();
});

it('publish: two packages whose called processes share an id call their own, by name or by expression', async () => {
  const engine = await createEmbeddedEngine();
  const drawing = (main: string, side: string, called: string) =>
    d.definitions(
      d.process(main, d.start('s'), d.call('c', called), d.end('e'), d.flows('s c e')),
      d.process('side', d.start('s2'), d.service('t', side), d.end('e2'), d.flows('s2 t e2')),
    );
  for (const [main, side, called] of [
    ['one', 'of-one', 'side'],
    ['two', 'of-two', '="si" + "de"'],
  ] as const) {
    const xml = drawing(main, side, called);
    const content = await stampDrawing(`${main}.bpmn`, xml, main, `${main}@1`);
    await engine.deployResources([{ name: `${main}.bpmn`, content }]);
  }
  for (const main of ['one', 'two']) await engine.createProcessInstance({ bpmnProcessId: main });
  const jobs = await engine.jobs({ state: 'ACTIVATABLE' });
  expect(jobs.map((j) => j.type)).toEqual(['of-one', 'of-two']);
  const called = (await engine.processInstances({})).filter((i) => i.parentProcessInstanceKey);
  expect(called.map((i) => i.bpmnProcessId)).toEqual(['side--one-r1', 'side--two-r1']);
  expect(await engine.incidents({ state: 'ACTIVE' })).toEqual([]);
  await engine.close();
});
