/**
 * The time limit of a task (期限): a `zeebe:input` with target `taskDue` and a FEEL context such as
 * `={amount: params.reviewDays, unit: "workday", remind: 1}` (see docs/packages.md, "People's tasks").
 */
import type { Feel } from './feel.ts';
import { isPlainName, parseFeel } from './feel.ts';

export const DEADLINE_TARGET = 'taskDue';

export type DeadlineUnit = 'workday' | 'day' | 'month';

/** A fixed number or the name of a variable, mostly a parameter `params.<name>`. */
export type Amount = number | { ref: string };

export interface Deadline {
  amount: Amount;
  unit: DeadlineUnit;
  /** Days before the limit at which the people concerned are reminded. */
  remind?: Amount;
}

const UNITS = new Set<string>(['workday', 'day', 'month']);

const writeAmount = (amount: Amount) => (typeof amount === 'number' ? String(amount) : amount.ref);

export function writeDeadline({ amount, unit, remind }: Deadline): string {
  const parts = [`amount: ${writeAmount(amount)}`, `unit: "${unit}"`];
  if (remind !== undefined) parts.push(`remind: ${writeAmount(remind)}`);
  return `={${parts.join(', ')}}`;
}

/** Undefined when the source says something else. */
export function readDeadline(source: string): Deadline | undefined {
  const feel = parseFeel(source.trim().replace(/^=/, ''));
  if (feel?.kind !== 'context') return undefined;
  const entries = new Map(feel.entries);
  const amount = readAmount(entries.get('amount'));
  const unit = entries.get('unit');
  if (amount === undefined || unit?.kind !== 'string' || !UNITS.has(unit.value)) return undefined;
  const known = ['amount', 'unit', 'remind'];
  if (feel.entries.some(([key]) => !known.includes(key))) return undefined;
  const deadline: Deadline = { amount, unit: unit.value as DeadlineUnit };
  if (!entries.has('remind')) return deadline;
  const remind = readAmount(entries.get('remind'));
  return remind === undefined ? undefined : { ...deadline, remind };
}

function readAmount(feel: Feel | undefined): Amount | undefined {
  if (feel?.kind === 'number') return feel.value;
  return feel?.kind === 'name' && isPlainName(feel.name) ? { ref: feel.name } : undefined;
}
