/** The renderer's services over the server's directory and file store. */

import type { Names } from '../../forms/describe.ts';
import type { FileReference } from '../../forms/document.ts';
import { api } from '../api/client.ts';
import type { FormServices, LookupOption } from './types.ts';

interface Named {
  id: string;
  name?: string;
  title?: string;
  units?: string[];
  shortName?: string;
  district?: string;
}
const list = (path: string, query: Record<string, string | undefined>) =>
  api.get<{ items: Named[] }>(path, query).then((r) => r.items);

const option = (n: Named): LookupOption => {
  const hint = n.district ?? n.units?.join('、');
  return { id: n.id, name: n.name ?? n.title ?? n.id, ...(hint ? { hint } : {}) };
};

export interface ServiceScope {
  /** Files are stored at once and become the case's on submitting. False: none can be added. */
  upload?: boolean;
  /** Congress whose bodies and deputies are offered. */
  congressId?: string | undefined;
  names?: Names;
}

export const fileHref = (id: string): string => `/api/files/${encodeURIComponent(id)}`;

export function directoryServices(scope: ServiceScope): FormServices {
  const { congressId } = scope;
  const target = scope.upload === false ? undefined : '/api/files';
  const lookup: FormServices['lookup'] = async (kind, { search, ids }) => {
    if (kind === 'body') {
      const items = await list('/api/directory/bodies', { congressId, q: search });
      return items.filter((n) => !ids || ids.includes(n.id)).map(option);
    }
    if (kind === 'group') {
      const items = await list('/api/directory/groups', {});
      const wanted = items.filter((n) => (ids ? ids.includes(n.id) : (n.title ?? '').includes(search ?? '')));
      return wanted.map(option);
    }
    if (ids) return (await list('/api/directory/people', { ids: ids.join(',') })).map(option);
    if (kind === 'deputy' && congressId)
      return (await list('/api/directory/deputies', { congressId, q: search })).map(option);
    const role = kind === 'deputy' ? 'deputy' : undefined;
    return (await list('/api/directory/people', { q: search, role })).map(option);
  };
  return {
    lookup,
    names: scope.names ?? {},
    fileHref,
    ...(target
      ? {
          upload: (file, onProgress) => {
            const body = new FormData();
            body.append('file', file, file.name);
            return api.upload<FileReference>(target, body, onProgress);
          },
        }
      : {}),
  };
}
