/** Drawings of other tools through the server: into a package by zip, out again, published, and read by the engine. */
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDrawing, readDrawing } from '../../engine/core/index.ts';
import { decodeXml, EncodingProblem } from '../../processes/decode.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { unzipPackage, zipPackage } from '../../processes/zip.ts';
import { stampDrawing } from '../../server/packages/stamp.ts';
import { openServer } from '../server/support.ts';
import { type FixtureName, fixture, fixtures } from './fixtures.ts';
import { differences } from './infoset.ts';

describe('the comparer', () => {
  const xml = fixture('camunda7');
  it.each<[string, string | RegExp, string]>([
    ['an attribute', ' camunda:asyncAfter="true"', ''],
    ['a value', 'x="340"', 'x="341"'],
    ['a namespace', 'http://camunda.org/schema/1.0/bpmn', 'urn:other'],
    ['an element', /<bpmn:dataStore .*\/>/, ''],
    [
      'the order of waypoints',
      /(<di:waypoint x="440" y="140" \/>)(<di:waypoint x="460" y="140" \/>)/,
      '$2$1',
    ],
    ['a text', '第二行  两个空格', '第二行 两个空格'],
    ['a comment', '<!-- drawn with a desktop modeler -->', ''],
  ])('sees a change of %s', (_what, from, to) => {
    expect(differences(xml, xml.replace(from, to))).not.toEqual([]);
  });
  it('does not see prefixes, indentation and how a character is written', () => {
    const other = xml
      .replaceAll('camunda:', 'c:')
      .replace('xmlns:camunda', 'xmlns:c')
      .replaceAll(/>\n\s*</g, '><')
      .replace('&#10;', '&#xA;')
      .replace('<![CDATA[两个 <b>池</b> & 一条消息流]]>', '两个 &lt;b&gt;池&lt;/b&gt; &amp; 一条消息流');
    expect(differences(xml, other)).toEqual([]);
  });
});

const bytes = (text: string, little: boolean) => {
  const out = new Uint8Array(text.length * 2 + 2);
  new DataView(out.buffer).setUint16(0, 0xfeff, little);
  for (let i = 0; i < text.length; i++)
    new DataView(out.buffer).setUint16(2 + 2 * i, text.charCodeAt(i), little);
  return out;
};

describe('files', () => {
  const manifest = '{"id":"x"}';
  const through = (file: Uint8Array) => {
    const files = unzipPackage(zipSync({ 'manifest.json': strToU8(manifest), 'main.bpmn': file }));
    return unzipPackage(zipPackage(files))['main.bpmn'];
  };

  it.each(fixtures)('%s: a zip gives it back to the letter', (_name, xml) => {
    expect(through(strToU8(xml))).toBe(xml);
  });

  it('with a byte-order mark, in UTF-16 and in GB18030 say the same', () => {
    const xml = fixture('camunda7');
    const said = (encoding: string) => xml.replace('encoding="UTF-8"', `encoding="${encoding}"`);
    expect(through(new Uint8Array([0xef, 0xbb, 0xbf, ...strToU8(xml)]))).toBe(xml);
    for (const little of [true, false]) expect(through(bytes(said('UTF-16'), little))).toBe(xml);
    // “监督” in GB2312
    const [before, after] = ['<?xml version="1.0" encoding="GB2312"?><a n="', '"/>'].map((s) => strToU8(s));
    const gb = new Uint8Array([...before!, 0xbc, 0xe0, 0xb6, 0xbd, ...after!]);
    expect(through(gb)).toBe('<?xml version="1.0" encoding="UTF-8"?><a n="监督"/>');
  });

  it('in an encoding that is not known, or not the one that they say, are told in Chinese', () => {
    expect(() => decodeXml(strToU8('<?xml version="1.0" encoding="EBCDIC-9"?><a/>'))).toThrow(
      /不认识文件的编码 ebcdic-9/,
    );
    expect(() => decodeXml(new Uint8Array([0x3c, 0x61, 0xff, 0xfe]))).toThrow(EncodingProblem);
  });
});

/** What deploying them says: element and code. */
const REFUSED: Record<FixtureName, string[]> = {
  zeebe: [],
  aris: [],
  drawio: [],
  camunda7: ['F_2 not-an-expression', 'Task_send condition-not-allowed', 'Task_send job-type-missing'],
  flowable: [
    'f2 not-an-expression',
    'approve condition-not-allowed',
    'mail job-type-missing',
    'script script-missing',
  ],
  signavio: [' no-executable-process'],
  bizagi: [' no-executable-process'],
  trisotech: [' no-executable-process'],
};

describe('the engine', () => {
  it.each(fixtures)('%s: reads it, or says which element it cannot run', async (name, xml) => {
    const problems = await checkDrawing(`${name}.bpmn`, xml);
    expect(problems.map((p) => `${p.elementId ?? ''} ${p.code}`)).toEqual(REFUSED[name]);
    for (const p of problems) {
      expect(p.messageZh).toMatch(/[\u4e00-\u9fff]/);
      if (p.elementId) expect(p.messageZh).toContain(p.elementId);
    }
  });

  it('names every element that it cannot run, once the process is marked executable', async () => {
    const of = async (name: FixtureName) => {
      const xml = fixture(name).replace(
        / isExecutable="false"|(?<=<process id="Id_e4f2")/,
        ' isExecutable="true"',
      );
      return (await checkDrawing(`${name}.bpmn`, xml)).map((p) => `${p.elementId ?? ''} ${p.code}`);
    };
    expect(await of('bizagi')).toMatchInlineSnapshot(`
      [
        "Id_u loop-without-collection",
        "Id_tx unsupported-element",
        "Id_b unsupported-element",
        "Id_cg unsupported-element",
        "Id_ah unsupported-element",
        "Id_f3 dangling-flow",
        "Id_f4 dangling-flow",
        "Id_f5 dangling-flow",
        "Id_f6 dangling-flow",
        "Id_s message-missing",
        "Id_sp no-start-event",
        "Id_b missing-flow",
        "Id_b boundary-unattached",
      ]
    `);
    expect(await of('signavio')).toMatchInlineSnapshot(`
      [
        "sid-t01 unsupported-element",
        "sid-f03 not-an-expression",
      ]
    `);
    expect(await of('trisotech')).toMatchInlineSnapshot(`
      [
        "_cond unsupported-element",
        "_t job-type-missing",
      ]
    `);
  });

  it('reads booleans written as digits, and references by the file’s own prefix', async () => {
    const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tns="urn:own" targetNamespace="urn:own">
      <message id="M" name="m"/>
      <process id="p" isExecutable="1"><startEvent id="s"><messageEventDefinition messageRef="tns:M"/></startEvent>
      <sequenceFlow id="f" sourceRef="tns:s" targetRef="tns:u"/><manualTask id="u"><incoming>tns:f</incoming></manualTask>
      <boundaryEvent id="b" attachedToRef="tns:u" cancelActivity="0"><outgoing>g</outgoing><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
      <sequenceFlow id="g" sourceRef="b" targetRef="e"/><endEvent id="e"/></process></definitions>`;
    const drawing = await readDrawing('x.bpmn', xml);
    if (!drawing.ok) throw new Error(drawing.problems.map((p) => p.message).join('\n'));
    const elements = drawing.processes[0]!.elements;
    expect(elements.get('s')!.event).toEqual({ kind: 'message', name: { text: 'm' } });
    expect(elements.get('b')!.attachedTo?.id).toBe('u');
    expect(elements.get('b')!.interrupting).toBe(false);
    expect(elements.get('u')!.incoming.map((f) => f.id)).toEqual(['f']);
  });

  const MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"';
  it.each([
    ['a drawing of draw.io’s own', '<mxfile host="x"><diagram/></mxfile>', '根元素是 <mxfile>'],
    ['XPDL', '<Package xmlns="http://www.wfmc.org/2009/XPDL2.2"/>', '根元素是 <Package>'],
    [
      'a decision',
      '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
      '这不是 BPMN 2.0 文件',
    ],
    ['a web page', '<!DOCTYPE html><html></html>', 'DOCTYPE'],
    ['JSON', '{"a": 1}', '缺少开始标签'],
    ['nothing', '', '缺少开始标签'],
    [
      'a Chinese id',
      `<definitions ${MODEL}><process id="流程一" isExecutable="true"/></definitions>`,
      '标识 流程一 只能由',
    ],
    [
      'an element BPMN has not',
      `<definitions ${MODEL}><process id="p"><fooTask id="x"/></process></definitions>`,
      '第 1 行',
    ],
    [
      'a stray text',
      `<definitions ${MODEL}><process id="p">文字</process></definitions>`,
      '这里不能有文字“文字”',
    ],
  ])('%s is told in Chinese', async (_what, xml, says) => {
    const [first] = await checkDrawing('x.bpmn', xml);
    expect(first?.messageZh).toContain(says);
  });
});

describe('publishing', () => {
  const main = (xml: string) => /<(?:\w+:)?process [^>]*?id="([^"]+)"/.exec(xml)![1]!;

  it('stamps the release into ids and properties, and changes nothing else', async () => {
    const xml = fixture('zeebe');
    const stamped = await stampDrawing('zeebe.bpmn', xml, 'foreign-a', 'x@1');
    expect(differences(xml, stamped).map((line) => line.replace(/^.*\//, ''))).toEqual([
      'participant#P_b@{}processRef: “foreign-b” became “foreign-b--x-r1”',
      'properties: came property',
      'calledElement@{}processId: “foreign-b” became “foreign-b--x-r1”',
      'process#foreign-b@{}id: “foreign-b” became “foreign-b--x-r1”',
      'process#foreign-b: came extensionElements',
    ]);
  });

  it.each(['aris', 'drawio'] as const)('%s: what the engine runs is what was drawn', async (name) => {
    const xml = fixture(name);
    const model = async (text: string) => {
      const drawing = await readDrawing(`${name}.bpmn`, text);
      if (!drawing.ok) throw new Error(drawing.problems[0]!.message);
      const { process, elements } = drawing.processes[0]!;
      delete process.properties.release;
      const flows = (list: { id: string }[]) => list.map((f) => f.id);
      return [...elements.values()].map((e) => [
        ...[e.id, e.name, e.type, e.job, e.userTask, e.properties],
        ...[flows(e.incoming), flows(e.outgoing)],
      ]);
    };
    expect(await model(await stampDrawing(`${name}.bpmn`, xml, main(xml), 'x@1'))).toEqual(await model(xml));
  });
});

describe('the server', () => {
  let s: Awaited<ReturnType<typeof openServer>>;
  beforeAll(async () => {
    s = await openServer({ packages: true });
  });
  afterAll(() => s.close());

  it('takes a package with drawings of other tools, names what cannot run, and gives them back to the letter', async () => {
    const admin = await s.client('admin');
    const folder = await readPackageFolder(
      fileURLToPath(new URL('../../processes/livelihood-projects', import.meta.url)),
    );
    const files = { ...folder, ...Object.fromEntries(fixtures.map(([name, xml]) => [`${name}.bpmn`, xml])) };
    const headers = { cookie: admin.cookie, 'x-csrf-token': admin.csrf };
    const taken = await fetch(`${s.url}/api/packages/import?rev=0`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/zip' },
      body: new Blob([zipPackage(files).slice()]),
    });
    expect(await taken.json()).toEqual({ packageId: 'livelihood-projects' });

    const { body } = await admin.call('POST', '/api/packages/check', { files });
    const named = body.problems.map(
      (p: { file: string; elementId?: string }) => `${p.file} ${p.elementId ?? ''}`,
    );
    expect(named).toContain('camunda7.bpmn Task_send');
    expect(named).toContain('flowable.bpmn mail');

    const given = await fetch(`${s.url}/api/packages/livelihood-projects/export`, { headers });
    expect(unzipPackage(new Uint8Array(await given.arrayBuffer()))).toEqual(files);
  });
});
