/** Hostile and broken packages: drawings, zips, rules, and two who publish at once. */
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, openServer, type Reply, type TestServer } from '../support.ts';
import { changesNothing, refused } from './attack.ts';

const PACKAGE = '/api/packages/deputy-suggestions';
const DRAWING = 'suggestion.bpmn';

type Files = Record<string, string>;

let s: TestServer;
let admin: Client;
let files: Files;
let rev: number;

beforeAll(async () => {
  s = await openServer({ packages: true });
  admin = await s.client('admin');
});
afterAll(() => s.close());
beforeEach(async () => {
  const draft = (await admin.call('GET', `${PACKAGE}/draft`)).body;
  if (draft.rev > 0) await admin.call('DELETE', `${PACKAGE}/draft?rev=${draft.rev}`);
  ({ files, rev } = (await admin.call('GET', `${PACKAGE}/draft`)).body);
});

/** Saves the files as a draft and tries to publish them. */
async function publish(changed: Files): Promise<Reply> {
  const saved = await admin.call('PUT', `${PACKAGE}/draft`, { files: { ...files, ...changed }, rev });
  if (saved.status !== 200) return saved;
  return changesNothing(s, () =>
    admin.call('POST', `${PACKAGE}/publish`, { rev: saved.body.rev, reason: '试' }),
  );
}

const DEFINITIONS = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">`;
const drawing = (inner: string, before = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}${DEFINITIONS}<bpmn:process id="suggestion" isExecutable="true">${inner}</bpmn:process></bpmn:definitions>`;
const line = (n: number): string =>
  [
    '<bpmn:startEvent id="t0"/>',
    ...Array.from(
      { length: n },
      (_, i) =>
        `<bpmn:manualTask id="t${i + 1}"/><bpmn:sequenceFlow id="f${i}" sourceRef="t${i}" targetRef="t${i + 1}"/>`,
    ),
  ].join('');

describe('a drawing', () => {
  const change = (from: string | RegExp, to: string) => (xml: string) => {
    const changed = xml.replace(from, to);
    if (changed === xml) throw new Error(`nothing to change: ${from}`);
    return changed;
  };
  it.each<[string, (xml: string) => string, string | RegExp]>([
    ['cut off', (xml) => xml.slice(0, 900), /suggestion\.bpmn/],
    ['empty', () => '', /suggestion\.bpmn/],
    ['no XML at all', () => '你好', /suggestion\.bpmn/],
    ['another kind of XML', () => '<svg xmlns="http://www.w3.org/2000/svg"/>', /suggestion\.bpmn/],
    [
      'with entities that grow',
      () =>
        drawing(
          '<bpmn:startEvent id="s" name="&d;"/>',
          '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>',
        ),
      /suggestion\.bpmn/,
    ],
    [
      'with an entity that reads a file',
      () =>
        drawing(
          '<bpmn:startEvent id="s" name="&f;"/>',
          '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        ),
      /suggestion\.bpmn/,
    ],
    ['with 10,000 elements', () => drawing(line(10_000)), /suggestion\.bpmn/],
    [
      'with elements nested 5,000 deep',
      () => drawing(`${'<bpmn:subProcess>'.repeat(5000)}${'</bpmn:subProcess>'.repeat(5000)}`),
      /suggestion\.bpmn/,
    ],
    [
      'with an element that no engine has',
      change(
        '<bpmn:endEvent',
        '<bpmn:transaction id="trans"><bpmn:startEvent id="ts"/></bpmn:transaction><bpmn:endEvent',
      ),
      /#trans$/,
    ],
    [
      'with a flow that leads nowhere',
      change(
        '<bpmn:endEvent',
        '<bpmn:sequenceFlow id="dangling" sourceRef="start" targetRef="nowhere"/><bpmn:endEvent',
      ),
      /suggestion\.bpmn#(dangling|start|nowhere)/,
    ],
    [
      'with a form that there is not',
      change(/formKey="review"/, 'formKey="no-such-form"'),
      /suggestion\.bpmn#\w+/,
    ],
    [
      'with a broken expression',
      change(/(<bpmn:conditionExpression[^>]*>)=[^<]*/, '$1=status = = 1 and('),
      /suggestion\.bpmn#\w+/,
    ],
    ['with the same id twice', change(/id="review"/, 'id="assign"'), /suggestion\.bpmn/],
    ['with a NUL', change(/name="/, 'name="\u0000'), /suggestion\.bpmn#第 \d+ 行/],
    ['with half a character', change(/name="/, 'name="\ud800'), /suggestion\.bpmn#第 \d+ 行/],
  ])('%s is refused with its place, and the release in force stays', async (_name, spoil, place) => {
    refused(await publish({ [DRAWING]: spoil(files[DRAWING]!) }), 422, place);
  });

  it('of 50 MB is not even read', async () => {
    const huge = { ...files, [DRAWING]: drawing(`<!--${'x'.repeat(50_000_000)}-->`) };
    await changesNothing(s, async () => {
      refused(await admin.call('PUT', `${PACKAGE}/draft`, { files: huge, rev }), 413);
      refused(await admin.call('POST', '/api/packages/check', { files: huge }), 413);
    });
  });
});

describe('a rule, a form, a manifest', () => {
  const json = (name: string, edit: (doc: Record<string, unknown>) => void): Files => {
    const doc = JSON.parse(files[name]!);
    edit(doc);
    return { [name]: JSON.stringify(doc) };
  };
  const ruleSet = (): string => {
    const name = Object.keys(files).find(
      (f) => f.startsWith('rules/') && JSON.parse(files[f]!).kind === 'ruleset',
    );
    if (!name) throw new Error('no rule set');
    return name;
  };

  it('with an operator that there is not is refused by its pointer', async () => {
    const name = ruleSet();
    const text = files[name]!.replace(/"operator":\s*"\w+"/, '"operator":"evalJavaScript"');
    expect(text).not.toBe(files[name]);
    refused(await publish({ [name]: text }), 422, new RegExp(`${name}#`));
  });

  it('that is no JSON, or the JSON of something else, is refused by its name', async () => {
    for (const text of ['{', '[]', 'null', '"x"', '{"__proto__":{"kind":"ruleset"}}', '[[[[[[[[', '1e999']) {
      const name = ruleSet();
      refused(await publish({ [name]: text }), 422, new RegExp(name));
      ({ files, rev } = (await admin.call('GET', `${PACKAGE}/draft`)).body);
      await admin.call('DELETE', `${PACKAGE}/draft?rev=${rev}`);
      ({ files, rev } = (await admin.call('GET', `${PACKAGE}/draft`)).body);
    }
  });

  it('nested 20,000 deep is refused by its name', async () => {
    const deep = (key: string): string => `{"${key}":[`.repeat(20_000) + ']}'.repeat(20_000);
    const rules = JSON.parse(files[ruleSet()]!);
    const text = JSON.stringify({ ...rules, rules: 'DEEP' }).replace(
      '"DEEP"',
      `[{"conditions":${deep('all')}}]`,
    );
    refused(await publish({ [ruleSet()]: text }), 422, new RegExp(ruleSet()));
  });

  it.each(['forms/suggestion.json', 'publications/suggestion.json', 'manifest.json'])(
    'what nests 20,000 deep in %s is refused by its name',
    async (name) => {
      const deep = `${'{"allOf":['.repeat(20_000)}{}${']}'.repeat(20_000)}`;
      const text = JSON.stringify({ ...JSON.parse(files[name]!), extra: 'DEEP' }).replace('"DEEP"', deep);
      refused(await publish({ [name]: text }), 422, new RegExp(name));
    },
  );

  it('with a pattern that never ends is refused or harmless', async () => {
    const changed = json('forms/suggestion.json', (form) => {
      const { properties } = form.schema as { properties: Record<string, Record<string, unknown>> };
      properties.title = { ...properties.title, pattern: '^(a+)+$' };
    });
    const reply = await publishFreely(changed);
    if (reply.status !== 200) refused(reply, 422, /forms\/suggestion\.json/);
  });

  async function publishFreely(changed: Files): Promise<Reply> {
    const saved = await admin.call('PUT', `${PACKAGE}/draft`, { files: { ...files, ...changed }, rev });
    expect(saved.status).toBe(200);
    return admin.call('POST', `${PACKAGE}/publish`, { rev: saved.body.rev, reason: '试' });
  }
});

describe('a zip', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const importing = async (zip: Uint8Array, query = ''): Promise<Reply> => {
    const res = await fetch(`${s.url}/api/packages/import${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip', cookie: admin.cookie, 'x-csrf-token': admin.csrf },
      body: new Blob([zip.slice()]),
    });
    return { status: res.status, headers: res.headers, body: await res.json() };
  };
  const whole = (): Record<string, Uint8Array> =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)]));
  const manifest = (id: string): Uint8Array =>
    bytes(JSON.stringify({ ...JSON.parse(files['manifest.json']!), id }));

  it.each<[string, () => Uint8Array]>([
    ['that is none', () => bytes('PK这不是压缩包')],
    ['that is empty', () => zipSync({})],
    ['without a manifest', () => zipSync({ 'a.txt': bytes('x') })],
    ['with a manifest that is no JSON', () => zipSync({ 'manifest.json': bytes('{{') })],
    ['cut off', () => zipSync(whole()).slice(0, 4000)],
    [
      'that would unpack to 30 MB',
      () => zipSync({ ...whole(), 'README.md': new Uint8Array(30_000_000).fill(97) }),
    ],
    [
      'of 600 files',
      () =>
        zipSync({
          ...whole(),
          ...Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`cases/c${i}.json`, bytes('{}')])),
        }),
    ],
    ['whose id is a path', () => zipSync({ ...whole(), 'manifest.json': manifest('../../etc') })],
    ['whose id is __proto__', () => zipSync({ ...whole(), 'manifest.json': manifest('__proto__') })],
    [
      'that says less than it unpacks to',
      () => lying(zipSync({ 'manifest.json': whole()['manifest.json']! })),
    ],
  ])('%s is refused and leaves nothing', async (_name, zip) => {
    const bytes = zip();
    refused(await changesNothing(s, () => importing(bytes)), [422, 413]);
  });

  /** Says in both headers that the file has 8 bytes. */
  function lying(zip: Uint8Array): Uint8Array {
    const copy = zip.slice();
    const view = new DataView(copy.buffer);
    for (let i = 0; i + 4 < copy.length; i++) {
      const signature = view.getUint32(i, true);
      if (signature === 0x04034b50) view.setUint32(i + 22, 8, true);
      if (signature === 0x02014b50) view.setUint32(i + 24, 8, true);
    }
    return copy;
  }

  it('with names that climb out, links, and foreign files is told by name at the check, and never touches the disk', async () => {
    const link = [bytes('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] as const;
    const zip = zipSync({
      ...whole(),
      '../../../tmp/jiandu-evil.json': bytes('{}'),
      '/abs.json': bytes('{}'),
      '..\\win.json': bytes('{}'),
      'forms/链接.json': link as never,
      'x.exe': bytes('MZ'),
    });
    const reply = await importing(zip, `?rev=${rev}`);
    if (reply.status !== 200) return refused(reply, 422);
    const draft = (await admin.call('GET', `${PACKAGE}/draft`)).body;
    const published = await changesNothing(s, () =>
      admin.call('POST', `${PACKAGE}/publish`, { rev: draft.rev, reason: '试' }),
    );
    refused(published, 422, /jiandu-evil/);
    refused(published, 422, /x\.exe/);
  });

  it('of a new package over a revision that is not there leaves no package behind', async () => {
    const zip = zipSync({ ...whole(), 'manifest.json': manifest('quite-new') });
    refused(await changesNothing(s, () => importing(zip, '?rev=7')), [404, 409]);
  });
});

describe('two administrators', () => {
  it('save one draft at the same time: one wins, the other is told by whom', async () => {
    const save = (note: string) =>
      admin.call('PUT', `${PACKAGE}/draft`, { files: { ...files, 'README.md': note }, rev });
    const replies = await Promise.all(['一', '二', '三', '四'].map(save));
    expect(replies.map((r) => r.status).sort()).toEqual([200, 409, 409, 409]);
    for (const r of replies.filter((r) => r.status === 409)) {
      refused(r, 409);
      expect(r.body.detail).toContain('赵安民');
    }
    const won = replies.findIndex((r) => r.status === 200);
    const now = (await admin.call('GET', `${PACKAGE}/draft`)).body;
    expect(now.files['README.md']).toBe(['一', '二', '三', '四'][won]);
  });

  it('publish at the same time: one release; a draft begun before it cannot be published over it', async () => {
    const saved = await admin.call('PUT', `${PACKAGE}/draft`, {
      files: { ...files, 'README.md': '新说明' },
      rev,
    });
    const before = (await admin.call('GET', `${PACKAGE}/releases`)).body.items.length;
    const body = { rev: saved.body.rev, reason: '同时发布' };
    const replies = await Promise.all([1, 2, 3].map(() => admin.call('POST', `${PACKAGE}/publish`, body)));
    expect(replies.filter((r) => r.status === 200)).toHaveLength(1);
    for (const r of replies.filter((r) => r.status !== 200)) refused(r, 409);
    expect((await admin.call('GET', `${PACKAGE}/releases`)).body.items).toHaveLength(before + 1);
    refused(
      await changesNothing(s, () => admin.call('POST', `${PACKAGE}/publish`, { ...body, rev: 1 })),
      409,
    );
    refused(
      await changesNothing(s, () =>
        admin.call('PUT', `${PACKAGE}/draft`, {
          files,
          rev: 0,
          since: { basedOn: 'deputy-suggestions@1', updatedAt: null },
        }),
      ),
      409,
    );
  });
});
