import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Period } from '../../../rules/index.ts';
import {
  addPeriod,
  countWorkingDays,
  createCalendar,
  dayInfo,
  instantOf,
  isWorkingDay,
  localDateOf,
  RulesError,
} from '../../../rules/index.ts';

const calendar = createCalendar();

describe('working days', () => {
  // 国务院办公厅关于 2025、2026 年部分节假日安排的通知
  it.each([
    ['2025-01-26', true, 'announced'], // Sunday, worked before the Spring Festival
    ['2025-01-28', false, 'announced'],
    ['2025-10-08', false, 'announced'],
    ['2026-01-01', false, 'announced'],
    ['2026-02-14', true, 'announced'], // Saturday
    ['2026-10-07', false, 'announced'],
    ['2026-10-10', true, 'announced'], // Saturday
    ['2026-11-23', true, 'week'],
    ['2026-11-21', false, 'week'],
  ])('%s working: %s (%s)', (date, working, source) => {
    expect(dayInfo(date, calendar)).toMatchObject({ working, source, provisional: false });
  });

  it('marks years without a notice provisional, with the fixed holidays', () => {
    expect(dayInfo('2031-10-01', calendar)).toMatchObject({
      working: false,
      provisional: true,
      source: 'fixed-holiday',
    });
    expect(dayInfo('2031-10-04', calendar)).toMatchObject({
      working: false,
      provisional: true,
      source: 'week',
    });
    expect(dayInfo('2003-03-03', calendar)).toMatchObject({ working: true, provisional: true });
  });

  it('lets the table win, and a year confirmed is no longer provisional', () => {
    const own = createCalendar({
      overrides: [
        { date: '2026-11-23', kind: 'holiday', note: '县庆日' },
        { date: '2031-10-01', kind: 'workday' },
      ],
      confirmedYears: [2031],
    });
    expect(dayInfo('2026-11-23', own)).toMatchObject({ working: false, source: 'override', name: '县庆日' });
    expect(isWorkingDay('2031-10-01', own)).toBe(true);
    expect(dayInfo('2031-10-02', own)).toMatchObject({ working: true, provisional: false });
    expect(own.fingerprint).not.toBe(calendar.fingerprint);
    expect(createCalendar().fingerprint).toBe(calendar.fingerprint);
  });

  it('refuses rows that contradict each other or name no date', () => {
    const rows = [
      { date: '2026-11-23', kind: 'holiday' as const },
      { date: '2026-11-23', kind: 'workday' as const },
    ];
    expect(() => createCalendar({ overrides: rows })).toThrow(/2026-11-23 既是节假日又是工作日/);
    expect(() => createCalendar({ overrides: [{ date: '2026-02-30', kind: 'holiday' }] })).toThrow(
      RulesError,
    );
  });

  describe('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ;
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    it.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])('%s', (tz) => {
      process.env.TZ = tz;
      expect(isWorkingDay('2027-02-06', createCalendar())).toBe(false); // Saturday
      expect(localDateOf('2026-11-23T16:00:00Z')).toBe('2026-11-24');
      expect(localDateOf('2026-11-23T15:59:59.999Z')).toBe('2026-11-23');
      expect(instantOf('2026-11-24', '09:30')).toBe('2026-11-24T01:30:00.000Z');
    });
  });
});

describe('addPeriod', () => {
  it.each<[string, Period, string]>([
    ['2026-01-31', { amount: 1, unit: 'month' }, '2026-02-28'],
    ['2023-11-30', { amount: 3, unit: 'month' }, '2024-02-29'],
    ['2026-03-31', { amount: -1, unit: 'month' }, '2026-02-28'],
    ['2025-12-31', { amount: 2, unit: 'month' }, '2026-02-28'],
    ['2026-09-30', { amount: 1, unit: 'workday' }, '2026-10-08'],
    ['2026-10-08', { amount: 3, unit: 'workday' }, '2026-10-12'], // 9, 10 (Saturday worked), 12
    ['2026-10-12', { amount: -3, unit: 'workday' }, '2026-10-08'],
    ['2026-11-20', { amount: 15, unit: 'day' }, '2026-12-05'],
    ['2026-11-20', { amount: 0, unit: 'workday' }, '2026-11-20'],
  ])('%s + %o = %s', (date, period, expected) => {
    expect(addPeriod(date, period, calendar)).toEqual({ date: expected, provisional: false });
  });

  it('moves to the next working day only when asked', () => {
    const period = { amount: 15, unit: 'day' } as const; // a Saturday
    expect(addPeriod('2026-11-20', period, calendar).date).toBe('2026-12-05');
    expect(addPeriod('2026-11-20', period, calendar, { rollToWorkingDay: true }).date).toBe('2026-12-07');
  });

  it('says when a day of a year not announced took part', () => {
    expect(addPeriod('2026-12-30', { amount: 3, unit: 'workday' }, calendar).provisional).toBe(true);
    expect(addPeriod('2026-12-30', { amount: 3, unit: 'day' }, calendar).provisional).toBe(false);
    const rolled = addPeriod('2026-12-30', { amount: 3, unit: 'day' }, calendar, { rollToWorkingDay: true });
    expect(rolled.provisional).toBe(true);
  });

  it.each([
    [{ amount: Number.NaN, unit: 'day' }],
    [{ amount: 1e308, unit: 'day' }],
    [{ amount: 1.5, unit: 'workday' }],
    [{ amount: '3', unit: 'month' }],
    [{ amount: 1, unit: '__proto__' }],
    [{}],
    [null],
  ])('refuses %j', (period) => {
    expect(() => addPeriod('2026-01-01', period as Period, calendar)).toThrow(RulesError);
  });

  it.each(['', '2026-2-1', '2026-02-30', '__proto__', '0000-01-01', '2026-01-01T00:00:00Z'])(
    'refuses the date %j',
    (date) => {
      expect(() => addPeriod(date, { amount: 1, unit: 'day' }, calendar)).toThrow(/日期/);
    },
  );

  const someDay = fc
    .date({ min: new Date('2004-02-01'), max: new Date('2032-12-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));

  it('agrees with a brute-force walk, and countWorkingDays reverses it', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        let date = from;
        for (let left = amount; left > 0; ) {
          date = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
          if (isWorkingDay(date, calendar)) left--;
        }
        const computed = addPeriod(from, { amount, unit: 'workday' }, calendar).date;
        expect(computed).toBe(date);
        expect(countWorkingDays(from, computed, calendar).days).toBe(amount);
        expect(isWorkingDay(computed, calendar)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is monotonic in the date and in the amount', () => {
    const unit = fc.constantFrom<Period['unit']>('workday', 'day', 'month');
    fc.assert(
      fc.property(someDay, someDay, fc.nat(40), fc.nat(40), unit, (a, b, m, n, u) => {
        const [d1, d2] = a <= b ? [a, b] : [b, a];
        const [n1, n2] = m <= n ? [m, n] : [n, m];
        const early = addPeriod(d1, { amount: n1, unit: u }, calendar, { rollToWorkingDay: true });
        const late = addPeriod(d2, { amount: n2, unit: u }, calendar, { rollToWorkingDay: true });
        expect(early.date <= late.date).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
