import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useOrgs } from '../api/names.ts';
import { useMay } from '../api/session.ts';
import { Failure } from '../app/Failure.tsx';
import { Listing } from '../app/Listing.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { SearchBox } from '../shared/SearchBox.tsx';
import { useFilters } from '../shared/use-filters.ts';
import { useMore } from '../shared/use-more.ts';
import { OrgDialog } from './OrgDialog.tsx';
import { OrgTree } from './OrgTree.tsx';
import type { StoredUser } from './types.ts';
import { UserDialog } from './UserDialog.tsx';
import { UserTable } from './UserTable.tsx';
import './people.css';

export default function PeoplePage() {
  const t = useT();
  const edits = useMay('directory.edit');
  const [read, write] = useFilters();
  const [orgId, q] = [read('org'), read('q')];
  const orgs = useOrgs();
  const users = useMore<StoredUser>(['users'], '/api/directory/users', { orgId, q });
  const [editing, setEditing] = useState<StoredUser | 'new'>();
  const [organising, setOrganising] = useState<'edit' | 'new'>();
  const search = useCallback((text: string | undefined) => write({ q: text }), [write]);
  if (orgs.isPending) return <Loading />;
  if (orgs.error) return <Failure error={orgs.error} retry={() => void orgs.refetch()} />;
  const chosen = orgs.data.find((o) => o.id === orgId);
  return (
    <PageFrame
      title={t('组织与人员')}
      actions={
        edits && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('新增人员')}
          </Button>
        )
      }
    >
      <div className="jd-people">
        <section className="jd-card" aria-label={t('组织')}>
          {edits && (
            <div className="jd-org-deeds">
              {chosen ? (
                <>
                  <Button size="small" onClick={() => setOrganising('edit')}>
                    {t('编辑')}
                  </Button>
                  {chosen.kind === 'congress' && (
                    <Button size="small" onClick={() => setOrganising('new')}>
                      {t('新增下级')}
                    </Button>
                  )}
                </>
              ) : (
                <span className="jd-muted">{t('选择一个组织，看它的人员，修改它或新增下级')}</span>
              )}
            </div>
          )}
          <OrgTree orgs={orgs.data} chosen={orgId} onChoose={(id) => write({ org: id })} />
        </section>
        <section aria-label={t('人员')}>
          <search className="jd-toolbar">
            <SearchBox label={t('姓名或用户名')} value={q} onSearch={search} />
          </search>
          <Listing
            of={users}
            empty={<Nothing title={t('没有人员')}>{t('请选择别的组织，或换个姓名查找。')}</Nothing>}
          >
            <UserTable users={users.items} onEdit={edits ? setEditing : undefined} />
          </Listing>
        </section>
      </div>
      {organising && chosen && (
        <OrgDialog
          org={organising === 'edit' ? chosen : undefined}
          parent={organising === 'edit' ? undefined : chosen}
          onClose={() => setOrganising(undefined)}
        />
      )}
      {editing && (
        <UserDialog
          user={editing === 'new' ? undefined : editing}
          orgId={orgId}
          orgs={orgs.data}
          onClose={() => setEditing(undefined)}
        />
      )}
    </PageFrame>
  );
}
