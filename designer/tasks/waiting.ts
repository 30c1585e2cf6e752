import { useOrgNames } from '../api/names.ts';
import type { TaskSummary } from '../api/types.ts';
import { useT } from '../i18n/index.ts';

/** Who may take an unclaimed task, by the names of bodies and congresses: `body:jtj:head`, `role:clerk@donghu`. */
export function useWaiting(): (task: Pick<TaskSummary, 'audience'>) => string {
  const t = useT();
  const orgs = useOrgNames();
  return ({ audience }) => {
    const ids = audience.map((key) => (key.startsWith('body:') ? key.split(':')[1] : key.split('@')[1]));
    const known = [...new Set(ids)].flatMap((id) => (id && orgs[id] ? [orgs[id]] : []));
    return known.join('、') || t('办理单位');
  };
}
