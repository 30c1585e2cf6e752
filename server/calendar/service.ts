/** The working-day calendar in force. A change recomputes what runs by it: see `onChange`. */
import { createCalendar, dayInfo, isAnnouncedYear, type WorkCalendar } from '../../rules/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { Op } from '../store/port.ts';
import type { CalendarDay } from './collections.ts';
import type { CalendarYearView, Recomputed } from './schemas.ts';

type Recompute = (calendar: WorkCalendar) => Promise<number>;

export class CalendarService {
  readonly #deps: MatterDeps;
  readonly #recompute = new Map<keyof Recomputed, Recompute>();
  #current = createCalendar();

  constructor(deps: MatterDeps) {
    this.#deps = deps;
  }

  /** In force now. */
  get current(): WorkCalendar {
    return this.#current;
  }

  /** Called with the new calendar after each change and at start; gives the number of due dates that moved. */
  onChange(what: keyof Recomputed, recompute: Recompute): void {
    this.#recompute.set(what, recompute);
  }

  async load(): Promise<void> {
    const { store } = this.#deps;
    const days = await Promise.all(
      (['holiday', 'workday'] as const).map((kind) =>
        store.find<CalendarDay>('calendarDays', { where: { kind }, limit: 1000 }),
      ),
    );
    const years = await store.find('calendarYears', { where: { confirmed: true }, limit: 1000 });
    this.#current = createCalendar({
      overrides: days.flatMap((p) => p.items).map((d) => ({ date: d.id, kind: d.kind, note: d.note })),
      confirmedYears: years.items.map((y) => Number(y.id)),
    });
  }

  async recompute(): Promise<Recomputed> {
    const run = async (what: keyof Recomputed) => (await this.#recompute.get(what)?.(this.#current)) ?? 0;
    return { clocks: await run('clocks'), tasks: await run('tasks') };
  }

  setDay(actor: Actor, day: CalendarDay): Promise<Recomputed> {
    return this.#change(actor, day.id, { ...day }, { op: 'put', collection: 'calendarDays', doc: day });
  }

  removeDay(actor: Actor, date: string): Promise<Recomputed> {
    return this.#change(
      actor,
      date,
      { removed: true },
      { op: 'delete', collection: 'calendarDays', id: date },
    );
  }

  confirmYear(actor: Actor, year: number, confirmed: boolean): Promise<Recomputed> {
    const doc = { id: String(year), confirmed };
    return this.#change(actor, doc.id, doc, { op: 'put', collection: 'calendarYears', doc });
  }

  year(year: number): CalendarYearView {
    const days = [];
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      const info = dayInfo(new Date(at).toISOString().slice(0, 10), this.#current);
      if (info.source !== 'week') days.push(info);
    }
    const announced = isAnnouncedYear(year);
    const probe = dayInfo(`${year}-03-04`, this.#current);
    return { year, announced, confirmed: announced || !probe.provisional, days };
  }

  async #change(actor: Actor, id: string, detail: Record<string, unknown>, op: Op): Promise<Recomputed> {
    const audit = { actor, action: 'calendar.edit', target: { kind: 'calendar', id }, detail };
    await this.#deps.store.commit([op, ...this.#deps.audit.record(audit)]);
    await this.load();
    return this.recompute();
  }
}
