/**
 * When a timer event fires, in plain terms. A BPMN timer is fixed when it is entered and counts natural time; legal
 * limits that can be suspended or extended are clocks (`clock.start`) with a message, never a timer.
 */
import { isPlainName, parseFeel } from './feel.ts';

export type TimerUnit = 'minute' | 'hour' | 'day' | 'week' | 'month';

export type Timer =
  | { kind: 'after'; amount: number; unit: TimerUnit }
  | { kind: 'afterParameter'; parameter: string; unit: TimerUnit }
  /** At the date held in a field, at a time of day in China (`HH:mm`); fields of type date-time carry their own. */
  | { kind: 'at'; field: string; time?: string }
  | { kind: 'every'; amount: number; unit: TimerUnit }
  | { kind: 'custom'; expression: string };

export type PlainTimer = Exclude<Timer, { kind: 'custom' }>;

/** The three properties of bpmn:TimerEventDefinition; exactly one is set. */
export interface TimerExpressions {
  timeDuration?: string;
  timeDate?: string;
  timeCycle?: string;
}

const CODE: Record<TimerUnit, [prefix: string, suffix: string]> = {
  minute: ['PT', 'M'],
  hour: ['PT', 'H'],
  day: ['P', 'D'],
  week: ['P', 'W'],
  month: ['P', 'M'],
};
const UNIT_OF = new Map(
  Object.entries(CODE).map(([unit, [prefix, suffix]]) => [prefix + suffix, unit as TimerUnit]),
);

export function writeTimer(timer: PlainTimer): TimerExpressions {
  switch (timer.kind) {
    case 'after': {
      const [prefix, suffix] = CODE[timer.unit];
      return { timeDuration: prefix + timer.amount + suffix };
    }
    case 'afterParameter': {
      const [prefix, suffix] = CODE[timer.unit];
      return { timeDuration: `=duration("${prefix}" + string(${timer.parameter}) + "${suffix}")` };
    }
    case 'at':
      return {
        timeDate: timer.time
          ? `=date and time(${timer.field} + "T${timer.time}:00+08:00")`
          : `=date and time(${timer.field})`,
      };
    case 'every': {
      const [prefix, suffix] = CODE[timer.unit];
      return { timeCycle: `R/${prefix}${timer.amount}${suffix}` };
    }
  }
}

/** Undefined when nothing is set; `custom` when the plain panel cannot say it. */
export function readTimer({ timeDuration, timeDate, timeCycle }: TimerExpressions): Timer | undefined {
  if (timeDuration) return readDuration(timeDuration) ?? { kind: 'custom', expression: timeDuration };
  if (timeDate) return readDate(timeDate) ?? { kind: 'custom', expression: timeDate };
  if (!timeCycle) return undefined;
  const cycle = timeCycle.startsWith('R/') ? iso(timeCycle.slice(2)) : undefined;
  return cycle ? { kind: 'every', ...cycle } : { kind: 'custom', expression: timeCycle };
}

function iso(text: string): { amount: number; unit: TimerUnit } | undefined {
  const [, prefix, amount, suffix] = /^(PT?)(\d+)([MHDW])$/.exec(text) ?? [];
  const unit = UNIT_OF.get(`${prefix}${suffix}`);
  return unit ? { amount: Number(amount), unit } : undefined;
}

function readDuration(expression: string): Timer | undefined {
  if (!expression.startsWith('=')) {
    const fixed = iso(expression);
    return fixed && { kind: 'after', ...fixed };
  }
  const feel = parseFeel(expression.slice(1).trim());
  if (feel?.kind !== 'call' || feel.name !== 'duration' || feel.args.length !== 1) return undefined;
  const [whole] = feel.args;
  if (whole?.kind === 'string') {
    const fixed = iso(whole.value);
    return fixed && { kind: 'after', ...fixed };
  }
  if (whole?.kind !== 'binary' || whole.op !== '+' || whole.right.kind !== 'string') return undefined;
  const { left, right } = whole;
  if (left.kind !== 'binary' || left.op !== '+' || left.left.kind !== 'string') return undefined;
  const middle = left.right.kind === 'call' && left.right.name === 'string' ? left.right.args[0] : undefined;
  const unit = UNIT_OF.get(left.left.value + right.value);
  return unit && middle?.kind === 'name'
    ? { kind: 'afterParameter', parameter: middle.name, unit }
    : undefined;
}

function readDate(expression: string): Timer | undefined {
  const source = expression.startsWith('=') ? expression.slice(1).trim() : '';
  if (isPlainName(source)) return { kind: 'at', field: source };
  const feel = parseFeel(source);
  if (feel?.kind !== 'call' || feel.name !== 'date and time' || feel.args.length !== 1) return undefined;
  const [moment] = feel.args;
  if (moment?.kind === 'name') return { kind: 'at', field: moment.name };
  if (moment?.kind !== 'binary' || moment.left.kind !== 'name' || moment.right.kind !== 'string')
    return undefined;
  const time = /^T(\d\d:\d\d):00\+08:00$/.exec(moment.right.value)?.[1];
  return time ? { kind: 'at', field: moment.left.name, time } : undefined;
}
