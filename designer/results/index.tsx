import { TrophyOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const resultsPage: PageDefinition = {
  path: '/results',
  title: '评价结果',
  titleEn: 'Results',
  permission: 'board.read',
  nav: { group: 'work', order: 45, icon: TrophyOutlined },
  element: lazy(() => import('./ResultsPage.tsx')),
};

export const resultPage: PageDefinition = {
  path: '/results/:id',
  title: '评价结果',
  titleEn: 'Result',
  permission: 'board.read',
  element: lazy(() => import('./ResultPage.tsx')),
};
