/** The content of an audit entry as lines that people read. Ids and technical parts are left out. */
import type { Text, Translate } from './text.ts';
import { FIELDS } from './titles.ts';

type Fields = Record<string, unknown>;

const isFields = (v: unknown): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v);

function plain(value: unknown, t: Translate): string | undefined {
  if (value === undefined || value === null || value === '') return t('空');
  if (typeof value === 'boolean') return t(value ? '是' : '否');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return undefined;
}

/** What differs between two states of a document, named fields only; a list or group only as 已改. */
function changes(before: Fields, after: Fields, t: Translate): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((k) => JSON.stringify(before[k]) !== JSON.stringify(after[k]));
  const named = changed.filter((k) => FIELDS[k] !== undefined);
  const lines = named.map((k) => {
    const [old, now, field] = [plain(before[k], t), plain(after[k], t), t(FIELDS[k] as Text)];
    return old === undefined || now === undefined
      ? t('{field}已改', { field })
      : t('{field}：{old} → {now}', { field, old, now });
  });
  return named.length < changed.length ? [...lines, t('其他内容已改')] : lines;
}

/** Title of a rule of a procedure; undefined for one that is not in force, or not to be seen. */
export type RuleTitle = (packageId: string, rule: string) => string | undefined;

interface Entry {
  action: string;
  targetId: string;
  detail?: Fields;
}

/** What only the deed itself says how to read; `name` is of a rule of the procedure. */
const TOLD: Record<string, (e: Entry & { detail: Fields }, t: Translate, name: RuleTitle) => string[]> = {
  'rules.draft.save': ({ detail, targetId }, t, name) => {
    const files = ruleNames(detail, 'files', targetId, t, name);
    const undo = ruleNames(detail, 'undo', targetId, t, name);
    return [
      ...(undo === '' ? [] : [t('放弃了对{list}的修改', { list: undo })]),
      files === '' ? t('草稿里已没有修改。') : t('尚未发布的规则：{list}', { list: files }),
    ];
  },
  'rules.draft.discard': ({ detail, targetId }, t, name) => {
    const list = ruleNames(detail, 'files', targetId, t, name);
    return list === '' ? [] : [t('放弃了对{list}的修改', { list })];
  },
  'evaluations.data.save': ({ detail }, t, name) => {
    const { package: of, scheme, year, version, rows, file } = detail;
    return [
      t('“{scheme}”{year} 年，第 {version} 版，{rows} 行', {
        scheme: name(String(of), String(scheme)) ?? String(scheme),
        year: Number(year),
        version: Number(version),
        rows: Number(rows),
      }),
      ...(typeof file === 'string' ? [t('文件：{name}', { name: file })] : []),
    ];
  },
  'ballot.present': ({ detail: { present } }, t) => {
    // with groups, each is counted by itself
    const heads = isFields(present) ? Object.values(present) : [present];
    return [t('到会 {n} 人', { n: heads.reduce((sum: number, n) => sum + Number(n), 0) })];
  },
  'ballot.codes': ({ detail }, t) => [codes(detail, t)],
  'ballot.codesWithdrawn': ({ detail }, t) => [codes(detail, t)],
  // without a person a code was handed back; whose it was nobody knows
  'ballot.paperIssued': ({ detail }, t) => ('userId' in detail ? [] : [t('收回投票码换领')]),
  'ballot.paper': ({ detail }, t) => [t('第 {n} 次录入', { n: Number(detail.entry) })],
  'ballot.recount': ({ detail }, t) => [
    detail.same === true
      ? t('与保存的结果一致')
      : t('与保存的结果有 {n} 处不一致', { n: Number(detail.differences) }),
  ],
};

const codes = ({ batch, count }: Fields, t: Translate): string =>
  t('第 {batch} 批，{n} 个', { batch: Number(batch), n: Number(count) });

/** Names of the rules whose files are in a list: as kept with the entry, else as they are in force, else by their ids. */
function ruleNames(detail: Fields, key: string, packageId: string, t: Translate, name: RuleTitle): string {
  const [files, titles] = [detail[key], detail.titles];
  if (!Array.isArray(files)) return '';
  return files
    .map((file) => {
      const id = String(file).replace(/^rules\/|\.json$/g, '');
      const kept = isFields(titles) ? titles[String(file)] : undefined;
      return t('“{title}”', { title: typeof kept === 'string' ? kept : (name(packageId, id) ?? id) });
    })
    .join(t('、'));
}

export function describeEntry(entry: Entry, t: Translate, name: RuleTitle): string[] {
  const { action, detail } = entry;
  if (!detail) return [];
  const told = TOLD[action];
  if (told) return told({ ...entry, detail }, t, name);
  if ('after' in detail) {
    if (!isFields(detail.before)) return [t('新建')];
    return changes(detail.before, isFields(detail.after) ? detail.after : {}, t);
  }
  return Object.entries(detail).flatMap(([key, value]) => {
    const [field, text] = [FIELDS[key], plain(value, t)];
    return field !== undefined && text !== undefined
      ? [t('{field}：{value}', { field: t(field), value: text })]
      : [];
  });
}
