/** Every page of the application: one line each. */
import { passwordPage } from '../account/index.tsx';
import { holds } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { auditPage } from '../audit/index.tsx';
import { ballotPage, receiptsPage } from '../ballots/index.tsx';
import { boardPage } from '../board/index.tsx';
import { calendarPage } from '../calendar/index.tsx';
import { casePage, casesPage, startPage } from '../cases/index.tsx';
import { deputyPage } from '../deputy/index.tsx';
import { helpPage, helpTopicPage } from '../help/index.tsx';
import { packagePage, packagesPage } from '../packages/index.tsx';
import { peoplePage } from '../people/index.tsx';
import { resultPage, resultsPage } from '../results/index.tsx';
import { dataPage, rulePage, rulesPage } from '../rules/index.tsx';
import { taskPage, tasksPage } from '../tasks/index.tsx';
import type { PageDefinition } from './page.ts';

/** Where a person begins: deputies at what concerns them, everybody else at their tasks. */
export const homeOf = (session: Session): string =>
  holds(session, 'ballots.vote') && !holds(session, 'cases.read') ? deputyPage.path : tasksPage.path;

export const pages: PageDefinition[] = [
  tasksPage,
  taskPage,
  casesPage,
  startPage,
  casePage,
  deputyPage,
  ballotPage,
  receiptsPage,
  boardPage,
  resultsPage,
  resultPage,
  packagesPage,
  packagePage,
  rulesPage,
  rulePage,
  dataPage,
  peoplePage,
  calendarPage,
  auditPage,
  passwordPage,
  helpPage,
  helpTopicPage,
];
