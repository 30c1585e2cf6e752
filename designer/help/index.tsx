import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

const HelpPage = lazy(() => import('./HelpPage.tsx'));

export const helpPage: PageDefinition = { path: '/help', title: '帮助', titleEn: 'Help', element: HelpPage };
export const helpTopicPage: PageDefinition = { ...helpPage, path: '/help/:topic' };
