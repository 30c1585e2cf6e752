import { CalendarOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const calendarPage: PageDefinition = {
  path: '/calendar',
  title: '工作日历',
  titleEn: 'Working calendar',
  nav: { group: 'system', order: 20, icon: CalendarOutlined },
  element: lazy(() => import('./CalendarPage.tsx')),
};
