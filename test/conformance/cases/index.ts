/** The table: every case, on every engine. */
import type { Case } from '../case.ts';
import { basics } from './basics.ts';
import { compensations } from './compensation.ts';
import { decisions } from './decisions.ts';
import { escalations } from './escalations.ts';
import { calls, errors, loops, messages, refusals, scopes, timers } from './events.ts';
import { cycles, everyActivity, nested } from './every-activity.ts';
import { interruptions } from './interruptions.ts';
import { jobs } from './jobs.ts';
import { links } from './links.ts';
import { messages as waiting } from './messages.ts';
import { migration } from './migration.ts';
import { modification } from './modification.ts';
import { clockStarts, ends, everyLoop } from './more.ts';
import { signals } from './signals.ts';

export const cases: Case[] = [
  ...basics,
  ...timers,
  ...messages,
  ...errors,
  ...scopes,
  ...calls,
  ...loops,
  ...signals,
  ...escalations,
  ...links,
  ...compensations,
  ...clockStarts,
  ...everyLoop,
  ...ends,
  ...interruptions,
  ...refusals,
  ...decisions,
  ...migration,
  ...jobs,
  ...everyActivity,
  ...nested,
  ...cycles,
  ...waiting,
  ...modification,
];
