import { FolderOpenOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const casesPage: PageDefinition = {
  path: '/cases',
  title: '监督事项',
  titleEn: 'Matters',
  nav: { group: 'work', order: 20, icon: FolderOpenOutlined, phone: true },
  element: lazy(() => import('./CasesPage.tsx')),
};

export const startPage: PageDefinition = {
  path: '/cases/new/:packageId?',
  title: '发起事项',
  titleEn: 'Start a matter',
  permission: 'cases.start',
  element: lazy(() => import('./StartPage.tsx')),
};

export const casePage: PageDefinition = {
  path: '/cases/:id',
  title: '事项详情',
  titleEn: 'Matter',
  element: lazy(() => import('./CasePage.tsx')),
};
