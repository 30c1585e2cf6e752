import { FormOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const deputyPage: PageDefinition = {
  path: '/mine',
  title: '我的履职',
  titleEn: 'My matters',
  permission: 'ballots.vote',
  nav: { group: 'work', order: 30, icon: FormOutlined, phone: true },
  element: lazy(() => import('./DeputyPage.tsx')),
};
