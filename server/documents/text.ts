/** `{{fact}}` and `{{fact|as}}` in the texts of letters and pages, replaced from a case's facts. */
import type { Facts } from '../cases/facts.ts';
import type { Directory } from '../cases/ports.ts';

/** A value in words. `as` as in ShownValueSchema; ids of people and bodies become names. */
export async function inWords(value: unknown, as: string | undefined, directory: Directory): Promise<string> {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return (await Promise.all(value.map((v) => inWords(v, as, directory)))).join('、');
  const text = String(value);
  switch (as) {
    case 'body':
    case 'bodies':
      return (await directory.org(text))?.name ?? text;
    case 'user':
    case 'users':
      return (await directory.person(text))?.name ?? text;
    case 'date': {
      const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
      return y ? `${y}年${Number(m)}月${Number(d)}日` : text;
    }
    case 'percent':
      return `${Math.round(Number(value) * 1000) / 10}%`;
    case 'yes-no':
      return value === true ? '是' : '否';
    default:
      return text;
  }
}

export async function fill(text: string, facts: Facts, directory: Directory): Promise<string> {
  const parts = text.split(/\{\{\s*([^}]+?)\s*\}\}/);
  const filled = parts.map((part, i) => {
    if (i % 2 === 0) return part;
    const [fact = '', as] = part.split('|').map((s) => s.trim());
    return inWords(facts[fact], as, directory);
  });
  return (await Promise.all(filled)).join('');
}
