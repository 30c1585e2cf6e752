import type { Org } from '../api/types.ts';
import { useT } from '../i18n/index.ts';

/** Congresses with their bodies, indented as the tree goes. */
export function OrgTree(props: {
  orgs: Org[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}) {
  const { orgs, chosen, onChoose } = props;
  const t = useT();
  const below = (parentId: string | undefined) =>
    orgs
      .filter((o) => o.parentId === parentId)
      .sort((a, b) => a.kind.localeCompare(b.kind) || a.order - b.order);
  const known = new Set(orgs.map((o) => o.id));
  const roots = orgs.filter((o) => !o.parentId || !known.has(o.parentId));
  const branch = (list: Org[]) => (
    <ul>
      {list.map((o) => (
        <li key={o.id}>
          <button
            type="button"
            className={o.id === chosen ? 'jd-org-button jd-org-chosen' : 'jd-org-button'}
            aria-pressed={o.id === chosen}
            onClick={() => onChoose(o.id === chosen ? undefined : o.id)}
          >
            <span className={o.kind === 'congress' ? 'jd-org-congress' : ''}>{o.name}</span>
            {!o.active && <span className="jd-badge">{t('已停用')}</span>}
          </button>
          {below(o.id).length > 0 && branch(below(o.id))}
        </li>
      ))}
    </ul>
  );
  return <div className="jd-org-tree">{branch(roots)}</div>;
}
