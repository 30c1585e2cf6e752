/** The one clock of the server. The system's, or a manual one for tests, scenarios and the sample district. */
export interface Clock {
  /** ISO instant. */
  now(): string;
  /** Local date (Asia/Shanghai unless set otherwise), `YYYY-MM-DD`. */
  today(): string;
}

/** Local date of an instant. `sv-SE` writes ISO dates. */
export function localDate(instant: string, timeZone = 'Asia/Shanghai'): string {
  let f = formats.get(timeZone);
  if (!f) {
    f = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, f);
  }
  return f.format(new Date(instant));
}
const formats = new Map<string, Intl.DateTimeFormat>();

export function systemClock(timeZone?: string): Clock {
  const now = () => new Date().toISOString();
  return { now, today: () => localDate(now(), timeZone) };
}

/** A clock that reads another's instant, such as the embedded engine's in manual mode. */
export function clockOf(now: () => string, timeZone?: string): Clock {
  return { now, today: () => localDate(now(), timeZone) };
}
