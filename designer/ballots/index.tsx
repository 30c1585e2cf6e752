import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const ballotPage: PageDefinition = {
  path: '/ballots/:id',
  title: '测评投票',
  titleEn: 'Ballot',
  element: lazy(() => import('./BallotPage.tsx')),
};
