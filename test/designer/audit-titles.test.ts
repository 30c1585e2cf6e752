/** Whatever the server records in the audit log has a title, and what only its deed can explain is told in words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeEntry } from '../../designer/audit/describe.ts';
import type { Translate } from '../../designer/audit/text.ts';
import { DEEDS, KINDS } from '../../designer/audit/titles.ts';
import { isPermission } from '../../server/auth/permissions.ts';

const sources = readdirSync('server', { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile() && e.name.endsWith('.ts'))
  .map((e) => readFileSync(join(e.parentPath, e.name), 'utf8'));
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((m) => m[1]!);

/**
 * Actions stand as `action: '…'`, or are handed to a helper that records them: then every dotted word of a file that
 * records is one, but permissions and names of files. Deeds at tasks are made of what they are called in the history of a matter.
 */
const recorded = new Set(
  sources
    .filter((s) => /\baudit\.(record|ops)\(/.test(s) || /\brecorded\(actor/.test(s))
    .flatMap((s) => [
      ...all(s, /\baction: '([\w.]+)'/g),
      ...all(s, /(?<!type: |from )'([a-z]\w*(?:\.\w+)+)'/g).filter(
        (word) => !isPermission(word) && !word.endsWith('.json'),
      ),
      ...(s.includes('action: `task.')
        ? all(s, /\bkind: '(\w+)', text:/g).map((kind) => `task.${kind}`)
        : []),
    ]),
);
const kinds = new Set(sources.flatMap((s) => all(s, /\btarget(?:: | = )\{ kind: '(\w+)'/g)));

describe('titles of the audit log', () => {
  it('were looked for in what the server records', () => {
    for (const action of ['rules.draft.save', 'ballot.paperIssued', 'ballot.codes', 'org.save', 'task.urge'])
      expect(recorded).toContain(action);
    expect([...kinds]).toEqual(expect.arrayContaining(['ballots', 'case', 'packages', 'evaluationData']));
  });

  it('name every action', () => {
    expect([...recorded].filter((action) => DEEDS[action] === undefined)).toEqual([]);
  });

  it('name every kind of target', () => {
    expect([...kinds].filter((kind) => KINDS[kind] === undefined)).toEqual([]);
  });
});

describe('entries', () => {
  const t: Translate = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values?.[name]));
  const told = (action: string, detail: Record<string, unknown>) =>
    describeEntry({ action, targetId: 'p', detail }, t, (of, rule) =>
      of === 'p' && rule === 'service' ? '服务评价' : undefined,
    );

  it('of rules name them: as they were called, else as in force, else by the id', () => {
    const files = ['rules/service.json', 'rules/grades.json', 'rules/gone.json'];
    expect(told('rules.draft.save', { files, titles: { 'rules/grades.json': '等次' } })).toEqual([
      '尚未发布的规则：“服务评价”、“等次”、“gone”',
    ]);
    expect(told('rules.draft.save', { files: [], undo: ['rules/service.json'] })).toEqual([
      '放弃了对“服务评价”的修改',
      '草稿里已没有修改。',
    ]);
    expect(told('rules.draft.discard', {})).toEqual([]);
  });

  it('of evaluation data name the scheme', () => {
    const detail = { package: 'p', scheme: 'service', year: 2026, version: 2, rows: 9, file: 'a.xlsx' };
    expect(told('evaluations.data.save', detail)).toEqual([
      '“服务评价”2026 年，第 2 版，9 行',
      '文件：a.xlsx',
    ]);
  });

  it('of ballots tell numbers, never a person', () => {
    expect(told('ballot.present', { present: { a: 3, b: 4 } })).toEqual(['到会 7 人']);
    expect(told('ballot.codes', { batch: 2, count: 30 })).toEqual(['第 2 批，30 个']);
    expect(told('ballot.paperIssued', { userId: 'u' })).toEqual([]);
    expect(told('ballot.recount', { same: false, differences: 2 })).toEqual(['与保存的结果有 2 处不一致']);
  });
});
