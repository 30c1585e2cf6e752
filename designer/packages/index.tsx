import { DeploymentUnitOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const packagesPage: PageDefinition = {
  path: '/packages',
  title: '流程管理',
  titleEn: 'Procedures',
  permission: 'packages.edit',
  nav: { group: 'manage', order: 10, icon: DeploymentUnitOutlined },
  element: lazy(() => import('./list/PackagesPage.tsx')),
};

export const packagePage: PageDefinition = {
  path: '/packages/:id',
  title: '流程设计',
  titleEn: 'Procedure design',
  permission: 'packages.edit',
  element: lazy(() => import('./PackagePage.tsx')),
};
