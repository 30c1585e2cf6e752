/** Shapes of the case API, as the server declares them. */
export type { BallotView } from '../../server/ballots/schemas.ts';
export type {
  CasePage,
  CaseSummary,
  CaseView,
  Startables,
  TimeLineEntry,
} from '../../server/cases/schemas.ts';
