/** The table: every case, on every engine. */
import type { Case } from '../case.ts';
import { basics } from './basics.ts';
import { decisions } from './decisions.ts';
import { calls, errors, loops, messages, refusals, scopes, timers } from './events.ts';
import { migration } from './migration.ts';

export const cases: Case[] = [
  ...basics,
  ...timers,
  ...messages,
  ...errors,
  ...scopes,
  ...calls,
  ...loops,
  ...refusals,
  ...decisions,
  ...migration,
];
