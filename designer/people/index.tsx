import { TeamOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const peoplePage: PageDefinition = {
  path: '/people',
  title: '组织与人员',
  titleEn: 'Organisations and people',
  permission: 'directory.read',
  nav: { group: 'system', order: 10, icon: TeamOutlined },
  element: lazy(() => import('./PeoplePage.tsx')),
};
