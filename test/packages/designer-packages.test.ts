/** What the package pages compute: places of problems, changes between releases, the board's context, JSON places. */

import { beforeAll, describe, expect, it } from 'vitest';
import { completedManifest } from '../../designer/packages/drawing/complete-manifest.ts';
import { modelerContext } from '../../designer/packages/drawing/context.ts';
import { outcomesOfDecisions } from '../../designer/packages/drawing/outcomes-of-decisions.ts';
import { errorOffset, lineOf, locate } from '../../designer/packages/files/json-locate.ts';
import { newDecisions } from '../../designer/packages/files/new-decisions.ts';
import { STARTERS } from '../../designer/packages/files/new-file.ts';
import { duplicateField, fitted, keptOf, moveRow } from '../../designer/packages/forms/edit-form.ts';
import { ownValues } from '../../designer/packages/parameters/parameter-form.ts';
import { placeOf } from '../../designer/packages/place.ts';
import { changesBetween } from '../../designer/packages/releases/changes.ts';
import { DEFAULT_LIMITS } from '../../engine/core/bpmn/limits.ts';
import { parseXml } from '../../engine/core/bpmn/xml.ts';
import { readDecisions } from '../../engine/core/dmn/read.ts';
import { rowsOf, withRows } from '../../forms/edit.ts';
import { checkPackage } from '../../processes/check.ts';
import { drawingReferences } from '../../processes/drawing-references.ts';
import type { PackageFiles } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';

const DRAWING = 'suggestion.bpmn';
let files: PackageFiles;
beforeAll(async () => {
  files = await readPackageFolder(new URL('../../processes/deputy-suggestions', import.meta.url).pathname);
});
const references = async () => {
  const read = await parseXml(DRAWING, files[DRAWING]!, DEFAULT_LIMITS);
  if (!read.ok) throw new Error('the drawing cannot be read');
  return { [DRAWING]: drawingReferences(read.definitions) };
};
const form = (id: string) => JSON.parse(files[`forms/${id}.json`]!);

describe('places', () => {
  const at = (file: string, more: object) =>
    placeOf({ severity: 'error', file, code: 'x', message: '', ...more }, files);
  it('lead to the element, the field, the pointer', () => {
    expect(at(DRAWING, { elementId: 'sign' })).toEqual({ tab: 'drawing', file: DRAWING, at: 'sign' });
    expect(at('forms/sign.json', { place: '/fields/signOpinion/showWhen/0' })).toMatchObject({
      tab: 'forms',
      at: 'signOpinion',
    });
    expect(at('forms/sign.json', { place: '/title' }).at).toBeUndefined();
    expect(at('manifest.json', { place: '/parameters/properties/x' }).tab).toBe('parameters');
    expect(at('manifest.json', { place: '/start/form' })).toEqual({ tab: 'about', at: '/start/form' });
    expect(at('rules/grades.json', { place: '/rules/0' })).toMatchObject({ tab: 'files', at: '/rules/0' });
  });
});

describe('changes between releases', () => {
  it('names fields and steps, and leaves layout out', () => {
    const doc = form('sign');
    const rows = rowsOf(doc);
    const after: PackageFiles = {
      ...files,
      'forms/sign.json': JSON.stringify(
        withRows(doc, [
          { ...rows[0]!, required: false },
          { ...rows[1]!, name: 'reason', title: '理由' },
        ]),
      ),
      'forms/close.json': JSON.stringify(form('close')),
      [DRAWING]: files[DRAWING]!.replace('name="单位负责人签发"', 'name="负责人签发"'),
    };
    delete after['documents/reply-letter.json'];
    expect(changesBetween(files, after)).toEqual([
      { file: 'documents/reply-letter.json', change: 'removed', added: [], removed: [], changed: [] },
      {
        file: 'forms/sign.json',
        change: 'changed',
        added: ['理由'],
        removed: ['修改意见'],
        changed: ['签发意见'],
      },
      { file: DRAWING, change: 'changed', added: [], removed: [], changed: ['负责人签发'] },
    ]);
  });
});

describe('the board’s context', () => {
  it('offers what the package has and what its blocks leave behind', async () => {
    const blocks = [
      block('clock.start', [], ['<clock>DueAt']),
      block('clock.stop', [['clock', 'clock']], ['<clock>OnTime']),
      block(
        'rules.evaluate',
        [
          ['ruleset', 'ruleset'],
          ['result', 'text'],
        ],
        ['<result>'],
      ),
      block(
        'ballot.close',
        [
          ['ballot', 'round'],
          ['result', 'text'],
        ],
        ['<result>'],
      ),
    ];
    const context = modelerContext({
      files,
      references: await references(),
      blocks,
      roles: [
        { id: 'expert', title: '专家' },
        { id: 'clerk', title: '别的名称' },
      ],
      bodyRoles: [],
      packages: [],
      decisions: [],
    });
    expect(context.roles.find((r) => r.id === 'clerk')?.title).toBe('人大机关工作人员');
    expect(context.roles.map((r) => r.id)).toContain('expert');
    expect(context.bodiesVariables).toContainEqual({ name: 'coBodies', title: '会办单位', multiple: true });
    expect(context.clocks?.map((c) => c.id)).toContain('reply');
    expect(context.rounds?.map((r) => r.id)).toContain('double-evaluation');
    expect(context.messages?.map((m) => m.name)).toContain('deputy-suggestions.clock.reply.overdue');
    const outcome = (name: string) => context.outcomes?.find((o) => o.name === name);
    expect(outcome('classification.class')?.options?.map((o) => o.value)).toContain('A');
    expect(outcome('evaluation.result')?.options?.map((o) => o.title)).toContain('不满意');
    expect(outcome('replyOnTime')?.type).toBe('boolean');
    expect(outcome('replyDueAt')?.type).toBe('date');
  });

  it('lists new roles and blocks in the manifest', async () => {
    const found = await references();
    expect(completedManifest(files, found, [])).toBeUndefined();
    const drawing = found[DRAWING]!;
    drawing.userTasks[0] = { ...drawing.userTasks[0]!, groups: '=["expert"]' };
    const text = completedManifest(files, found, [{ id: 'expert', title: '专家' }]);
    expect(JSON.parse(text!).roles).toContainEqual({ id: 'expert', title: '专家' });
  });
});

function block(type: string, inputs: [string, string][], sets: string[]) {
  return {
    type,
    title: type,
    description: '',
    inputs: inputs.map(([name, kind]) => ({ name, title: name, as: 'fixed' as const, type: kind })),
    sets,
    template: {},
  };
}

describe('form builder', () => {
  it('copies a field with what the table does not show', () => {
    const next = duplicateField(form('sign'), 'signOpinion', '修改意见（副本）');
    const names = rowsOf(next).map((r) => r.name);
    expect(names).toEqual(['signDecision', 'signOpinion', 'signOpinion2']);
    expect(next.schema.properties).toMatchObject({
      signOpinion2: { maxLength: 1000, title: '修改意见（副本）' },
    });
    expect(next.fields.signOpinion2?.showWhen).toEqual(form('sign').fields.signOpinion.showWhen);
    expect(keptOf(next, rowsOf(next)[2]!).limits).toContainEqual(['maxLength', 1000]);
  });

  it('moves rows and fits conditions to their field', () => {
    const rows = rowsOf(form('sign'));
    expect(moveRow(rows, 0, 5).map((r) => r.name)).toEqual(['signOpinion', 'signDecision']);
    const target = rows[0]!;
    expect(fitted({ field: 'signDecision', op: 'in', value: 'return' }, target)).toEqual({
      field: 'signDecision',
      op: 'in',
      value: ['return'],
    });
    expect(fitted({ field: 'signDecision', op: 'eq', value: 'gone' }, target).value).toBe('approve');
    expect(fitted({ field: 'signDecision', op: 'filled', value: 1 }, target)).not.toHaveProperty('value');
  });
});

describe('parameters', () => {
  it('keeps as own only what was own or has changed', () => {
    expect(ownValues({ a: 1 }, { a: 1, b: 2, c: 3 }, { a: 1, b: 5, c: 3 })).toEqual({ a: 1, b: 5 });
  });
});

describe('text of a file', () => {
  const text = '{\n  "rules": [\n    { "name": "a/b", "x": [1, 22] }\n  ]\n}\n';
  const at = (pointer: string) => {
    const { start, end } = locate(text, pointer);
    return text.slice(start, end);
  };
  it('is found by pointer', () => {
    expect(at('/rules/0/x/1')).toBe('22');
    expect(at('/rules/0/name')).toBe('"a/b"');
    expect(at('/rules/0')).toBe('{ "name": "a/b", "x": [1, 22] }');
    expect(at('/rules/0/none')).toBe('{ "name": "a/b", "x": [1, 22] }');
    expect(at('')).toBe(text.trim());
  });
  it('says where it stops being JSON', () => {
    expect(errorOffset(text)).toBeUndefined();
    const broken = '{\n  "a": 1,\n  "b" 2\n}';
    expect(lineOf(broken, errorOffset(broken)!)).toMatchObject({ line: 3 });
  });
});

describe('outcomes of decisions', () => {
  const calls = [{ elementId: 't', name: '', decisionId: 'grade', resultVariable: 'r' }];
  const decisions = async (xml: string) => {
    const read = await readDecisions('grade.dmn', xml);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return [...read.requirements.decisions.values()];
  };
  const made = newDecisions('grade', '等次');
  it('have the values that a table gives', async () => {
    const values = ['合格', '不合格'].map((v) => ({ value: v, title: v }));
    const one = await decisions(made);
    expect(outcomesOfDecisions(calls, one)).toEqual([
      { name: 'r', title: '等次', type: 'string', options: values },
    ]);
    expect(outcomesOfDecisions([{ elementId: 't', name: '', decisionId: 'grade' }], one)).toEqual([]);
    const counted = await decisions(
      made.replace('hitPolicy="FIRST"', 'hitPolicy="COLLECT" aggregation="COUNT"'),
    );
    expect(outcomesOfDecisions(calls, counted)).toEqual([{ name: 'r', title: '等次', type: 'number' }]);
    expect(outcomesOfDecisions(calls, await decisions(made.replace('FIRST', 'COLLECT')))).toEqual([]);
  });
  it('of a table with several outputs are its entries', async () => {
    const two = made
      .replace(
        '<rule id="grade-rule-1">',
        '<output id="o2" name="points" typeRef="number" /><rule id="grade-rule-1">',
      )
      .replaceAll('</outputEntry>', '</outputEntry><outputEntry><text>5</text></outputEntry>');
    expect(outcomesOfDecisions(calls, await decisions(two)).map((o) => [o.name, o.title, o.type])).toEqual([
      ['r.grade', '等次：等次', 'string'],
      ['r.points', '等次：points', 'number'],
    ]);
  });
});

describe('new files', () => {
  it.each(Object.entries(STARTERS).filter(([kind]) => kind !== 'case'))('%s is sound', async (_, starter) => {
    const content = starter.make('brand-new', '新建', 'x', files);
    const made = {
      ...files,
      [starter.path('brand-new')]: typeof content === 'string' ? content : JSON.stringify(content),
    };
    const problems = (await checkPackage(made)).filter((p) => p.file.includes('brand-new'));
    expect(problems).toEqual([]);
  });
});
