/** The content of an audit entry as lines that people read. Ids and technical parts are left out. */
import { FIELDS } from './titles.ts';

type Fields = Record<string, unknown>;

const isFields = (v: unknown): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v);

function plain(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return '空';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return undefined;
}

/** What differs between two states of a document, named fields only; a list or group only as 已改. */
function changes(before: Fields, after: Fields): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((k) => JSON.stringify(before[k]) !== JSON.stringify(after[k]));
  const named = changed.filter((k) => FIELDS[k] !== undefined);
  const lines = named.map((k) => {
    const [old, now] = [plain(before[k]), plain(after[k])];
    return old === undefined || now === undefined ? `${FIELDS[k]}已改` : `${FIELDS[k]}：${old} → ${now}`;
  });
  return named.length < changed.length ? [...lines, '其他内容已改'] : lines;
}

export function describeDetail(detail: Fields | undefined): string[] {
  if (!detail) return [];
  if ('after' in detail) {
    if (!isFields(detail.before)) return ['新建'];
    return changes(detail.before, isFields(detail.after) ? detail.after : {});
  }
  return Object.entries(detail).flatMap(([key, value]) => {
    const text = plain(value);
    return FIELDS[key] !== undefined && text !== undefined ? [`${FIELDS[key]}：${text}`] : [];
  });
}
