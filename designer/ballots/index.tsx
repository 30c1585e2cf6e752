import { lazy } from 'react';
import type { PageDefinition } from '../app/page.ts';

export const receiptsPage: PageDefinition = {
  path: '/ballots/:id/receipts',
  title: '核对回执',
  titleEn: 'Receipts',
  element: lazy(() => import('./ReceiptsPage.tsx')),
};

export const ballotPage: PageDefinition = {
  path: '/ballots/:id',
  title: '测评投票',
  titleEn: 'Ballot',
  element: lazy(() => import('./BallotPage.tsx')),
};
