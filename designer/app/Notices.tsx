import { BellOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { useT } from '../i18n/index.ts';
import { dateTime } from '../shared/format.ts';
import { usePhone } from '../shared/use-phone.ts';
import { DrawerOnDemand } from './DrawerOnDemand.tsx';

interface Notice {
  id: string;
  title: string;
  text: string;
  createdAt: string;
  state: 'unread' | 'read';
  caseId?: string;
  taskId?: string;
}

/** The bell: unread notices, each leads to its task or case; opening the list marks them as read. */
export function Notices() {
  const t = useT();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['notices'],
    queryFn: () => api.get<{ items: Notice[]; unread: number }>('/api/notices', { limit: 20 }),
  });
  const phone = usePhone();
  const items = data?.items ?? [];
  const unread = data?.unread ?? 0;
  const toggle = (next: boolean) => {
    setOpen(next);
    if (!next && unread > 0)
      void api.post('/api/notices/read', {}).then(
        () => client.invalidateQueries({ queryKey: ['notices'] }),
        () => {
          // They stay unread; the next closing tries again.
        },
      );
  };
  const content =
    items.length === 0 ? (
      <p className="jd-muted">{t('暂时没有提醒')}</p>
    ) : (
      <ul className="jd-notices">
        {items.map((n) => {
          const to = n.taskId ? `/tasks/${n.taskId}` : n.caseId ? `/cases/${n.caseId}` : undefined;
          return (
            <li key={n.id} className={n.state === 'read' ? '' : 'jd-notice-unread'}>
              <b>
                {to ? (
                  <Link to={to} onClick={() => toggle(false)}>
                    {n.title}
                  </Link>
                ) : (
                  n.title
                )}
              </b>
              <div>{n.text}</div>
              <span className="jd-muted jd-number">{dateTime(n.createdAt)}</span>
            </li>
          );
        })}
      </ul>
    );
  const bell = (
    <Button
      type="text"
      aria-label={unread > 0 ? t('提醒，{n} 条未读', { n: unread }) : t('提醒')}
      {...(phone ? { onClick: () => toggle(true) } : {})}
    >
      <Badge count={unread} size="small" overflowCount={99} offset={[2, -2]}>
        <BellOutlined style={{ fontSize: 18 }} />
      </Badge>
    </Button>
  );
  // Beside the bell there is no room for the list on a phone.
  if (phone)
    return (
      <>
        {bell}
        <DrawerOnDemand
          open={open}
          onClose={() => toggle(false)}
          placement="right"
          size={340}
          title={t('提醒')}
        >
          {content}
        </DrawerOnDemand>
      </>
    );
  return (
    <Popover
      content={content}
      title={t('提醒')}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={toggle}
    >
      {bell}
    </Popover>
  );
}
