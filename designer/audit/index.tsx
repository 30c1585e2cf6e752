import { AuditOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const auditPage: PageDefinition = {
  path: '/audit',
  title: '审计日志',
  titleEn: 'Audit log',
  permission: 'audit.read',
  nav: { group: 'system', order: 30, icon: AuditOutlined },
  element: lazy(() => import('./AuditPage.tsx')),
};
