import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../designer/modeler/plain/assignment.ts';
import { readAssignment, writeAssignment } from '../../designer/modeler/plain/assignment.ts';
import { readDeadline, writeDeadline } from '../../designer/modeler/plain/deadline.ts';
import type { PlainTimer } from '../../designer/modeler/plain/timer.ts';
import { readTimer, writeTimer } from '../../designer/modeler/plain/timer.ts';

describe('assignment', () => {
  const groups = (roles: string[], bodies: string[] = [], bodyLists: string[] = []): Assignment => ({
    kind: 'groups',
    roles,
    bodies,
    bodyLists,
  });

  it.each([
    [groups(['clerk']), { candidateGroups: '=["clerk"]' }],
    [
      groups(['clerk', 'leader'], ['leadBody']),
      { candidateGroups: '=["clerk", "leader", "body:" + leadBody]' },
    ],
    [groups([], [], ['coBodies']), { candidateGroups: '=for item in coBodies return "body:" + item' }],
    [
      groups(['clerk'], ['leadBody'], ['coBodies']),
      {
        candidateGroups:
          '=concatenate(["clerk", "body:" + leadBody], for item in coBodies return "body:" + item)',
      },
    ],
    [
      groups([], ['leadBody:head'], ['coBodies:head']),
      {
        candidateGroups:
          '=concatenate(["body:" + leadBody + ":head"], for item in coBodies return "body:" + item + ":head")',
      },
    ],
    [{ kind: 'person', variable: 'deputyId' } as Assignment, { assignee: '=deputyId' }],
    [{ kind: 'people', variable: 'deputies' } as Assignment, { candidateUsers: '=deputies' }],
    [{ kind: 'none' } as Assignment, {}],
  ])('%j is written and read back', (assignment, definition) => {
    expect(writeAssignment(assignment)).toEqual(definition);
    expect(readAssignment(definition)).toEqual(assignment);
  });

  it('reads a fixed list of roles', () => {
    expect(readAssignment({ candidateGroups: 'clerk, leader' })).toEqual(groups(['clerk', 'leader']));
  });

  it.each([
    { candidateGroups: '=if urgent then ["leader"] else ["clerk"]' },
    { assignee: 'zhang' },
    { assignee: '=a', candidateGroups: '=["clerk"]' },
    { candidateGroups: '=[role]' },
  ])('keeps %j as it is', (definition) => {
    const read = readAssignment(definition);
    expect(read.kind).toBe('custom');
    expect(writeAssignment(read)).toEqual(definition);
  });
});

describe('time limit', () => {
  it.each([
    [{ amount: 5, unit: 'day' as const }, '={amount: 5, unit: "day"}'],
    [
      { amount: { ref: 'params.reviewDays' }, unit: 'workday' as const, remind: 1 },
      '={amount: params.reviewDays, unit: "workday", remind: 1}',
    ],
    [
      { amount: 3, unit: 'month' as const, remind: { ref: 'params.remind' } },
      '={amount: 3, unit: "month", remind: params.remind}',
    ],
  ])('%j is written and read back', (deadline, source) => {
    expect(writeDeadline(deadline)).toBe(source);
    expect(readDeadline(source)).toEqual(deadline);
  });

  it.each([
    '={amount: 5 + 1, unit: "day"}',
    '={amount: 5, unit: "year"}',
    '={amount: 5, unit: "day", remind: [1, 3]}',
    '=5',
  ])('leaves %s to the expert mode', (source) => {
    expect(readDeadline(source)).toBeUndefined();
  });
});

describe('timer', () => {
  it.each([
    [{ kind: 'after', amount: 3, unit: 'day' }, { timeDuration: 'P3D' }],
    [{ kind: 'after', amount: 30, unit: 'minute' }, { timeDuration: 'PT30M' }],
    [{ kind: 'after', amount: 2, unit: 'month' }, { timeDuration: 'P2M' }],
    [
      { kind: 'afterParameter', parameter: 'params.days', unit: 'day' },
      { timeDuration: '=duration("P" + string(params.days) + "D")' },
    ],
    [
      { kind: 'at', field: 'meetingDate', time: '09:00' },
      { timeDate: '=date and time(meetingDate + "T09:00:00+08:00")' },
    ],
    [{ kind: 'at', field: 'meetingAt' }, { timeDate: '=date and time(meetingAt)' }],
    [{ kind: 'every', amount: 1, unit: 'week' }, { timeCycle: 'R/P1W' }],
  ] as [PlainTimer, object][])('%j is written and read back', (timer, expressions) => {
    expect(writeTimer(timer)).toEqual(expressions);
    expect(readTimer(expressions)).toEqual(timer);
  });

  it('keeps what it does not understand', () => {
    expect(readTimer({ timeCycle: '0 0 9 * * MON-FRI' })).toEqual({
      kind: 'custom',
      expression: '0 0 9 * * MON-FRI',
    });
    expect(readTimer({})).toBeUndefined();
  });
});
