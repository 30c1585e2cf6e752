import { BarChartOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const boardPage: PageDefinition = {
  path: '/board',
  title: '统计看板',
  titleEn: 'Board',
  permission: 'board.read',
  nav: { group: 'work', order: 40, icon: BarChartOutlined },
  element: lazy(() => import('./BoardPage.tsx')),
};
