/** Local calendar fields of an instant in a time zone, and back. Browser-safe, by Intl only. */

export interface LocalFields {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let f = formats.get(zone);
  if (!f) {
    f = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short',
    });
    formats.set(zone, f);
  }
  return f;
}

const MINUTE = 60_000;
/** Since then offsets everywhere change at whole minutes only; the last to have seconds was Liberia's, until 1972. */
const WHOLE_MINUTES = Date.UTC(1973, 0, 1);
const KNOWN = 2_000;
const known = new Map<string, number>();

/** Offset of a zone at an instant, in milliseconds. Remembered by the minute: many timers are set in one. */
export function zoneOffset(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  if (at < WHOLE_MINUTES) return reckonOffset(at, zone);
  const minute = `${zone}${Math.floor(at / MINUTE)}`;
  let offset = known.get(minute);
  if (offset === undefined) {
    offset = reckonOffset(at, zone);
    if (known.size >= KNOWN) known.clear();
    known.set(minute, offset);
  }
  return offset;
}

function reckonOffset(at: number, zone: string): number {
  const part: Record<string, string> = {};
  for (const p of format(zone).formatToParts(at)) part[p.type] = p.value;
  const local = Date.UTC(
    Number(part.year),
    Number(part.month) - 1,
    Number(part.day),
    Number(part.hour),
    Number(part.minute),
    Number(part.second),
  );
  return local - Math.floor(at / 1000) * 1000;
}

export function localFields(at: number, zone: string): LocalFields {
  const d = new Date(at + zoneOffset(at, zone));
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    millisecond: d.getUTCMilliseconds(),
  };
}

/** The instant of a local date and time; fields may overflow, as with `Date.UTC`. In a gap the later offset holds. */
export function instantOf(f: LocalFields, zone: string): number {
  const wall = Date.UTC(f.year, f.month - 1, f.day, f.hour, f.minute, f.second, f.millisecond);
  const first = wall - zoneOffset(wall, zone);
  return wall - zoneOffset(first, zone);
}

/** `2026-11-24T08:00:00+08:00`; milliseconds only if there are any. */
export function zonedIso(at: number, zone: string): string {
  const offset = zoneOffset(at, zone);
  const local = new Date(at + offset).toISOString();
  const wall = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23);
  if (offset === 0) return `${wall}Z`;
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
