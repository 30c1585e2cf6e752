/** Uploaded and typed evaluation data: files as offices really save them, wrong cells, versions, rights; and the scores of it. */
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeText, readTable } from '../../server/evaluations/tables/read-table.ts';
import { bodyFinder, guessColumns, mergeRows, valueIn } from '../../server/evaluations/tables/take-rows.ts';
import { type Client, openServer, type TestServer } from './support.ts';

/** GB 18030 of the heading `单位,满意度` and one row `交通局,88`, as a Chinese spreadsheet writes it. */
const GBK = Buffer.from('b5a5cebb2cc2fad2e2b6c82c0d0abdbbcda8bed62c38382c0d0a', 'hex');

function xlsx(rows: (string | number | null)[][]): Buffer {
  return workbook(
    rows.map((row, r) => `<row r="${r + 1}">${row.map((v, c) => cellOf(v, c, r)).join('')}</row>`).join(''),
  );
}

function cellOf(v: string | number | null, c: number, r: number): string {
  const ref = `${String.fromCharCode(65 + c)}${r + 1}`;
  if (v === null) return '';
  return typeof v === 'number'
    ? `<c r="${ref}"><v>${v}</v></c>`
    : `<c r="${ref}" t="inlineStr"><is><t>${v}</t></is></c>`;
}

/** One sheet with the rows as they are written in it, and after it the other ones, which are not read. */
function workbook(rows: string, ...others: string[]): Buffer {
  const sheet = (data: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      ),
      '_rels/.rels': strToU8(
        `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': strToU8(
        `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${rel}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/>${others.map((_, i) => `<sheet name="${i}" sheetId="${i + 2}" r:id="rId${i + 2}"/>`).join('')}</sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/>${others.map((_, i) => `<Relationship Id="rId${i + 2}" Type="${rel}/worksheet" Target="worksheets/sheet${i + 2}.xml"/>`).join('')}</Relationships>`,
      ),
      ...Object.fromEntries(
        [rows, ...others].map((data, i) => [`xl/worksheets/sheet${i + 1}.xml`, strToU8(sheet(data))]),
      ),
    }),
  );
}

describe('files', () => {
  it('reads GBK, UTF-8 with and without mark, UTF-16', async () => {
    const text = '单位,满意度,\r\n交通局,88,\r\n';
    expect(decodeText(GBK)).toBe(text);
    for (const bytes of [
      GBK,
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ])
      expect(await readTable('表.csv', bytes)).toEqual({
        headings: ['单位', '满意度', ''],
        rows: [{ line: 2, cells: ['交通局', '88', null] }],
      });
  });

  it('reads .xlsx, with a title above the heading, and keeps the row numbers', async () => {
    const table = await readTable(
      '表.XLSX',
      xlsx([['2025年数据'], ['单位', '满意度'], [null], ['交通局', 88.5]]),
    );
    expect(table).toEqual({ headings: ['单位', '满意度'], rows: [{ line: 4, cells: ['交通局', 88.5] }] });
  });

  it.each<[string, string, Buffer]>([
    ['an old .xls', 'a.xls', Buffer.from('x')],
    ['what is no zip', 'a.xlsx', Buffer.from('hello')],
    ['a zip that is no workbook', 'a.xlsx', Buffer.from(zipSync({ 'a.xml': strToU8('<a/>') }))],
    [
      'a bomb',
      'a.xlsx',
      Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60 * 1024 * 1024) })),
    ],
    [
      'a bomb of many parts',
      'a.xlsx',
      Buffer.from(
        zipSync(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i}.xml`, strToU8('x')]))),
      ),
    ],
    ['binary as csv', 'a.csv', Buffer.from([1, 2, 0, 3])],
    ['nothing', 'a.csv', Buffer.from('')],
    ['a heading twice', 'a.csv', Buffer.from('单位,甲,甲\na,1,2')],
    ['a heading alone', 'a.csv', Buffer.from('单位,甲')],
    ['an open quote', 'a.csv', Buffer.from('单位,甲\n"a,1')],
    ['too many rows', 'a.csv', Buffer.from(`单位,甲\n${'a,1\n'.repeat(5001)}`)],
  ])('refuses %s with what to do', async (_what, name, bytes) => {
    await expect(readTable(name, bytes)).rejects.toMatchObject({ name: 'HttpProblem' });
  });

  it('a zip that lies about its sizes unpacks no more than it said', async () => {
    const honest = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(1024 * 1024) }));
    const entry = honest.lastIndexOf(Buffer.from('504b0102', 'hex'));
    honest.writeUInt32LE(10, entry + 24);
    await expect(readTable('a.xlsx', honest)).rejects.toMatchObject({ name: 'HttpProblem' });
  });
});

describe('a sheet whose cells are far apart', () => {
  const TOP =
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>';
  // small enough to be read at all, so that the tests tell the fault and do not end in it
  it.each<[string, string, string]>([
    ['to the right', '<row r="3"><c r="XFD3"><v>1</v></c></row>', '单元格 XFD3 有内容'],
    ['down', '<row r="6000"><c r="A6000"><v>1</v></c></row>', '单元格 A6000 有内容'],
    ['down, in a row without a number', '<row><c r="A6000"><v>1</v></c></row>', 'A6000'],
    ['with a prefix', '<row r="6000"><x:c x:r="A6000"><x:v>1</x:v></x:c></row>', 'A6000'],
    ['in other letters', '<row r="6000"><c r="A&#54;000"><v>1</v></c></row>', 'A6000'],
    ['at two places', '<row r="3"><c x:r="XFD3" r="B3"><v>1</v></c></row>', '位置“x:r r”不对'],
    ['behind another element', '<row r="3"><c r="XFD3"><v><t/>1</v></c></row>', 'XFD3'],
    ['in another letter', '<row r="3"><c r="中3"><v>1</v></c></row>', '位置“中3”不对'],
    ['in a row beyond the last', '<row r="2e6"/>', '位置“2e6”不对'],
    ['in an empty cell beyond the last row', '<row><c r="A2000000"/></row>', '位置“A2000000”不对'],
  ])('%s is refused with its place', async (_what, row, said) => {
    const reading = readTable('a.xlsx', workbook(TOP + row));
    await expect(reading).rejects.toMatchObject({ status: 422, message: expect.stringContaining(said) });
  });

  it('is read where these hold nothing, or are of another sheet', async () => {
    const table = { headings: ['1', '2'], rows: [{ line: 2, cells: [3, null] }] };
    const empty = '<row r="9000"><c r="XFD9000" s="0"/></row>';
    expect(await readTable('a.xlsx', workbook(TOP + empty))).toEqual(table);
    const far = '<row r="5000"><c r="XFD5000"><v>1</v></c></row>';
    expect(await readTable('a.xlsx', workbook(TOP, far))).toEqual(table);
  });
});

describe('cells', () => {
  const levels = [{ id: 'good', title: '好', score: 100 }];
  it.each<[string | number | null, number | string | null | undefined]>([
    [85, 85],
    ['85', 85],
    ['８５．５', 85.5],
    ['85%', 85],
    ['1,234', 1234],
    ['-3', -3],
    ['—', null],
    ['无', null],
    [null, null],
    ['好 ', 'good'],
    ['good', 'good'],
    ['约80', undefined],
    ['1e308', undefined],
    ['0x10', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['1,2', undefined],
    [1e13, undefined],
    [Number.NaN, undefined],
  ])('%o is %o', (cell, value) => expect(valueIn(cell, { levels })).toBe(value));

  it('bodies by full or short name; what two are called means neither', () => {
    const find = bodyFinder([
      { id: 'a', name: '东湖区交通局', shortName: '交通局' },
      { id: 'b', name: '东湖区教育局', shortName: '教育局' },
      { id: 'c', name: '石桥镇教育局', shortName: '教育局' },
    ]);
    expect([
      find(' 交通 局')?.id,
      find('东湖区教育局')?.id,
      find('教育局'),
      find('湖区交通局')?.id,
      find('通局'),
      find('__proto__'),
    ]).toEqual(['a', 'b', undefined, 'a', undefined, undefined]);
  });

  it('columns as chosen last, else by their titles without a unit', () => {
    const columns = [
      { id: 'x', title: '满意度', unit: '%' },
      { id: 'y', title: '次数', unit: '' },
    ];
    const headings = ['序号', '部门名称', '满意度（%）', '开会'];
    expect(guessColumns(headings, columns, undefined)).toEqual({
      object: '部门名称',
      columns: [{ heading: '满意度（%）', indicator: 'x' }],
    });
    const saved = { object: '部门名称', columns: [{ heading: '开会', indicator: 'y' }] };
    expect(guessColumns(headings, columns, saved).columns).toContainEqual({
      heading: '开会',
      indicator: 'y',
    });
    const leftOut = { ...saved, headings };
    expect(guessColumns(headings, columns, leftOut)).toEqual(saved);
    expect(guessColumns([...headings, '次数'], columns, { ...leftOut, columns: [] }).columns).toEqual([
      { heading: '次数', indicator: 'y' },
    ]);
  });

  it('merging keeps bodies and columns that the new table does not name', () => {
    const row = (object: string, values: Record<string, number | null>) => ({ object, row: 1, values });
    expect(
      mergeRows([row('a', { x: 1 }), row('b', { x: 2, y: 3 })], [row('b', { y: 4 }), row('c', { x: null })]),
    ).toEqual([
      { object: 'a', row: 1, values: { x: 1 } },
      { object: 'b', row: 2, values: { x: 2, y: 4 } },
      { object: 'c', row: 3, values: { x: null } },
    ]);
  });
});

describe('over HTTP', () => {
  let server: TestServer;
  const who: Record<string, Client> = {};
  const call = async (user: string, method: string, path: string, body?: unknown) => {
    who[user] ??= await server.client(user);
    return who[user].call(method, path, body);
  };
  const ID = 'deputy-suggestions';
  const place = { package: ID, scheme: 'body-handling', year: 2026, org: 'donghu' };
  const query = new URLSearchParams(Object.entries(place).map(([k, v]) => [k, String(v)])).toString();
  const file = (bytes: Buffer, name = '数据.csv') => ({ name, base64: bytes.toString('base64') });
  const csv = (text: string) => file(Buffer.from(text));
  const chosen = {
    object: '单位',
    columns: [
      { heading: '群众满意度', indicator: 'residents' },
      { heading: '作风', indicator: 'style' },
    ],
  };
  const read = (user = 'guize') => call(user, 'GET', `/api/evaluation-data?${query}`);
  const save = (body: object, user = 'guize') =>
    call(user, 'POST', '/api/evaluation-data', { ...place, mode: 'replace', ...body });

  beforeAll(async () => {
    server = await openServer({ packages: true });
    const desk = (await call('guize', 'GET', `/api/rules/${ID}`)).body;
    const path = 'rules/body-handling.json';
    const scheme = JSON.parse(desk.released[path]);
    const leaf = { direction: 'higher', missing: 'exclude', source: { kind: 'given' }, weight: 0 };
    scheme.indicators.push(
      {
        ...leaf,
        id: 'residents',
        title: '群众满意度',
        unit: '%',
        scale: { kind: 'linear', min: 0, max: 100 },
      },
      {
        ...leaf,
        id: 'style',
        title: '作风',
        scale: {
          kind: 'rubric',
          levels: [
            { id: 'good', title: '好', score: 100 },
            { id: 'poor', title: '差', score: 0 },
          ],
        },
      },
      {
        ...leaf,
        id: 'both',
        title: '合计',
        scale: { kind: 'linear', min: 0, max: 200 },
        source: { kind: 'formula', expression: 'residents + style' },
      },
    );
    scheme.adjustments = [
      {
        id: 'fault',
        title: '责任事故',
        kind: 'deduction',
        points: { per: 5 },
        cap: 10,
        source: { kind: 'given' },
      },
    ];
    const saved = await call('guize', 'PUT', `/api/rules/${ID}/draft`, {
      files: { [path]: JSON.stringify(scheme) },
      rev: desk.rev,
    });
    expect(saved.status).toBe(200);
    const published = await call('guize', 'POST', `/api/rules/${ID}/publish`, {
      rev: saved.body.rev,
      reason: '增加由外部提供的指标',
    });
    expect(published.status, JSON.stringify(published.body)).toBe(200);
  }, 120_000);
  afterAll(() => server?.close());

  it('offers what may be given, and the bodies', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.columns.map((c: { id: string }) => c.id)).toEqual(['residents', 'style', 'fault']);
    expect(body.bodies.map((b: { id: string }) => b.id)).toContain('jtj');
    expect(body).toMatchObject({ version: 0, rows: [], versions: [] });
  });

  it('shows what a file would give, and each wrong row and column; keeps nothing of it', async () => {
    const text =
      '单位,群众满意度,作风\n交通运输局,88,好\n无名局,70,差\n公安分局,约八十,很好\n交通运输局,1,好\n';
    const tried = await call('guize', 'POST', '/api/evaluation-data/read', { ...place, file: csv(text) });
    expect(tried.status).toBe(200);
    expect(tried.body.chosen).toEqual(chosen);
    expect(tried.body.problems).toEqual([
      { place: '第 3 行', message: '目录中没有“无名局”，请改为单位的全称或简称。' },
      { place: '第 4 行“群众满意度”列', message: '“约八十”不是数值，请改为数值；没有数据请留空。' },
      { place: '第 4 行“作风”列', message: '“很好”不是等级（好、差），也不是数值。' },
      { place: '第 5 行', message: '“交通运输局”与第 2 行是同一个单位，请合并。' },
    ]);
    const refused = await save({ version: 0, from: { file: csv(text), chosen } });
    expect([refused.status, refused.body.places.length]).toEqual([422, 4]);
    expect((await read()).body.version).toBe(0);
    const odd = await call('guize', 'POST', '/api/evaluation-data/read', {
      ...place,
      file: csv('单位,群众满意度\n交通运输局,0.88\n'),
    });
    expect(odd.body.warnings[0]).toContain('0.85 表示 85%');
  });

  it('keeps a file as a version with its mapping, then one typed; scores follow, with the row as evidence', async () => {
    const text = '部门,得分（群众）,作风\n交通运输局,80,好\n公安分局,60,差\n';
    const own = {
      object: '部门',
      columns: [
        { heading: '得分（群众）', indicator: 'residents' },
        { heading: '作风', indicator: 'style' },
      ],
    };
    const first = await save({ version: 0, note: '第一次', from: { file: csv(text), chosen: own } });
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(first.body.versions).toMatchObject([
      {
        version: 1,
        current: true,
        origin: 'upload',
        file: '数据.csv',
        note: '第一次',
        byName: expect.any(String),
      },
    ]);
    const again = await call('guize', 'POST', '/api/evaluation-data/read', { ...place, file: csv(text) });
    expect(again.body.chosen).toEqual(own);

    const typed = { typed: [{ object: 'jtj', values: { fault: 3 } }] };
    const stale = await save({ version: 0, from: typed });
    expect(stale.status).toBe(409);
    const second = await save({ version: 1, mode: 'merge', from: typed });
    expect(second.body.versions.map((v: { current: boolean }) => v.current)).toEqual([true, false]);
    expect(second.body.rows.find((r: { object: string }) => r.object === 'jtj').values).toEqual({
      residents: 80,
      style: 'good',
      fault: 3,
    });

    const run = await call('guize', 'POST', `/api/evaluations/${ID}/run`, {
      scheme: 'body-handling',
      year: 2026,
      org: 'donghu',
    });
    expect(run.status, JSON.stringify(run.body)).toBe(200);
    const jtj = run.body.objects.find((o: { id: string }) => o.id === 'jtj');
    expect([jtj.values.residents.value, jtj.values.style.value, jtj.values.both.value]).toEqual([
      80, 100, 180,
    ]);
    const score = run.body.scores.find((s: { id: string }) => s.id === 'jtj');
    expect(score.adjustments).toEqual([{ id: 'fault', title: '责任事故', points: -10, capped: true }]);
    const service = server.app.evaluations;
    const release = (await service.releaseOf(ID))!;
    const scheme = JSON.parse(release.files['rules/body-handling.json']!);
    const e = await service.evaluate({
      scheme,
      packageId: ID,
      year: 2026,
      path: '/yongjiang/donghu/',
      cases: [],
    });
    const value = e.measured.find((m) => m.id === 'jtj')!.values;
    expect(value.residents!.given).toMatchObject({ data: second.body.versions[0].id });
    expect(value.both!.of).toEqual(['residents', 'style']);
  });

  it('gives back the file byte by byte and the rows of an earlier version', async () => {
    const { versions } = (await read()).body;
    const first = versions.at(-1).id;
    const old = await call('guize', 'GET', `/api/evaluation-data/${first}`);
    expect(old.body.rows).toHaveLength(2);
    const bytes = await call('guize', 'GET', `/api/evaluation-data/${first}/file`);
    expect(bytes.body).toBe('部门,得分（群众）,作风\n交通运输局,80,好\n公安分局,60,差\n');
  });

  it('of two who save at once, one is told', async () => {
    const { version } = (await read()).body;
    const from = { typed: [{ object: 'jtj', values: { residents: 1 } }] };
    const both = await Promise.all([
      save({ version, mode: 'merge', from }),
      save({ version, mode: 'merge', from }),
    ]);
    expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  });

  it('takes only indicators that are given, bodies of the directory and numbers', async () => {
    const { version } = (await read()).body;
    const typed = (object: string, values: object) =>
      save({ version, from: { typed: [{ object, values }] } });
    expect((await typed('jtj', { onTime: 1 })).status).toBe(422);
    expect((await typed('jtj', JSON.parse('{"__proto__x": 1}'))).status).toBe(422);
    expect((await typed('nobody', { residents: 1 })).status).toBe(422);
    expect((await typed('jtj', { residents: '八十' })).status).toBe(422);
    expect((await typed('jtj', { residents: 1e300 })).status).toBe(422);
    expect((await typed('jtj', { residents: '85%' })).status).toBe(200);
  });

  it('is for those who may, where they may, and is audited', async () => {
    expect((await read('db01')).status).toBe(403);
    expect(
      (await call('guize', 'GET', `/api/evaluation-data?${query.replace('donghu', 'nowhere')}`)).status,
    ).toBe(404);
    const audit = await call('admin', 'GET', '/api/audit?limit=50');
    const entries = audit.body.items.filter((e: { action: string }) => e.action === 'evaluations.data.save');
    expect(entries.length).toBeGreaterThanOrEqual(2);
  });
});
