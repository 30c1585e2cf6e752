import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockLadder, LegalClock } from '../../../rules/index.ts';
import {
  addPeriod,
  createCalendar,
  dueDate,
  legalClockSchema,
  nextInstants,
  remaining,
  status,
} from '../../../rules/index.ts';

const calendar = createCalendar();
/** 代表建议的答复期限: three months from the assignment. */
const reply: LegalClock = {
  startedAt: '2026-03-10T02:00:00Z',
  period: { amount: 3, unit: 'month' },
  suspensions: [],
  extensions: [],
  dueSoon: { amount: 5, unit: 'workday' },
};
const sevenDays: LegalClock = { ...reply, startedAt: '2026-09-28', period: { amount: 7, unit: 'workday' } };

describe('dueDate', () => {
  it('counts months, and extensions of the same unit in one', () => {
    expect(dueDate(reply, calendar)).toEqual({ date: '2026-06-10', provisional: false });
    const start = { ...reply, startedAt: '2025-11-30' };
    const extended = {
      ...start,
      extensions: [{ period: { amount: 3, unit: 'month' as const }, reason: '需调研', approvedBy: '王主任' }],
    };
    expect(dueDate(start, calendar).date).toBe('2026-02-28');
    expect(dueDate(extended, calendar).date).toBe('2026-05-30'); // not 05-28
  });

  it('counts working days over the National Day holiday', () => {
    // 29, 30 September, 8, 9, 10 (Saturday, worked), 12, 13 October
    expect(dueDate(sevenDays, calendar).date).toBe('2026-10-13');
  });

  it('leaves suspended days out, for working days and for months', () => {
    const work = {
      ...sevenDays,
      suspensions: [{ from: '2026-10-08', to: '2026-10-12', reason: '等待协办意见' }],
    };
    // 29, 30 September, then 12, 13, 14, 15, 16 October
    expect(dueDate(work, calendar).date).toBe('2026-10-16');
    const month = { ...reply, suspensions: [{ from: '2026-04-01', to: '2026-04-11', reason: '补充材料' }] };
    expect(dueDate(month, calendar).date).toBe('2026-06-20');
  });

  it('counts overlapping suspensions once', () => {
    const month = {
      ...reply,
      suspensions: [
        { from: '2026-04-01', to: '2026-04-11', reason: '一' },
        { from: '2026-04-05', to: '2026-04-15', reason: '二' },
      ],
    };
    expect(dueDate(month, calendar).date).toBe('2026-06-24');
  });

  it('has no date while a suspension without an end is open', () => {
    const open = { ...reply, suspensions: [{ from: '2026-04-01', reason: '诉讼' }] };
    expect(dueDate(open, calendar)).toEqual({ provisional: false, suspendedSince: '2026-04-01' });
    // suspended after the due date: it is overdue all the same
    const late = { ...reply, suspensions: [{ from: '2026-07-01', reason: '诉讼' }] };
    expect(dueDate(late, calendar).date).toBe('2026-06-10');
  });

  it('moves to the next working day when the rule says so', () => {
    const clock = { ...reply, startedAt: '2026-07-03' }; // 3 October
    expect(dueDate(clock, calendar).date).toBe('2026-10-03');
    expect(dueDate({ ...clock, rollToWorkingDay: true }, calendar).date).toBe('2026-10-08');
  });

  it('changes with the calendar', () => {
    const clock = { ...sevenDays, startedAt: '2027-09-28' };
    expect(dueDate(clock, calendar)).toEqual({ date: '2027-10-08', provisional: true });
    const announced = createCalendar({
      confirmedYears: [2027],
      overrides: ['01', '02', '03', '04', '05', '06', '07'].map((d) => ({
        date: `2027-10-${d}`,
        kind: 'holiday',
      })),
    });
    expect(dueDate(clock, announced)).toEqual({ date: '2027-10-14', provisional: false });
  });

  it('never comes earlier by a suspension or an extension', () => {
    const start = Date.parse('2024-01-01');
    const day = fc.nat(900).map((n) => new Date(start + n * 86_400_000).toISOString().slice(0, 10));
    const unit = fc.constantFrom('workday' as const, 'day' as const, 'month' as const);
    const span = fc.tuple(day, fc.nat(40)).map(([from, n]) => ({
      from,
      to: addPeriod(from, { amount: n, unit: 'day' }, calendar).date,
      reason: '中止',
    }));
    fc.assert(
      fc.property(
        day,
        fc.nat(30),
        unit,
        fc.array(span, { maxLength: 4 }),
        fc.nat(20),
        (startedAt, amount, u, suspensions, more) => {
          const plain: LegalClock = { ...reply, startedAt, period: { amount, unit: u } };
          const base = dueDate(plain, calendar).date as string;
          const held = dueDate({ ...plain, suspensions }, calendar).date as string;
          const reversed = dueDate({ ...plain, suspensions: [...suspensions].reverse() }, calendar).date;
          const longer = dueDate(
            {
              ...plain,
              suspensions,
              extensions: [{ period: { amount: more, unit: u }, reason: '', approvedBy: '' }],
            },
            calendar,
          ).date as string;
          expect(base).toBe(addPeriod(startedAt, plain.period, calendar).date);
          expect(held >= base).toBe(true);
          expect(reversed).toBe(held);
          expect(longer >= held).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    [{ ...reply, startedAt: '昨天' }, /时刻/],
    [{ ...reply, period: { amount: Number.NaN, unit: 'day' as const } }, /期限/],
    [{ ...reply, suspensions: [{ from: '2026-05-02', to: '2026-05-01', reason: '' }] }, /早于/],
    [
      {
        ...reply,
        extensions: [{ period: { amount: -1, unit: 'month' as const }, reason: '', approvedBy: '' }],
      },
      /负/,
    ],
  ])('refuses a clock that makes no sense (%#)', (clock, message) => {
    expect(() => dueDate(clock, calendar)).toThrow(message);
  });
});

describe('status and remaining', () => {
  it.each([
    ['2026-05-01', 'running'],
    ['2026-06-02', 'running'],
    ['2026-06-03', 'due-soon'],
    ['2026-06-10T15:59:59Z', 'due-soon'], // still the 10th in Shanghai
    ['2026-06-10T16:00:00Z', 'overdue'],
  ])('%s: %s', (now, expected) => {
    expect(status(reply, calendar, now)).toBe(expected);
  });

  it('knows whether it was stopped in time', () => {
    expect(status({ ...reply, stoppedAt: '2026-06-10' }, calendar, '2026-09-01')).toBe('stopped-on-time');
    expect(status({ ...reply, stoppedAt: '2026-06-11' }, calendar, '2026-09-01')).toBe('stopped-late');
  });

  it('is suspended between from and to, and overdue stays overdue', () => {
    const clock = { ...reply, suspensions: [{ from: '2026-04-01', to: '2026-04-11', reason: '补充材料' }] };
    expect(status(clock, calendar, '2026-03-31')).toBe('running');
    expect(status(clock, calendar, '2026-04-10')).toBe('suspended');
    expect(status(clock, calendar, '2026-04-11')).toBe('running');
    const late = { ...reply, suspensions: [{ from: '2026-07-01', reason: '诉讼' }] };
    expect(status(late, calendar, '2026-07-02')).toBe('overdue');
  });

  it('counts what is left, freezes it while suspended, and goes below zero', () => {
    expect(remaining(sevenDays, calendar, '2026-09-30')).toMatchObject({ days: 13, workingDays: 5 });
    expect(remaining(sevenDays, calendar, '2026-10-13')).toMatchObject({ days: 0, workingDays: 0 });
    expect(remaining(sevenDays, calendar, '2026-10-15')).toMatchObject({ days: -2, workingDays: -2 });
    const open = { ...sevenDays, suspensions: [{ from: '2026-10-08', reason: '等待' }] };
    for (const now of ['2026-10-08', '2026-10-20', '2027-10-20']) {
      expect(remaining(open, calendar, now)).toMatchObject({
        workingDays: 5,
        due: { suspendedSince: '2026-10-08' },
      });
    }
    const closed = { ...sevenDays, suspensions: [{ from: '2026-10-08', to: '2026-10-12', reason: '等待' }] };
    for (const now of ['2026-09-30', '2026-10-09'])
      expect(remaining(closed, calendar, now).workingDays).toBe(5);
    expect(remaining(closed, calendar, '2026-10-12').workingDays).toBe(4);
    expect(remaining({ ...sevenDays, stoppedAt: '2026-10-10' }, calendar, '2027-01-01').workingDays).toBe(2);
  });
});

describe('nextInstants', () => {
  const ladder: ClockLadder = {
    steps: [
      { id: 'l2', title: '约谈', when: 'after', offset: { amount: 10, unit: 'workday' }, action: 'leader' },
      { id: 'r1', title: '到期前提醒', when: 'before', offset: { amount: 3, unit: 'workday' } },
      { id: 'l0', title: '逾期', when: 'after', offset: { amount: 0, unit: 'day' } },
      { id: 'r0', title: '当日提醒', when: 'before', offset: { amount: 0, unit: 'day' }, time: '08:30' },
    ],
  };
  it('gives every rung in order of time', () => {
    expect(nextInstants(reply, ladder, calendar).map((i) => [i.stepId, i.at])).toEqual([
      ['r1', '2026-06-05T01:00:00.000Z'],
      ['r0', '2026-06-10T00:30:00.000Z'],
      ['l0', '2026-06-10T16:00:00.000Z'],
      ['l2', '2026-06-25T01:00:00.000Z'], // over the Dragon Boat Festival (19-21 June)
    ]);
  });
  it('gives none when stopped or suspended without an end', () => {
    expect(nextInstants({ ...reply, stoppedAt: '2026-04-01' }, ladder, calendar)).toEqual([]);
    expect(
      nextInstants({ ...reply, suspensions: [{ from: '2026-04-01', reason: 'x' }] }, ladder, calendar),
    ).toEqual([]);
  });
});

describe('legalClockSchema', () => {
  it('takes a clock and names what is wrong in Chinese', () => {
    expect(legalClockSchema.safeParse(reply).success).toBe(true);
    const bad = legalClockSchema.safeParse({ ...reply, period: { amount: 'three', unit: 'week' } });
    expect(bad.error?.issues.map((i) => i.message)).toEqual([
      '期限数值应为整数',
      expect.stringContaining('期限单位应为'),
    ]);
  });
});
