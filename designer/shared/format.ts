/** Dates, sizes and counts as people read them. Local dates are `2026-03-01`, instants ISO 8601. */

const ZONE = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function read(instant: string): Record<string, string> {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return {};
  return Object.fromEntries(parts.formatToParts(date).map((p) => [p.type, p.value]));
}

/** `2026-03-01 09:05`, in the zone of the congress. */
export function dateTime(instant: string | undefined | null): string {
  const { year, month, day, hour, minute } = read(instant ?? '');
  return year ? `${year}-${month}-${day} ${hour}:${minute}` : '';
}

/** `09:05`, in the zone of the congress, as all times are. */
export const timeOfDay = (instant: string): string => dateTime(instant).slice(11);

/** `2026-03-01` of an instant or of a local date. */
export function day(value: string | undefined | null): string {
  if (!value) return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  return dateTime(value).slice(0, 10);
}

/** An instant at which something closes: midnight belongs to the day that ends, `2026-03-01 24:00`. */
export function closing(instant: string | undefined | null): string {
  const text = dateTime(instant);
  if (!text.endsWith(' 00:00')) return text;
  return `${day(new Date(Date.parse(instant ?? '') - 1).toISOString())} 24:00`;
}

/** Bytes as B, KB or MB. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** Whole days from today (in the zone of the congress) to a local date; negative when it is past. */
export function daysUntil(date: string, now: Date = new Date()): number {
  const today = day(now.toISOString());
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
