/** Hostile everyday calls: form data, tasks raced for, files, cursors, ids, searches, sessions, streams. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openServer, PASSWORD, type Reply, type TestServer } from '../support.ts';
import { changesNothing, everything, refused, SUGGESTION, suggest } from './attack.ts';

let s: TestServer;
let admin: Client;
let db01: Client;
let renda1: Client;
let renda2: Client;
beforeAll(async () => {
  s = await openServer({ packages: true });
  [admin, db01, renda1, renda2] = (await Promise.all(
    ['admin', 'db01', 'renda1', 'renda2'].map((u) => s.client(u)),
  )) as [Client, Client, Client, Client];
});
afterAll(() => s.close());

const start = (data: unknown, more: object = {}) =>
  db01.call('POST', '/api/cases', { packageId: 'deputy-suggestions', data, ...more });
const ACCEPT = { data: { reviewDecision: 'accept', openToPublic: 'yes' } };

describe('form data', () => {
  const own = (key: string, value: string) =>
    JSON.stringify({ packageId: 'deputy-suggestions', data: SUGGESTION }).replace(
      '"title"',
      `"${key}":${value},"title"`,
    );

  it.each<[string, unknown]>([
    ['none', undefined],
    ['a text', 'x'],
    ['a list', [SUGGESTION]],
    ['null', null],
    ['a missing field', { ...SUGGESTION, title: undefined }],
    ['an empty field', { ...SUGGESTION, title: '' }],
    ['too long a text', { ...SUGGESTION, title: '长'.repeat(101) }],
    ['a number for a text', { ...SUGGESTION, title: 5 }],
    ['a choice that there is not', { ...SUGGESTION, category: 'bribery' }],
    ['an extra field', { ...SUGGESTION, state: 'completed' }],
    ['nested extra', { ...SUGGESTION, title: { $gt: '' } }],
    ['the same deputy twice', { ...SUGGESTION, coDeputies: ['db02', 'db02'] }],
    ['a file that is not', { ...SUGGESTION, attachments: [{ id: 'x', name: 'a.pdf', size: 1, type: 'x' }] }],
  ])('with %s is refused with its field, and nothing begins', async (_name, data) => {
    refused(await changesNothing(s, () => start(data)), [400, 422]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'with a field called %s is refused, and no object has changed',
    async (key) => {
      for (const value of ['{"polluted":true}', '"x"']) {
        const reply = await changesNothing(s, () => db01.call('POST', '/api/cases', own(key, value)));
        refused(reply, [400, 422]);
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('nested without end is refused, wherever it goes', async () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    const { taskId } = await suggest(db01, renda1);
    for (const [c, method, path, body] of [
      [db01, 'POST', '/api/cases', `{"packageId":"deputy-suggestions","data":{"title":${deep}}}`],
      [db01, 'PUT', '/api/startables/deputy-suggestions/draft', `{"rev":0,"data":{"title":${deep}}}`],
      [renda1, 'PUT', `/api/tasks/${taskId}/draft`, `{"rev":0,"data":{"x":${deep}}}`],
      [renda1, 'POST', `/api/tasks/${taskId}/complete`, `{"data":${deep}}`],
    ] as const) {
      refused(await changesNothing(s, () => c.call(method, path, body)), 400, '/');
    }
  });

  it('with odd but honest characters is kept as it was sent', async () => {
    const title = '“监督”𠮷野家　ﬁ é e\u0301 \u200fعربي 👩‍👩‍👧 <script>alert(1)</script> {{7*7}} =cmd|x';
    const { id } = await suggest(db01, renda1, { title });
    const view = (await renda1.call('GET', `/api/cases/${id}`)).body;
    expect(view.case.title).toBe(title);
    const found = (await renda1.call('GET', `/api/cases?q=${encodeURIComponent('𠮷野家')}`)).body.items;
    expect(found.map((c: { id: string }) => c.id)).toEqual([id]);
  });

  it('with NUL or half a character gives no 5xx', async () => {
    for (const odd of ['a\u0000b', 'a\ud800b', '\ufffe', '\u202e反']) {
      const reply = await start({ ...SUGGESTION, title: odd, content: odd });
      if (reply.status !== 200) refused(reply, [400, 422]);
      const list = await renda1.call('GET', '/api/cases?limit=200');
      expect(list.status).toBe(200);
    }
  });

  it('of a package or congress that is not, or is not theirs, is refused', async () => {
    for (const more of [
      { packageId: 'no-such' },
      { packageId: '__proto__' },
      { packageId: 'bodies-review' },
      { orgId: 'yongjiang' },
      { orgId: 'yunxi' },
      { orgId: 'nowhere' },
      { orgId: '__proto__' },
    ]) {
      refused(await changesNothing(s, () => start(SUGGESTION, more)), [403, 404, 422]);
    }
  });

  it('sent many times by a hasty finger makes one suggestion, and the others are told its number', async () => {
    const before = (await db01.call('GET', '/api/cases?view=mine&limit=200')).body.items.length;
    const data = { ...SUGGESTION, title: '只提一次的建议' };
    const replies = await Promise.all([1, 2, 3].map(() => start(data)));
    expect(replies.filter((r) => r.status === 200)).toHaveLength(1);
    for (const r of replies.filter((r) => r.status !== 200)) refused(r, 409);
    const { number } = replies.find((r) => r.status === 200)!.body;
    const again = await changesNothing(s, () => start(data));
    refused(again, 409);
    expect(again.body.detail).toContain(number);
    // Another person, or other words, are another suggestion; and so are the same words later.
    const db02 = await s.client('db02');
    const other = await db02.call('POST', '/api/cases', { packageId: 'deputy-suggestions', data });
    expect(other.status).toBe(200);
    expect((await start({ ...data, content: '另一内容。' })).status).toBe(200);
    s.advance(1);
    expect((await start(data)).status).toBe(200);
    const after = (await db01.call('GET', '/api/cases?view=mine&limit=200')).body.items.length;
    expect(after).toBe(before + 3);
  });

  it('that was refused can be sent again at once', async () => {
    const wrong = { ...SUGGESTION, category: 'nonsense' };
    refused(await start(wrong), 422);
    refused(await start(wrong), 422);
  });
});

describe('a task', () => {
  it('completed by many at once is completed once, and the others are told by whom', async () => {
    const { id, taskId } = await suggest(db01, renda1);
    const replies = await Promise.all(
      [renda1, renda2, renda1, renda2, renda1].map((c) =>
        c.call('POST', `/api/tasks/${taskId}/complete`, ACCEPT),
      ),
    );
    expect(replies.filter((r) => r.status === 200)).toHaveLength(1);
    for (const r of replies.filter((r) => r.status !== 200)) {
      refused(r, 409);
      expect(r.body.detail).toMatch(/王静|李卫东/);
    }
    await expect.poll(async () => (await renda1.call('GET', `/api/cases/${id}`)).body.tasks.length).toBe(2);
    const view = (await renda1.call('GET', `/api/cases/${id}`)).body;
    expect(view.timeLine.filter((e: { kind: string }) => e.kind === 'form')).toHaveLength(2);
    expect(view.incidents).toEqual([]);
  });

  it('claimed by two at once has one owner; the other can neither complete, keep a draft nor take it', async () => {
    const { taskId } = await suggest(db01, renda1);
    const people = [renda1, renda2];
    const claims = await Promise.all(people.map((c) => c.call('POST', `/api/tasks/${taskId}/claim`)));
    expect(claims.map((r) => r.status).filter((x) => x === 200)).toHaveLength(1);
    const loser = people[claims.findIndex((r) => r.status !== 200)]!;
    await changesNothing(s, async () => {
      refused(await loser.call('POST', `/api/tasks/${taskId}/complete`, ACCEPT), 403);
      refused(await loser.call('POST', `/api/tasks/${taskId}/claim`), 403);
      refused(await loser.call('PUT', `/api/tasks/${taskId}/draft`, { data: {}, rev: 0 }), 403);
      refused(await db01.call('POST', `/api/tasks/${taskId}/hand-over`, { to: 'db01', reason: '我来' }), 403);
      for (const to of ['nobody', 'role:clerk@nowhere', 'body:nowhere', '__proto__', 'user:', 'role:'])
        refused(
          await winner().call('POST', `/api/tasks/${taskId}/hand-over`, { to, reason: '理由' }),
          [400, 422],
        );
    });
    function winner(): Client {
      return people.find((c) => c !== loser)!;
    }
  });

  it('with a draft saved in two windows keeps the first', async () => {
    const { taskId } = await suggest(db01, renda1);
    const save = (note: string) =>
      renda1.call('PUT', `/api/tasks/${taskId}/draft`, { data: { note }, rev: 0 });
    const replies = await Promise.all(['一', '二', '三'].map(save));
    expect(replies.map((r) => r.status).sort()).toEqual([200, 409, 409]);
    for (const r of replies.filter((r) => r.status !== 200)) refused(r, 409);
  });
});

describe('a file', () => {
  async function upload(name: string, content: Uint8Array | string, field = 'file'): Promise<Reply> {
    const form = new FormData();
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    form.append(field, new Blob([bytes.slice()]), name);
    const res = await fetch(`${s.url}/api/files`, {
      method: 'POST',
      headers: { cookie: db01.cookie, 'x-csrf-token': db01.csrf },
      body: form,
    });
    return { status: res.status, headers: res.headers, body: await res.json() };
  }
  const PDF = `%PDF-1.4\n${' '.repeat(2000)}\n%%EOF`;

  it.each<[string, string, Uint8Array | string, number]>([
    ['a program', 'a.exe', 'MZ', 415],
    ['a program called a document', 'a.pdf', 'MZ\u0000\u0000', 415],
    ['a page called a text', 'a.html', '<script>', 415],
    ['a picture with script in it', 'a.svg', '<svg onload="x"/>', 415],
    ['binary called a text', 'a.txt', 'a\u0000b', 415],
    ['without an ending', '附件', PDF, 415],
    ['that is empty', '空.pdf', '', 415],
    ['of 21 MB', '大.pdf', new Uint8Array(21 * 1024 * 1024).fill(37), 413],
  ])('%s is refused', async (_name, name, content, status) => {
    refused(await changesNothing(s, () => upload(name, content)), status);
  });

  it('under another field, or none at all, is refused', async () => {
    refused(await changesNothing(s, () => upload('a.pdf', PDF, 'other')), 400);
    const broken = await db01.call('POST', '/api/files', 'no multipart', {
      'content-type': 'multipart/form-data; boundary=x',
    });
    refused(broken, 400);
    const unbound = await db01.call('POST', '/api/files', 'x', { 'content-type': 'multipart/form-data' });
    refused(unbound, 400);
  });

  it('with a Chinese name, a path or control characters in it is kept under a clean name', async () => {
    for (const [name, kept] of [
      ['关于公交站的调研报告（第二稿）.pdf', '关于公交站的调研报告（第二稿）.pdf'],
      ['../../etc/报告.pdf', '报告.pdf'],
      ['C:\\文件\\报告.pdf', '报告.pdf'],
    ] as const) {
      const reply = await upload(name, PDF);
      expect([name, reply.status, reply.body.name]).toEqual([name, 200, kept]);
      const back = await db01.call('GET', `/api/files/${reply.body.id}`);
      expect(back.headers.get('content-disposition')).toContain(encodeURIComponent(kept).slice(0, 20));
      expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('of another cannot be read, nor attached', async () => {
    const { id, ...file } = (await upload('我的.pdf', PDF)).body;
    refused(await renda1.call('GET', `/api/files/${id}`), 404);
    const db02 = await s.client('db02');
    refused(await db02.call('GET', `/api/files/${id}`), 404);
    const reply = await changesNothing(s, () =>
      db02.call('POST', '/api/cases', {
        packageId: 'deputy-suggestions',
        data: { ...SUGGESTION, attachments: [{ id, ...file }] },
      }),
    );
    refused(reply, 422);
  });
});

describe('lists', () => {
  const LISTS = [
    '/api/cases',
    '/api/tasks',
    '/api/notices',
    '/api/audit',
    '/api/registers/deputy-suggestions/commitments',
    '/api/public/cases',
  ];
  it('refuse a cursor that is damaged, of another list, or made up', async () => {
    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const path of LISTS) {
      for (const after of [
        'x',
        '%00',
        '../..',
        cursor(null),
        cursor(['id', ['x']]),
        cursor(['-updatedAt,id', [{ $gt: '' }, 'x']]),
        cursor(['-createdAt,id', [[], 'x']]),
        'A'.repeat(400),
      ]) {
        const reply = await admin.call('GET', `${path}?after=${encodeURIComponent(after)}`);
        refused(reply, 400);
      }
    }
  });

  it('refuse limits, filters and fields that there are not', async () => {
    for (const path of LISTS)
      for (const query of [
        'limit=0',
        'limit=-1',
        'limit=1e9',
        'limit=abc',
        'limit=1&limit=2',
        'q[$gt]=',
        '__proto__=1',
        '$where=1',
        `q=${'长'.repeat(101)}`,
      ])
        refused(await admin.call('GET', `${path}?${encodeURI(query)}`), 400);
  });

  it('search for anything without breaking', async () => {
    const texts = [
      '%',
      '_',
      "' OR 1=1 --",
      '"',
      '*',
      '\\',
      '（',
      '.*',
      'NOT',
      'a AND',
      '\u0000',
      '\ud83d',
      ' ',
      '𠮷',
    ];
    for (const path of ['/api/cases', '/api/tasks', '/api/public/cases'])
      for (const q of texts) {
        const query = encodeURIComponent(q.replace(/\p{Surrogate}/gu, '\ufffd'));
        const reply = await admin.call('GET', `${path}?q=${query}`);
        if (reply.status !== 200) refused(reply, 400);
      }
  });

  it('and pages take ids of any kind for unknown ones', async () => {
    const ids = [
      'x',
      '..%2F..%2Fetc',
      '%00',
      '%F0%A0%AE%B7',
      'a'.repeat(5000),
      '__proto__',
      "1'--",
      '%E0%A4%A',
    ];
    for (const path of ['/api/cases', '/api/tasks', '/api/files', '/api/ballots', '/api/public/cases'])
      for (const id of ids) refused(await admin.call('GET', `${path}/${id}`), [400, 404, 414]);
  });

  it('refuse an address of 100 kB', async () => {
    const reply = await fetch(`${s.url}/api/cases?q=${'a'.repeat(100_000)}`, {
      headers: { cookie: admin.cookie },
    });
    expect([400, 414, 431]).toContain(reply.status);
  });
});

describe('sessions and streams', () => {
  it('a token set before signing in is not the one that one is signed in with', async () => {
    const c = await s.client();
    c.cookie = `${db01.cookie.split('=')[0]}=${'A'.repeat(43)}`;
    const reply = await c.call('POST', '/api/session', { username: 'db03', password: PASSWORD });
    expect(reply.status).toBe(200);
    const given = reply.headers.getSetCookie()[0]!;
    expect(given).not.toContain('A'.repeat(43));
    expect(given).toMatch(/HttpOnly/i);
    expect(given).toMatch(/SameSite=(Lax|Strict)/i);
    refused(await c.call('GET', '/api/notices'), 401);
  });

  it('signing in while another is signed in needs no token of theirs and leaves theirs untouched', async () => {
    const c = await s.client('db04');
    const again = await c.call(
      'POST',
      '/api/session',
      { username: 'db05', password: PASSWORD },
      { 'x-csrf-token': '' },
    );
    expect(again.status).toBe(200);
    expect(again.headers.getSetCookie()[0]!.split(';')[0]).not.toBe(c.cookie);
  });

  it('guessing is slowed by account, whatever the writing of the name', async () => {
    const c = await s.client();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const reply = await c.call('POST', '/api/session', {
        username: n % 2 ? 'db06' : 'DB06 ',
        password: `wrong-${n}`,
      });
      statuses.push(reply.status);
      refused(reply, [401, 429]);
    }
    expect(statuses).toContain(429);
  });

  it('no stream without a session, of a foreign case, or of what there is not', async () => {
    const nobody = await s.client();
    refused(await nobody.call('GET', '/api/events?topics=tasks'), 401);
    const { id } = await suggest(db01, renda1);
    const foreign = await s.client('yunxi1');
    for (const topics of [`case:${id}`, 'case:', 'secrets', 'tasks,secrets', '', ',', 'tasks:*', '__proto__'])
      refused(await foreign.call('GET', `/api/events?topics=${encodeURIComponent(topics)}`), [400, 403]);
    const many = Array.from({ length: 30 }, (_, n) => `case:${n}`).join();
    refused(await foreign.call('GET', `/api/events?topics=${many}`), [400, 403]);
  });
});

it('the audit chain has come through all of it', async () => {
  expect((await everything(s)).get('audit')!.length).toBeGreaterThan(10);
  expect(await s.app.audit.verify()).toMatchObject({ ok: true });
});
