/** Legal clocks of cases: started and stopped by blocks, fired by the ticker, recomputed when the calendar changes. */
import {
  dueDate,
  instantOf,
  type LegalClock,
  localDateOf,
  nextInstants,
  type Period,
  type WorkCalendar,
} from '../../rules/index.ts';
import type { CalendarService } from '../calendar/service.ts';
import { actOp } from '../cases/acts.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { Intents } from '../intents/service.ts';
import type { Op } from '../store/port.ts';
import type { CaseClock } from './collections.ts';

/** What a change of a clock writes, and the clock as it stands after it. */
export interface ClockChange {
  ops: Op[];
  clock: CaseClock;
}

export class ClockService {
  readonly #deps: MatterDeps;
  readonly #calendar: CalendarService;
  readonly #intents: Intents;
  /** Told after a clock of the case became overdue or was stopped. */
  onOverdueChange: (caseId: string) => Promise<void> = async () => {};

  constructor(deps: MatterDeps, calendar: CalendarService, intents: Intents) {
    this.#deps = deps;
    this.#calendar = calendar;
    this.#intents = intents;
  }

  get(caseId: string, clock: string): Promise<(CaseClock & { rev: number }) | undefined> {
    return this.#deps.store.get<CaseClock>('clocks', `${caseId}:${clock}`);
  }

  async ofCase(caseId: string): Promise<CaseClock[]> {
    return (await this.#deps.store.find<CaseClock>('clocks', { where: { caseId }, limit: 200 })).items;
  }

  /** Starts it, or starts it again as a new round. */
  async start(
    c: Case,
    o: { clock: string; title: string; period: Period; remind: number[]; deed: string },
  ): Promise<ClockChange> {
    const before = await this.get(c.id, o.clock);
    if (before?.deeds.includes(o.deed)) return { ops: [], clock: before };
    const data = { startedAt: this.#deps.clock.today(), period: o.period, suspensions: [], extensions: [] };
    const clock = this.computed({
      id: `${c.id}:${o.clock}`,
      caseId: c.id,
      packageId: c.packageId,
      orgPath: c.orgPath,
      clock: o.clock,
      title: o.title,
      round: (before?.round ?? 0) + 1,
      data,
      remind: o.remind,
      state: 'running',
      provisional: false,
      overdue: false,
      fired: [],
      deeds: [...(before?.deeds ?? []), o.deed],
      calendar: '',
    });
    return this.#change(
      clock,
      before?.rev ?? 0,
      o.deed,
      `${o.title}开始计算，到期日 ${clock.dueDate ?? '未定'}`,
    );
  }

  /** Changes the data of a clock that runs or stands; an `undefined` answer means there is no such clock. */
  async change(
    caseId: string,
    clock: string,
    deed: string,
    edit: (
      data: CaseClock['data'],
      today: string,
    ) => { data: CaseClock['data']; text: string; reason?: string },
  ): Promise<ClockChange | undefined> {
    const before = await this.get(caseId, clock);
    if (!before) return undefined;
    if (before.deeds.includes(deed) || before.state === 'stopped') return { ops: [], clock: before };
    const { data, text, reason } = edit(structuredClone(before.data), this.#deps.clock.today());
    const { rev, ...plain } = before;
    const after = this.computed({ ...plain, data, deeds: [...plain.deeds, deed] });
    return this.#change(after, rev, deed, `${before.title}${text}`, reason);
  }

  #change(clock: CaseClock, ifRev: number, deed: string, text: string, reason?: string): ClockChange {
    const act = actOp({
      id: `clock:${deed}`,
      caseId: clock.caseId,
      kind: 'clock',
      at: this.#deps.clock.now(),
      text,
      ...(reason ? { reason } : {}),
    });
    return { ops: [{ op: 'put', collection: 'clocks', doc: { ...clock }, ifRev }, act], clock };
  }

  /** The clock with its state, due date and next instant computed anew. */
  computed(clock: CaseClock, calendar: WorkCalendar = this.#calendar.current): CaseClock {
    const data = clock.data as LegalClock;
    const due = dueDate(data, calendar);
    const { dueDate: _, nextAt: __, onTime: ___, ...rest } = clock;
    const stopped = data.stoppedAt !== undefined;
    const last = due.date;
    const late = last !== undefined && localDateOf(data.stoppedAt ?? this.#deps.clock.now()) > last;
    // a step that an extension or a new calendar moved into the future is to be fired again
    const now = Date.parse(this.#deps.clock.now());
    const ladder = nextInstants(data, ladderOf(clock), calendar);
    const fired = clock.fired.filter((id) => ladder.some((i) => i.stepId === id && Date.parse(i.at) <= now));
    const pending = ladder.filter((i) => !fired.includes(i.stepId));
    return {
      ...rest,
      fired,
      state: stopped ? 'stopped' : due.suspendedSince !== undefined ? 'suspended' : 'running',
      ...(last ? { dueDate: last } : {}),
      provisional: due.provisional,
      overdue: late,
      ...(stopped ? { onTime: !late } : {}),
      ...(pending[0] ? { nextAt: pending[0].at } : {}),
      calendar: calendar.fingerprint,
    };
  }

  /** Fires what is due: messages to the drawing (a day to live), overdue marks. Gives how many steps were fired. */
  async tick(): Promise<number> {
    const { store, clock } = this.#deps;
    let fired = 0;
    for (;;) {
      const due = await store.find<CaseClock>('clocks', {
        where: { nextAt: { lte: clock.now() } },
        sort: ['nextAt'],
        limit: 200,
      });
      for (const c of due.items) fired += await this.#fire(c);
      if (due.items.length < 200) return fired;
    }
  }

  async #fire({ rev, ...c }: CaseClock & { rev: number }): Promise<number> {
    const now = this.#deps.clock.now();
    const steps = nextInstants(c.data as LegalClock, ladderOf(c), this.#calendar.current).filter(
      (i) => i.at <= now && !c.fired.includes(i.stepId),
    );
    const after = this.computed({ ...c, fired: [...c.fired, ...steps.map((s) => s.stepId)] });
    const ops: Op[] = [{ op: 'put', collection: 'clocks', doc: { ...after }, ifRev: rev }];
    for (const step of steps) {
      const kind = step.when === 'after' ? 'overdue' : 'remind';
      const id = `${c.id}:${c.round}:${step.stepId}:${c.dueDate ?? ''}`;
      ops.push(
        this.#intents.op(id, 'publishMessage', {
          name: `${c.packageId}.clock.${c.clock}.${kind}`,
          correlationKey: c.caseId,
          variables: {},
          timeToLive: 86_400_000,
        }),
        actOp({
          id: `clock:${id}`,
          caseId: c.caseId,
          kind: 'clock',
          at: now,
          text:
            kind === 'overdue'
              ? `${c.title}已逾期（到期日 ${c.dueDate}）`
              : `${c.title}将于 ${c.dueDate} 到期`,
        }),
      );
    }
    await this.#intents.commit(ops);
    if (steps.some((s) => s.when === 'after')) await this.onOverdueChange(c.caseId);
    this.#deps.live.publish(`case:${c.caseId}`, { caseId: c.caseId });
    return steps.length;
  }

  /** Instant of the next thing to do, for the manual clock. */
  async nextInstant(): Promise<string | undefined> {
    const { items } = await this.#deps.store.find<CaseClock>('clocks', {
      where: { nextAt: { gt: '' } },
      sort: ['nextAt'],
      limit: 1,
    });
    return items[0]?.nextAt;
  }

  /** After a change of the calendar: due dates of clocks that have not stopped. Gives how many moved. */
  async recompute(calendar: WorkCalendar): Promise<number> {
    let moved = 0;
    for (const state of ['running', 'suspended'] as const) {
      let after: string | undefined;
      do {
        const page = await this.#deps.store.find<CaseClock>('clocks', {
          where: { state },
          sort: ['calendar'],
          limit: 500,
          ...(after ? { after } : {}),
        });
        const ops: Op[] = [];
        for (const { rev, ...c } of page.items) {
          if (c.calendar === calendar.fingerprint) continue;
          const next = this.computed(c, calendar);
          if (next.dueDate !== c.dueDate) moved++;
          ops.push({ op: 'put', collection: 'clocks', doc: { ...next }, ifRev: rev });
        }
        if (ops.length > 0) await this.#deps.store.commit(ops);
        after = page.next;
      } while (after);
    }
    return moved;
  }
}

/** Reminders some days before (09:00), and overdue as the day after begins. */
function ladderOf(c: Pick<CaseClock, 'remind' | 'title'>) {
  const reminders = c.remind.map((days) => ({
    id: `remind-${days}`,
    title: c.title,
    when: 'before' as const,
    offset: { amount: days, unit: 'day' as const },
  }));
  const overdue = {
    id: 'overdue',
    title: c.title,
    when: 'after' as const,
    offset: { amount: 0, unit: 'day' as const },
  };
  return { steps: [...reminders, overdue] };
}

/** The instant at which a due date is over: 00:00 of the day after, local time. */
export function overdueInstant(dueDateLocal: string): string {
  return new Date(Date.parse(instantOf(dueDateLocal)) + 86_400_000).toISOString();
}
