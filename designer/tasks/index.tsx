import { CheckSquareOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const tasksPage: PageDefinition = {
  path: '/tasks',
  title: '我的待办',
  titleEn: 'My tasks',
  nav: { group: 'work', order: 10, icon: CheckSquareOutlined, phone: true },
  element: lazy(() => import('./TasksPage.tsx')),
};

export const taskPage: PageDefinition = {
  path: '/tasks/:id',
  title: '办理任务',
  titleEn: 'Task',
  element: lazy(() => import('./TaskPage.tsx')),
};
