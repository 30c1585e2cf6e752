/** New packages as the designer makes them pass the server's check; merging never drops a change. */
import { describe, expect, it } from 'vitest';
import { divergence, merged } from '../../designer/packages/draft/merge.ts';
import { copyFiles, templateFiles } from '../../designer/packages/list/new-package.ts';
import { checkPackage } from '../../processes/check.ts';
import { readPackageFolder } from '../../processes/load.ts';

const naming = { id: 'my-own', title: '自建流程', description: '试验' };
const roles = { start: { id: 'deputy', title: '代表' }, work: { id: 'clerk', title: '工作人员' } };

describe('new packages', () => {
  it('from the template has no problem', async () => {
    expect(await checkPackage(templateFiles(naming, roles))).toEqual([]);
  });

  it('escapes what people type', async () => {
    const files = templateFiles({ ...naming, title: '“A & B <C>”' }, roles);
    expect(await checkPackage(files)).toEqual([]);
  });

  it('names what the engine of an installation lacks, and only then', async () => {
    const files = templateFiles(naming, roles);
    const file = Object.keys(files).find((f) => f.endsWith('.bpmn'))!;
    const drawing = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
      <bpmn:process id="my-own" isExecutable="true"><bpmn:startEvent id="s" />
        <bpmn:inclusiveGateway id="fork" default="f3" /><bpmn:manualTask id="a" /><bpmn:inclusiveGateway id="join" />
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="fork" />
        <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="a"><bpmn:conditionExpression>=x</bpmn:conditionExpression></bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="join" />
        <bpmn:sequenceFlow id="f4" sourceRef="a" targetRef="join" />
      </bpmn:process></bpmn:definitions>`;
    const lacking = async (inclusiveJoin: boolean) =>
      (await checkPackage({ ...files, [file]: drawing }, { engine: { inclusiveJoin } }))
        .filter((p) => p.code === 'inclusive-join')
        .map((p) => `${p.severity} ${p.elementId}`);
    expect(await lacking(false)).toEqual(['error join']);
    expect(await lacking(true)).toEqual([]);
  });

  it.each(['deputy-suggestions', 'livelihood-projects', 'bodies-review', 'department-appraisal'])(
    'a copy of %s has no error and shares no process or message with it',
    async (id) => {
      const folder = new URL(`../../processes/${id}`, import.meta.url).pathname;
      const files = await readPackageFolder(folder);
      const copy = copyFiles(files, naming);
      const errors = (await checkPackage(copy)).filter((p) => p.severity === 'error');
      expect(errors).toEqual([]);
      const drawings = Object.keys(copy).filter((f) => f.endsWith('.bpmn'));
      const text = drawings.map((f) => copy[f]).join('\n');
      expect(text).not.toMatch(new RegExp(`<bpmn:process[^>]*id="${id}"`));
      expect(text).not.toMatch(new RegExp(`<bpmn:message[^>]*name="${id}\\.`));
      expect(text).not.toContain(`bpmnElement="${id}"`);
      expect(text).toMatch(new RegExp(`<bpmn:process[^>]*id="${naming.id}"[^>]*name="${naming.title}"`));
    },
  );
});

describe('merging', () => {
  const base = { a: '1', b: '1', c: '1' };
  it('keeps what each side changed alone', () => {
    const mine = { a: '2', b: '1', c: '1', mine: 'new' };
    const theirs = { a: '1', b: '3' };
    expect(divergence(base, mine, theirs)).toEqual({ mine: ['a', 'mine'], theirs: ['b', 'c'], both: [] });
    expect(merged(base, mine, theirs)).toEqual({ a: '2', b: '3', mine: 'new' });
  });
  it('decides nothing that both changed', () => {
    expect(merged(base, { ...base, a: '2' }, { ...base, a: '3' })).toBeUndefined();
    expect(merged(base, { b: '1', c: '1' }, { ...base, a: '3' })).toBeUndefined();
  });
  it('takes the same change on both sides once', () => {
    expect(merged(base, { ...base, a: '2' }, { ...base, a: '2' })).toEqual({ ...base, a: '2' });
  });
});
