import { SlidersOutlined, TableOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const rulesPage: PageDefinition = {
  path: '/rules',
  title: '评价指标与规则',
  titleEn: 'Indicators and rules',
  permission: 'rules.read',
  nav: { group: 'manage', order: 20, icon: SlidersOutlined },
  element: lazy(() => import('./RulesPage.tsx')),
};

export const rulePage: PageDefinition = {
  path: '/rules/:packageId/:rule',
  title: '评价指标与规则',
  titleEn: 'Indicators and rules',
  permission: 'rules.read',
  element: lazy(() => import('./RulePage.tsx')),
};

export const dataPage: PageDefinition = {
  path: '/evaluation-data',
  title: '评价数据',
  titleEn: 'Evaluation data',
  permission: 'evaluations.data',
  nav: { group: 'manage', order: 22, icon: TableOutlined },
  element: lazy(() => import('./data/DataPage.tsx')),
};
