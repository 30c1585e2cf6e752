/** The table: every case, on every engine. */
import type { Case } from '../case.ts';
import { basics } from './basics.ts';
import { compensations } from './compensation.ts';
import { decisions } from './decisions.ts';
import { escalations } from './escalations.ts';
import { calls, errors, loops, messages, refusals, scopes, timers } from './events.ts';
import { links } from './links.ts';
import { migration } from './migration.ts';
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
  ...refusals,
  ...decisions,
  ...migration,
];
