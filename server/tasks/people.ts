/** Audience keys: from the drawing's groups to keys, and from keys to people. */
import type { Directory } from '../cases/ports.ts';

/** `"clerk"` is a role in the case's congress; `"body:…"` and `"user:…"` are keys already. */
export function audienceKey(group: string, orgId: string): string {
  return /^(body|user|role):/.test(group) ? group : `role:${group}@${orgId}`;
}

/** Ids of the people who hold any of the keys. */
export async function usersOf(directory: Directory, keys: string[]): Promise<string[]> {
  const lists = await Promise.all(keys.map((key) => usersOfKey(directory, key)));
  return [...new Set(lists.flat())];
}

async function usersOfKey(directory: Directory, key: string): Promise<string[]> {
  const [kind, rest = ''] = key.split(/:(.*)/s) as [string, string | undefined];
  if (kind === 'user') return [rest];
  if (kind === 'role') {
    const at = rest.lastIndexOf('@');
    return (await directory.usersWithRole(rest.slice(0, at), rest.slice(at + 1))).map((p) => p.id);
  }
  if (kind === 'body') {
    const [body = '', role] = rest.split(':');
    return (await directory.usersOfBody(body, role)).map((p) => p.id);
  }
  return [];
}
