import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const passwordPage: PageDefinition = {
  path: '/account/password',
  title: '修改密码',
  titleEn: 'Change password',
  element: lazy(() => import('./PasswordPage.tsx')),
};
